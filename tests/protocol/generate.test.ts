/** The firmware's header says what the definitions say: it is read here as a C compiler would. */
import { describe, expect, it } from 'vitest';
import type { Field } from '../../protocol/fields.ts';
import { fieldRow, firmwareHeader } from '../../protocol/tools/firmware-header.ts';
import { claplightVersion } from '../../protocol/tools/version.ts';
import { LOG_KINDS, PUSH_NAMES, REQUESTS, REQUEST_NAMES } from '../../protocol/messages.ts';
import {
  LAMPS,
  SOUNDS,
  SOUND_NAMES,
  STATE_SIGNALS,
  type SoundName,
} from '../../protocol/signal.ts';
import {
  CLOCKS,
  EVENT_NAMES,
  MOVES,
  STATES,
  TABLE,
  type Cell,
  type EventName,
  type State,
} from '../../protocol/stage.ts';
import { ERROR_CODES, SETTINGS, SETTING_NAMES } from '../../protocol/wire.ts';

const header = firmwareHeader();

/** The text between braces or after a name, as it stands in the header. */
function found(pattern: RegExp): string {
  const match = pattern.exec(header);
  if (!match) throw new Error(`the header has no ${String(pattern)}`);
  return match[1] ?? '';
}
const defined = (name: string): string => found(new RegExp(`#define ${name} (.+)`));
const numbers = (name: string): number[] =>
  found(new RegExp(`const \\w+ ${name}\\[\\] PROGMEM = {(.*)};`))
    .split(', ')
    .map(Number);
const words = (name: string): string[] =>
  found(new RegExp(`const char ${name}\\[\\] PROGMEM =\n([^;]*);`))
    .split('\n')
    .map((line) => line.replace(/^ {2}"(.*)\\0"$/, '$1'));
/** Members of an enumeration, without prefix and case, in order. */
const members = (type: string, prefix: string): string[] =>
  found(new RegExp(`enum ${type} : uint8_t {\n([^}]*) {2}${prefix}_COUNT\n}`))
    .trim()
    .split(/,\s*/)
    .filter((member) => member !== '')
    .map((member) => member.replace(`${prefix}_`, '').toLowerCase().replaceAll('_', '-'));

describe('the header', () => {
  it('says that nobody should edit it, and is included once', () => {
    expect(header).toMatch(
      /^\/\/ Made from protocol\/ by `npm run generate`. Do not edit.\n#pragma once\n/,
    );
  });

  it.each([
    ['State', 'STATE', STATES],
    ['Event', 'EVENT', EVENT_NAMES],
    ['Move', 'MOVE', MOVES],
    ['ClockAction', 'CLOCK', CLOCKS],
    ['Request', 'REQUEST', REQUEST_NAMES],
    ['Push', 'PUSH', PUSH_NAMES],
    ['ErrorCode', 'ERROR', ERROR_CODES],
    ['LogKind', 'LOG', LOG_KINDS],
    ['Setting', 'SETTING', SETTING_NAMES],
    ['Sound', 'SOUND', SOUND_NAMES],
  ])('numbers each %s as the definition orders them', (type, prefix, names) => {
    expect(members(type, prefix)).toEqual([...names]);
  });

  it.each([
    ['STATE_NAMES', STATES],
    ['REQUEST_NAMES', REQUEST_NAMES],
    ['PUSH_NAMES', PUSH_NAMES],
    ['ERROR_NAMES', ERROR_CODES],
    ['LOG_NAMES', LOG_KINDS],
    ['SETTING_NAMES', SETTING_NAMES],
    ['SOUND_NAMES', SOUND_NAMES],
  ])('has the words of %s in the same order', (name, list) => {
    expect(words(name)).toEqual([...list]);
  });

  it.each([
    ['LINE_LIMIT', '60'],
    ['BAUD_RATE', '57600UL'],
    ['GO_GUARD', '2000'],
    ['GRANT_STEP', '30'],
    ['GRANT_LIMIT', '3600'],
    ['ONSET_WINDOW', '1000'],
    ['ONSET_LIMIT', '2'],
    ['ONSET_MERGE', '20'],
    ['SOUND_LATEST', '250'],
    ['CORRECTION', '1000'],
    ['LIMIT_CUES_IN_SCORE', '16'],
    ['FIRMWARE_VERSION', `"${claplightVersion()}"`],
    ['POWER_LOST_ANNOUNCEMENT', 'ANNOUNCEMENT_WINK_AMBER'],
  ])('defines %s as %s', (name, value) => {
    expect(defined(name)).toBe(value);
  });

  it('has the lamps, and the signals of the states', () => {
    for (const [name, bit] of Object.entries(LAMPS))
      expect(defined(`LAMP_${name.toUpperCase()}`)).toBe(String(bit));
    expect(defined('SIGNAL_HELD_LAMPS')).toBe(String(STATE_SIGNALS.held.lamps));
    expect(defined('SIGNAL_NO_PROGRAMME_ANNOUNCEMENT')).toBe('ANNOUNCEMENT_WINK_RED');
  });
});

