/**
 * `npm run release -- 0.3.0` makes a release of what is committed: the version (which the firmware takes),
 * the images, the changelog, one commit and one tag. Pushed, the tag starts .github/workflows/release.yml.
 * `node .ci/release.js --notes` prints what the changelog says of the version in package.json.
 */
import { spawnSync } from 'node:child_process';
import console from 'node:console';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const OPEN = '## [Unreleased]';

class Refused extends Error {}

const versionHere = () => JSON.parse(readFileSync('package.json', 'utf8')).version;

function run(program, ...args) {
  console.log(`$ ${[program, ...args].join(' ')}`);
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (status !== 0)
    throw new Refused(`${program} ${args.join(' ')}: ${error?.message ?? 'failed'}`);
}

const git = (...args) => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim();

/** What stands between the heading of a version and the next heading of one. */
function sectionOf(version) {
  const [, ...parts] = readFileSync('CHANGELOG.md', 'utf8').split(/^(?=## \[)/m);
  return parts
    .find((part) => part.startsWith(`## [${version}]`))
    ?.replace(/^.*\n/, '')
    .trim();
}

function refuse(version) {
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new Refused(`"${version}" is no version such as 0.3.0`);
  const numbers = (text) => text.split('.').map(Number);
  const [was, will] = [numbers(versionHere()), numbers(version)];
  const at = will.findIndex((number, i) => number !== was[i]);
  if (at >= 0 && will[at] < was[at]) throw new Refused(`${version} is older than ${versionHere()}`);
  if (git('tag', '--list', `v${version}`) !== '')
    throw new Refused(`there is a tag v${version} already`);
  if (git('status', '--porcelain') !== '')
    throw new Refused('something is not committed: git status');
  if (sectionOf(version) !== undefined)
    throw new Refused(`CHANGELOG.md has a section ${version} already`);
  if (!sectionOf('Unreleased')) throw new Refused(`CHANGELOG.md says nothing under ${OPEN}`);
}

function release(version) {
  refuse(version);
  const flags = ['--no-git-tag-version', '--allow-same-version', '--ignore-scripts'];
  run('npm', 'version', version, ...flags);
  const text = readFileSync('CHANGELOG.md', 'utf8');
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync('CHANGELOG.md', text.replace(OPEN, `${OPEN}\n\n## [${version}] - ${today}`));
  run('npm', 'run', 'generate');
  run('make', '-C', 'firmware', 'images');
  run('npm', 'run', 'check');
  run('git', 'commit', '--quiet', '--all', '--message', `Release ${version}`);
  run('git', 'tag', '--annotate', `v${version}`, '--message', `Claplight ${version}`);
  console.log(`Claplight ${version} is ready. Next: git push --follow-tags`);
}

try {
  const [what = ''] = process.argv.slice(2);
  if (what === '--notes') console.log(sectionOf(versionHere()) ?? '');
  else release(what);
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`release: ${error.message}`);
  process.exitCode = 1;
}
