/** No language lacks a word: each has what English has, and in its own words. */
import { expect, it, vi } from 'vitest';
import { READY_MESSAGES } from '../../../protocol/message-texts.ts';
import { LANGUAGES, wordsIn } from '../../../protocol/words/languages.ts';
import { ENGLISH, messageIn } from '../../../protocol/words/words.ts';

/** `phases.go`, `soon`, …: where each word stands. */
const placed = (table: object, at = ''): [string, string][] =>
  Object.entries(table).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? placed(value, `${at}${key}.`)
      : [[at + key, String(value)] as [string, string]],
  );

/** The same in English and in some other language. */
const SHARED: ReadonlySet<string> = new Set(['message', 'pause', 'normal', 'start']);

it.each(LANGUAGES)('%s', async (lang) => {
  const found = await wordsIn(lang);
  expect(found.lang).toBe(lang);
  const words = placed(found.words);
  const english = new Map(placed(ENGLISH));
  expect(words.map(([place]) => place)).toEqual([...english.keys()]);
  expect(words.filter(([, word]) => word.trim() === '')).toEqual([]);
  const same = words.filter(
    ([place, word]) => place !== 'dir' && word === english.get(place) && !SHARED.has(word),
  );
  if (lang !== 'en') expect(same).toEqual([]);
  for (const text of Object.values(READY_MESSAGES).flat())
    expect(Array.from(messageIn(text, found.words)).length).toBeLessThanOrEqual(40);
});

it('what was typed by hand is shown as it was typed, whatever it is called', () => {
  for (const text of ['bring the cake', 'constructor', '__proto__'])
    expect(messageIn(text, ENGLISH)).toBe(text);
});

it('English is spoken where a table cannot be had', async () => {
  // A page whose host has gone finds no file any more; here, no module.
  vi.doMock('../../../protocol/words/words-pl.ts', () => {
    throw new Error('out of reach');
  });
  vi.resetModules();
  const { wordsIn: afresh } = await import('../../../protocol/words/languages.ts');
  expect(await afresh('pl-PL')).toMatchObject({ lang: 'en' });
  vi.doUnmock('../../../protocol/words/words-pl.ts');
});
