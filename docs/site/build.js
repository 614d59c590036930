/** Builds the site into a folder: `node build.js [FOLDER]`, by default dist/site of the repository. */
import console from 'node:console';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { argv, exit } from 'node:process';
import { buildApps } from './build/apps.js';
import { buildGuides } from './build/guides.js';
import { problemsIn } from './build/links.js';
import { ROOT } from './build/files.js';
import { buildOffline } from './build/offline.js';

const out = resolve(argv[2] ?? `${ROOT}/dist/site`);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const pages = await buildGuides(out);
await buildApps(out);
const problems = problemsIn(out);
const { files, bytes } = buildOffline(out);
for (const problem of problems) console.error(problem);
console.log(`${pages} pages, ${files} files, ${Math.round(bytes / 1024)} kB in ${out}`);
if (problems.length > 0) exit(1);
