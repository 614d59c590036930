/** What a release does to the changelog, in a repository that has nothing to build or check. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';

const OPEN = '## [Unreleased]\n';
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
// As before that version was cut: what it brought and what has come since are not released.
const CUT = `## [${version}]`;
const CHANGES = readFileSync('CHANGELOG.md', 'utf8')
  .split(/(?<=\n)(?=## \[)/)
  .map((part) => (part.startsWith(CUT) ? part.replace(/^.*\n\n?/, '') : part))
  .join('');

let repository: string;

function run(program: string, ...args: readonly string[]): { code: number | null; out: string } {
  const who = ['AUTHOR', 'COMMITTER'].flatMap((one) =>
    ['NAME', 'EMAIL'].map((what) => [`GIT_${one}_${what}`, 'somebody@example.org']),
  );
  const env = { ...process.env, ...(Object.fromEntries(who) as Record<string, string>) };
  const ran = spawnSync(program, args, { cwd: repository, encoding: 'utf8', env });
  return { code: ran.status, out: `${ran.stdout}${ran.stderr}` };
}

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'claplight-'));
  const write = (path: string, text: string): void => {
    writeFileSync(join(repository, path), text);
  };
  for (const folder of ['.ci', 'firmware']) mkdirSync(join(repository, folder));
  cpSync('.ci/release.js', join(repository, '.ci/release.js'));
  const scripts = { generate: 'true', check: 'true' };
  write('package.json', JSON.stringify({ name: 'claplight', version, type: 'module', scripts }));
  write('firmware/Makefile', 'images:\n\ttrue\n');
  write('CHANGELOG.md', CHANGES);
  run('git', 'init', '--quiet');
  run('git', 'add', '--all');
  run('git', 'commit', '--quiet', '--message', 'All');
});

it('the version that package.json names already gets all that was not released, under its own heading', () => {
  const [head = '', rest = ''] = CHANGES.split(OPEN);
  expect(rest).not.toBe('');
  const { code, out } = run('node', '.ci/release.js', version);
  expect(code, out).toBe(0);
  const today = new Date().toISOString().slice(0, 10);
  expect(read('CHANGELOG.md')).toBe(`${head}${OPEN}\n## [${version}] - ${today}\n${rest}`);
  expect(run('git', 'status', '--porcelain').out).toBe('');
  expect(run('git', 'describe').out).toBe(`v${version}\n`);
  expect(run('git', 'log', '-1', '--format=%s').out).toBe(`Release ${version}\n`);
  // What a page of the release will say.
  const [notes = ''] = rest.split(/^## \[/m);
  expect(run('node', '.ci/release.js', '--notes').out.trim()).toBe(notes.trim());
});

it('a version whose section is there already is not cut twice', () => {
  const told = CHANGES.replace(OPEN, `${OPEN}\n- More.\n\n## [${version}] - 2026-01-01\n`);
  writeFileSync(join(repository, 'CHANGELOG.md'), told);
  run('git', 'commit', '--quiet', '--all', '--message', 'Cut by hand');
  const { code, out } = run('node', '.ci/release.js', version);
  expect([code, out]).toEqual([1, expect.stringContaining(`has a section ${version} already`)]);
  expect(read('CHANGELOG.md')).toBe(told);
});

it('with nothing to tell there is none', () => {
  writeFileSync(
    join(repository, 'CHANGELOG.md'),
    `# Changelog\n\n${OPEN}\n## [0.1.0] - 2026-01-01\n`,
  );
  run('git', 'commit', '--quiet', '--all', '--message', 'Nothing');
  const { code, out } = run('node', '.ci/release.js', '99.0.0');
  expect(code).toBe(1);
  expect(out).toMatch(/CHANGELOG\.md says nothing under/);
  expect(run('git', 'tag').out).toBe('');
});
