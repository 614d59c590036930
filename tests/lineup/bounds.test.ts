/** Texts that would cost a parser its stack, or minutes: they are refused before it sees them. */
import { describe, expect, it } from 'vitest';
import { parseRules } from '../../host/lineup/rules-file.ts';
import { problemOf, read } from './helpers.ts';

const MANY = 15_000;

/** What is said of a text, as a lineup and as rules. */
const told = (text: string): string => problemOf(() => read(text)).message;
const toldOfRules = (text: string): string => problemOf(() => parseRules('own.yaml', text)).message;

const DEEP: readonly (readonly [string, string])[] = [
  ['dashes on one line', `talks:\n${'- '.repeat(MANY)}x\n`],
  ['question marks on one line', `talks:\n${'? '.repeat(MANY)}x\n`],
  [
    'a dash more a line',
    `talks:\n${Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}-`).join('\n')}`,
  ],
  [
    'a mapping more a line',
    `talks:\n${Array.from({ length: 900 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')}`,
  ],
  ['open brackets', `talks: ${'['.repeat(MANY)}`],
  ['brackets that are closed', `talks: ${'['.repeat(MANY)}${']'.repeat(MANY)}`],
  ['open braces', `talks: ${'{a: '.repeat(MANY)}`],
  ['brackets behind a quote in a block', `talks: |\n  "\nname: ${'['.repeat(MANY)}`],
  ['brackets behind an anchor', `talks: &a ${'['.repeat(MANY)}`],
  ['brackets of JSON', `{"talks": ${'['.repeat(MANY)}${']'.repeat(MANY)}}`],
  ['braces of JSON', `{"talks": ${'{"a":'.repeat(MANY)}1${'}'.repeat(MANY)}}`],
];

describe('a text that is nested too deeply', () => {
  it.each(DEEP)('by %s is refused, again and again', (_, text) => {
    for (let i = 0; i < 3; i++) {
      expect(told(text)).toMatch(/nested more than 64 levels deep/);
      expect(toldOfRules(text)).toMatch(/nested more than 64 levels deep/);
    }
  });

  it('is refused as XML, and as an export of more than 1 MB', () => {
    expect(told(`<schedule>${'<a>'.repeat(MANY)}`)).toMatch(/nested more than 64 levels deep/);
    const deep = `{"schedule": ${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`;
    expect(told(deep)).toMatch(/nested more than 64 levels deep/);
  });

  it('or holds more values than any export is refused before a parser sees it', () => {
    const many = 'this holds more than 300,000 values';
    expect(told(`{"talks": [${'"a",'.repeat(300_001)}"a"]}`)).toContain(many);
    const { place } = problemOf(() => read(`{"days":\n[${'{},'.repeat(160_000)}{}]}`));
    expect(place).toMatchObject({ line: 2 });
    const inText = `{"talks": [{"speaker": "Ada", "title": "${',['.repeat(160_000)}"}]}`;
    expect(told(inText)).not.toContain(many);
  });

  it('of more events than any conference has is read no further', () => {
    const many = 'more than 10,000 events are too many';
    const event = '<event><title>A</title></event>';
    const room = `<room name="Hall">${event.repeat(10_001)}`;
    expect(told(`<schedule><day date="2025-09-21">${room}`)).toContain(many);
    const one = 'BEGIN:VEVENT\nSUMMARY:A\nEND:VEVENT\n';
    expect(told(`BEGIN:VCALENDAR\n${one.repeat(10_001)}`)).toContain(many);
  });

  it('or has more items in a list than a session has talks is refused before they are made', () => {
    const many = 'more than 10,000 items in a list are too many';
    expect(told(`talks:\n${'- a\n'.repeat(20_000)}`)).toContain(many);
    expect(told(`{"talks": [${'1,'.repeat(20_000)}1]}`)).toContain(many);
  });

  it('of XML with a mistake at each character is read no further', () => {
    const { message, place } = problemOf(() => read(`<schedule><day>${'&x;'.repeat(20_000)}`));
    expect(message).toMatch(/this is not XML from here on/);
    expect(place.column).toBeLessThan(4000);
  });

  it('is not what people write: brackets and dashes in titles', () => {
    const title = `"${'[{'.repeat(100)}"`;
    expect(read(`talks:\n- speaker: Ada\n  title: ${title}\n`).talks).toHaveLength(1);
    expect(read(`{"talks": [{"speaker": "Ada", "title": ${title}}]}`).talks).toHaveLength(1);
    expect(
      read(`talks:\n- speaker: Ada\n  notes: |\n${'    - - [ x\n'.repeat(200)}`).talks,
    ).toHaveLength(1);
  });
});

describe('keys', () => {
  const keys = (count: number): string =>
    Array.from({ length: count }, (_, i) => `k${String(i)}: v`).join('\n');

  it('by the thousand in one mapping are refused', () => {
    const refused = /more than 1000 keys/;
    expect(told(`talks:\n- speaker: x\n${keys(60_000)}`)).toMatch(refused);
    expect(
      told(`{"talks": [], ${keys(60_000).replaceAll(/(k\d+): v\n?/g, '"$1": 1, ')}"z": 1}`),
    ).toMatch(refused);
    expect(toldOfRules(keys(10_000))).toMatch(refused);
  });

  it('that are given twice are told with their place', () => {
    const { message, place } = problemOf(() => read('talks: []\nname: a\nname: b\n'));
    expect(message).toMatch(/keys must be unique/);
    expect(place).toMatchObject({ line: 3, column: 1 });
  });
});
