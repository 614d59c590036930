/** The guide has every key that the screen's help has. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { HELP } from '../../host/terminal/key-help.ts';

it('docs/RUNNING.md names every key of the help', () => {
  const guide =
    readFileSync('docs/RUNNING.md', 'utf8').split('## Keys')[1]?.split('\n## ')[0] ?? '';
  const keysOf = (text: string): string[] =>
    text.split(/ or |,? then |, |\s+/).filter((key) => key !== '');
  const told = new Set(
    keysOf(guide.replaceAll('`', ' ').replaceAll(';', ' ').replaceAll(')', ' ')),
  );
  const known = HELP.flatMap(([keys]) => keysOf(keys)).map((key) => (key === 'esc' ? 'Esc' : key));
  expect(known.filter((key) => !told.has(key))).toEqual([]);
});
