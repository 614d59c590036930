/**
 * Makes the scripts of the pages, `dist/pages`: for each page one, with all that it imports, so that it costs one request.
 * What is imported later, once it is known to be needed, is a script of its own, and as whole. Nothing is done where they are
 * newer than all that they are made of. `node .ci/pages.js FOLDER` makes them there, with maps: for `npm run coverage`.
 */
import { readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';

const PAGES = ['mirror', 'operator', 'plain-awake', 'report', 'rooms', 'screens'];
const root = resolve(import.meta.dirname, '..');
const [elsewhere] = process.argv.slice(2);
const folder = join(root, 'dist/pages');

const withinOf = (path) =>
  readdirSync(join(root, path), { recursive: true }).map((name) => join(root, path, name));
const timeOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function isNewest() {
  const sources = ['host/page', 'protocol']
    .flatMap(withinOf)
    .filter((path) => path.endsWith('.ts'));
  const made = sources.concat(import.meta.filename, join(root, 'package-lock.json'));
  return Math.max(...made.map(timeOf)) < timeOf(folder);
}

async function make(into) {
  const { rolldown } = await import('rolldown');
  const wanted = new Set(PAGES.map((name) => join(root, `host/page/${name}.ts`)));
  const later = {
    name: 'later',
    resolveId(source, importer, { kind }) {
      if (kind !== 'dynamic-import') return null;
      wanted.add(resolve(dirname(importer), source));
      return { id: `./${basename(source, '.ts')}.js`, external: 'absolute' };
    },
  };
  // Those that are found meanwhile come last.
  for (const input of wanted) {
    const bundle = await rolldown({ input, platform: 'browser', plugins: [later] });
    await bundle.write({ dir: into, comments: false, sourcemap: elsewhere !== undefined });
  }
}

if (elsewhere !== undefined) await make(elsewhere);
else if (!isNewest()) {
  const began = new Date();
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  await make(fresh);
  // What is changed meanwhile is newer.
  utimesSync(fresh, began, began);
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}
