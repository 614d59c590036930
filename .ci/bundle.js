/**
 * `node .ci/bundle.js on` before packing, `off` after it: whether johnny-five travels inside the package.
 *
 * It must: `overrides` do not reach those who install Claplight, so johnny-five would bring a serialport of
 * its own, eight versions old, which compiles when it is installed. And it must not while we work here: npm
 * applies no overrides to what is bundled, and `npm install` looks for ever for what would fit.
 *
 * What travels says that it wants the versions that it gets. Else the next `npm install` beside Claplight
 * would mend it, with the old serialport.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import process from 'node:process';

const BUNDLED = ['firmata-io', 'johnny-five'];
/** Whose wishes are overridden. */
const WISHFUL = ['firmata', 'johnny-five'];
const KEPT = 'node_modules/.unbundled';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
/** Renamed over the old one: the file may be shared with other folders by a hard link. */
const write = (path, content) => {
  writeFileSync(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(`${path}.new`, path);
};
const descriptionOf = (name) => `node_modules/${name}/package.json`;

const own = read('package.json');
if (process.argv[2] === 'on') {
  mkdirSync(KEPT, { recursive: true });
  for (const name of WISHFUL) {
    const path = descriptionOf(name);
    const kept = `${KEPT}/${name}.json`;
    if (!existsSync(kept)) copyFileSync(path, kept);
    const theirs = read(path);
    for (const wanted of Object.keys(own.overrides['johnny-five']))
      if (theirs.dependencies[wanted])
        theirs.dependencies[wanted] = read(descriptionOf(wanted)).version;
    write(path, theirs);
  }
  write('package.json', { ...own, bundleDependencies: BUNDLED });
} else {
  for (const name of WISHFUL)
    if (existsSync(`${KEPT}/${name}.json`)) renameSync(`${KEPT}/${name}.json`, descriptionOf(name));
  rmSync(KEPT, { recursive: true, force: true });
  delete own.bundleDependencies;
  write('package.json', own);
}
