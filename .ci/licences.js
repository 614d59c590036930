/** Fails where an installed package states no licence that Claplight may come with. */
import console from 'node:console';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';

const FREE = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Zlib',
];
/** Fine in a tool, which nobody gets with Claplight. */
const FREE_IN_TOOLS = [...FREE, 'MPL-2.0', 'PSF-2.0'];

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** `(MIT OR Apache-2.0)` is either; old packages have a list. */
const licencesOf = ({ license, licenses = [] }) =>
  [license ?? licenses, []]
    .flat()
    .flatMap((one) => (one.type ?? one).replace(/[()]/g, '').split(' OR '));

const problems = [];
const installed = ['', 'docs/site/'].flatMap((folder) =>
  Object.entries(read(`${folder}package-lock.json`).packages).map(([path, about]) => [
    path && folder + path,
    about,
  ]),
);
for (const [path, { dev = false }] of installed) {
  const file = `${path}/package.json`;
  // The parts for other systems are in the lock file and not on the disk.
  if (path === '' || !existsSync(file)) continue;
  const stated = licencesOf(read(file));
  if (!stated.some((one) => (dev ? FREE_IN_TOOLS : FREE).includes(one)))
    problems.push(`${path}: its licence is ${stated.join(' or ') || 'not stated'}`);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
