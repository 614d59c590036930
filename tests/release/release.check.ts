/** `npm run release` on a copy of the repository, up to the commit and the tag that are to be pushed. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { freshClone } from './packed.ts';

let clone: string;

beforeAll(() => {
  clone = freshClone();
});

function inClone(
  program: string,
  ...args: readonly string[]
): { code: number | null; out: string } {
  const git = ['NAME', 'EMAIL'].flatMap((what) =>
    ['AUTHOR', 'COMMITTER'].map((who) => [`GIT_${who}_${what}`, 'somebody@example.org']),
  );
  const env = { ...process.env, ...(Object.fromEntries(git) as Record<string, string>) };
  const ran = spawnSync(program, args, { cwd: clone, encoding: 'utf8', env });
  return { code: ran.status, out: `${ran.stdout}${ran.stderr}` };
}

const read = (path: string): string => readFileSync(join(clone, path), 'utf8');
const release = (...args: string[]): ReturnType<typeof inClone> =>
  inClone('node', '.ci/release.js', ...args);

it.each([
  ['', '"" is no version such as 0.3.0'],
  ['v0.3', '"v0.3" is no version such as 0.3.0'],
  ['0.0.9', /^release: 0\.0\.9 is older than \d/],
])('refuses the version "%s"', (version, why) => {
  const { code, out } = release(version);
  expect(code).toBe(1);
  expect(out).toMatch(why);
});

it('refuses while something is not committed', () => {
  writeFileSync(join(clone, 'left.txt'), '');
  expect(release('99.0.0')).toMatchObject({ code: 1 });
  inClone('rm', 'left.txt');
});

it('makes the version, the firmware, the changelog, a commit and a tag', () => {
  const changes = 'CHANGELOG.md';
  const said = '- Something that is told in this release.';
  writeFileSync(
    join(clone, changes),
    read(changes).replace('## [Unreleased]\n', `## [Unreleased]\n\n### Added\n\n${said}\n`),
  );
  inClone('git', 'commit', '--quiet', '--all', '--message', 'A change');
  const { code, out } = release('99.0.0');
  expect(code, out).toBe(0);
  expect(inClone('git', 'status', '--porcelain').out).toBe('');
  expect(inClone('git', 'describe').out).toBe('v99.0.0\n');
  expect(JSON.parse(read('package.json'))).toMatchObject({ version: '99.0.0' });
  expect(read('firmware/claplight/protocol.gen.h')).toContain('#define FIRMWARE_VERSION "99.0.0"');
  expect(read(changes)).toMatch(
    /## \[Unreleased\]\n\n## \[99\.0\.0\] - \d{4}-\d\d-\d\d\n\n### Added\n\n- Something/,
  );
  expect(inClone('make', '-C', 'firmware', 'check').code).toBe(0);
  expect(inClone('node', '.ci/release.js', '--notes').out).toContain(said);
});

it('refuses a version that there is', () => {
  expect(release('99.0.0').out).toContain('there is a tag v99.0.0 already');
});
