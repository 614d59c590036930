/**
 * Makes of the sources what people's computers run, in few files, each of which costs a request or a look at the disk:
 * `dist/program`, the command and its threads, and `dist/pages`, for each page one script with all that it imports. What
 * is imported later, once it is known to be needed, is a script of its own. Nothing is done where they are newer than all
 * that they are made of. `node .ci/assemble.js FOLDER` makes the pages there, with maps: for `npm run coverage`.
 */
import { readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';

const PAGES = ['mirror', 'operator', 'plain-awake', 'report', 'rooms', 'screens'];
/** The command, and what it runs in threads. */
const PROGRAM = [
  'cli',
  'emulator/eeprom-worker',
  'emulator/worker',
  'journal/line-worker',
  'lineup/pasted-worker',
];
const root = resolve(import.meta.dirname, '..');
const [elsewhere] = process.argv.slice(2);

const within = (path) =>
  readdirSync(join(root, path), { recursive: true }).map((name) => join(root, path, name));
const timeOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const sourceOf = (name) => join(root, `host/${name}.ts`);

async function makePages(into, sourcemap) {
  const { rolldown } = await import('rolldown');
  const wanted = new Set(PAGES.map((name) => sourceOf(`page/${name}`)));
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
    await bundle.write({ dir: into, comments: false, sourcemap });
  }
}

/** Packages stay what they are: only our own files are put together. */
async function makeProgram(into) {
  const { rolldown } = await import('rolldown');
  const input = Object.fromEntries(PROGRAM.map((name) => [basename(name), sourceOf(name)]));
  const bundle = await rolldown({
    input,
    platform: 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith(root),
    checks: { ineffectiveDynamicImport: false },
  });
  const names = {
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    minifyInternalExports: false,
  };
  await bundle.write({ dir: into, comments: false, sourcemap: true, ...names });
}

/** Makes a folder of `dist` by `make` if it is older than any of `sources`. */
async function keepNew(name, sources, make) {
  const folder = join(root, 'dist', name);
  const files = sources.flatMap(within).filter((path) => path.endsWith('.ts'));
  const made = files.concat(import.meta.filename, join(root, 'package-lock.json'));
  if (Math.max(...made.map(timeOf)) < timeOf(folder)) return;
  const began = new Date();
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  await make(fresh);
  // What is changed meanwhile is newer.
  utimesSync(fresh, began, began);
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

if (elsewhere !== undefined) await makePages(elsewhere, true);
else {
  await keepNew('pages', ['host/page', 'protocol'], (into) => makePages(into, false));
  await keepNew('program', ['host', 'protocol'], makeProgram);
}
