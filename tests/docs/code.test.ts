/** The overview of the code names files that are there. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('docs/CODE.md names only files that there are', () => {
  const page = readFileSync('docs/CODE.md', 'utf8');
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');
  const named = [...page.matchAll(/`([\w/.-]+\.(?:ts|cpp|h|cjs|md))`/g)].map(
    ([, name = '']) => name,
  );
  expect(named.length).toBeGreaterThan(50);
  const missing = named.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)));
  expect(missing).toEqual([]);
});
