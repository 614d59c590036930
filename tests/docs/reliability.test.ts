import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The last cell of a row names the tests that show it. */
const named = readFileSync('docs/RELIABILITY.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('`'))
  .flatMap((line) => [...(line.split('|').at(-2) ?? '').matchAll(/`([\w/-]+)`/g)])
  .map(([, name = '']) => name);

it('names tests for its faults', () => {
  expect(named.length).toBeGreaterThan(30);
});

it.each([...new Set(named)])('names %s, which exists', (name) => {
  expect(existsSync(`tests/${name}.test.ts`) || existsSync(`tests/${name}`)).toBe(true);
});