describe('the table in the header', () => {
  const name = (list: readonly string[], member: string): number =>
    list.indexOf(member.toLowerCase().replaceAll('_', '-'));

  /** A cell as the header's macros take it apart. */
  function cell(text: string): Partial<Cell> | undefined {
    if (text === 'CELL_REFUSED') return undefined;
    const match = /^CELL\(STATE_(\w+), MOVE_(\w+), CLOCK_(\w+)\)$/.exec(text);
    const [, to = '', move = '', clock = ''] = match ?? [];
    const packed = name(STATES, to) | (name(MOVES, move) << 2) | (name(CLOCKS, clock) << 4);
    expect(packed).toBeLessThan(0xff);
    const [state, moved, turned] = [
      STATES[packed & 3],
      MOVES[(packed >> 2) & 3],
      CLOCKS[packed >> 4],
    ];
    return state && moved && turned && { to: state, move: moved, clock: turned };
  }

  it.each(EVENT_NAMES)('has the row of %s', (event) => {
    const row = found(new RegExp(`/\\* ${event} \\*/ {(.*)},`)).split(/, (?=CELL)/);
    const table: Readonly<Partial<Record<EventName, Partial<Record<State, Cell>>>>> = TABLE;
    expect(row.map(cell)).toEqual(STATES.map((state) => table[event]?.[state]));
  });

  it('has the rows in the order of the events', () => {
    const rows = [...header.matchAll(/^ {2}\/\* (\w+) \*\/ {C/gm)].map(([, event]) => event);
    expect(rows).toEqual([...EVENT_NAMES]);
  });
});

describe('the sounds in the header', () => {
  const starts = numbers('SOUND_STARTS');
  const lengths = numbers('SOUND_LENGTHS');

  it.each(SOUND_NAMES.map((name, i) => [name, i] as const))('has the beats of %s', (name, i) => {
    const beats = numbers('SOUND_BEATS').slice(starts[i], starts[i + 1]);
    const { quiet, normal, beats: wanted } = SOUNDS[name satisfies SoundName];
    expect(beats.map((beat) => beat * Number(defined('SOUND_BEAT_UNIT')))).toEqual([...wanted]);
    expect(lengths.slice(2 * i, 2 * i + 2)).toEqual([quiet, normal]);
  });
});

describe('the settings in the header', () => {
  it('have their ranges and first values', () => {
    const rows = found(/SETTING_RANGES\[SETTING_COUNT\] PROGMEM = {{(.*)}};/).split('}, {');
    expect(rows.map((row) => row.split(', ').map(Number))).toEqual(
      Object.values(SETTINGS).map(({ min, max, start }) => [min, max, start]),
    );
  });
});

describe('the fields of requests in the header', () => {
  const rows = found(/const FieldDefinition FIELDS\[\] PROGMEM = {\n([^;]*)\n};/)
    .split('\n')
    .map((row) => row.replace(/^ {2}(.*),$/, '$1'));
  const starts = numbers('REQUEST_STARTS');

  it.each(REQUEST_NAMES.map((name, i) => [name, i] as const))('are those of %s', (name, i) => {
    const own = numbers('REQUEST_FIELDS').slice(starts[i], starts[i + 1]);
    expect(own.map((row) => rows[row])).toEqual(REQUESTS[name].fields.map(fieldRow));
  });

  it('have their ranges, their digits and their words', () => {
    const number: Field = { name: 'a', kind: 'number', text: '', min: -5, max: 9 };
    expect(fieldRow(number)).toContain('NUMBER, -5, 9');
    const count = { ...number, optional: true, mayLack: true } as const;
    expect(fieldRow(count)).toContain('COUNT, -5, 9');
    expect(fieldRow({ ...count, max: 2 ** 32 })).toContain('CLOCK');
    const hex: Field = { name: 'a', kind: 'hex', text: '', digits: 4 };
    expect(fieldRow(hex)).toContain('HEX, 4, 4');
    expect(fieldRow({ ...hex, digits: 40, fewer: true })).toContain('HEX, 2, 40');
    const word: Field = { name: 'a', kind: 'word', text: '', words: STATES };
    expect(fieldRow(word)).toContain('STATE_NAMES');
  });

  it('have words whose list is in the header, and no text', () => {
    const unknown: Field = { name: 'colour', kind: 'word', text: '', words: ['pink'] };
    expect(() => fieldRow(unknown)).toThrow('cannot read a field "colour"');
    const text: Field = { name: 'note', kind: 'text', text: '', longest: 5 };
    expect(() => fieldRow(text)).toThrow('cannot read a field "note"');
  });

  it('say which requests are carried out once', () => {
    const mask = Number(defined('REQUESTS_ONCE').replace('UL', ''));
    const once = REQUEST_NAMES.filter((_, i) => Math.floor(mask / 2 ** i) % 2 === 1);
    expect(once).toEqual([...EVENT_NAMES, 'put', 'commit']);
  });
});
