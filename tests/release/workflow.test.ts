/** The workflow that a tag starts: what it may do, and that what it runs is there. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
}

const workflow = parse(readFileSync('.github/workflows/release.yml', 'utf8')) as {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: {
    readonly release: { readonly permissions: unknown; readonly steps: readonly Step[] };
  };
};
const { permissions, steps } = workflow.jobs.release;
const scripts = steps.flatMap(({ run }) => run ?? []);

it('starts with a tag of a version, and may publish, attach, and nothing else', () => {
  expect(workflow.on).toEqual({ push: { tags: ['v*.*.*'] } });
  expect(workflow.permissions).toEqual({});
  expect(permissions).toEqual({ contents: 'write', 'id-token': 'write' });
});

it('publishes with provenance and no secret, after everything held, and attaches images and checksums', () => {
  const all = scripts.join('\n');
  expect(all.indexOf('.ci/run')).toBeLessThan(all.indexOf('npm publish --provenance'));
  expect(all).toMatch(/cp firmware\/images\/\*\.hex release\//);
  expect(all).toMatch(/sha256sum -- \* > SHA256SUMS/);
  expect(all).toMatch(/gh release create .* release\/\*/);
  expect(readFileSync('.github/workflows/release.yml', 'utf8')).not.toMatch(
    /secrets\.|_TOKEN: \$\{\{ (?!github\.token)/,
  );
});

it('runs scripts that bash takes, and files that there are', () => {
  for (const script of scripts) {
    expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' }).stderr).toBe('');
    for (const [path] of script.matchAll(/\.ci\/[a-z.]+/g))
      expect(existsSync(path), path).toBe(true);
  }
});
