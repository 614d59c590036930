/**
 * `node .ci/bundle.js on` before packing, `off` after it: whether johnny-five travels inside the package.
 *
 * It must: `overrides` do not reach those who install Claplight, so johnny-five would bring a serialport of
 * its own, eight versions old, which compiles when it is installed. And it must not while we work here: npm
 * applies no overrides to what is bundled, and `npm install` looks for ever for what would fit.
 *
 * What travels says that it wants the versions that it gets. Else the next `npm install` beside Claplight
 * would mend it, with the old serialport. The overrides themselves stay at home: npm 10 stumbles over one that
 * is a reference, though it applies none of them.
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
const keptOf = (path) => `${KEPT}/${path.replaceAll('/', '-')}`;
/** Gives what stood there before. */
const change = (path, edit) => {
  // What an interrupted run kept is older, and right.
  if (!existsSync(keptOf(path))) copyFileSync(path, keptOf(path));
  const before = read(keptOf(path));
  write(path, edit(read(keptOf(path))));
  return before;
};
const descriptionOf = (name) => `node_modules/${name}/package.json`;

if (process.argv[2] === 'on') {
  mkdirSync(KEPT, { recursive: true });
  const own = change('package.json', (theirs) => ({
    ...theirs,
    overrides: undefined,
    bundleDependencies: BUNDLED,
  }));
  const wanted = Object.keys(own.overrides['johnny-five']);
  for (const name of WISHFUL)
    change(descriptionOf(name), (theirs) => {
      for (const wishes of [theirs.dependencies, theirs.optionalDependencies ?? {}])
        for (const one of wanted) if (wishes[one]) wishes[one] = read(descriptionOf(one)).version;
      return theirs;
    });
} else if (existsSync(KEPT)) {
  for (const path of ['package.json', ...WISHFUL.map(descriptionOf)])
    if (existsSync(keptOf(path))) renameSync(keptOf(path), path);
  rmSync(KEPT, { recursive: true });
}
