/** The firmware's header, made from the definitions. */
import { LONGEST_ELAPSED, type Field } from '../fields.ts';
import { LOG_KINDS, PUSH_NAMES, REQUESTS, REQUEST_NAMES } from '../messages.ts';
import { CORRECTION } from '../heard.ts';
import { PRACTICE_LONGEST, SOUND_LATEST } from '../player.ts';
import {
  DUE_BITS,
  DUE_UNIT,
  LIMITS,
  PROGRAMME_LAYOUT,
  PROGRAMME_LONGEST,
  TALK_FLAGS,
} from '../programme.ts';
import {
  ANNOUNCEMENTS,
  LAMPS,
  POWER_LOST,
  RHYTHM,
  SOUNDS,
  SOUND_LEVELS,
  SOUND_NAMES,
  STATE_SIGNALS,
} from '../signal.ts';
import {
  CLOCKS,
  EVENT_NAMES,
  GO_GUARD,
  GRANT_LIMIT,
  GRANT_STEP,
  MOVES,
  OLDEST_MOMENT,
  STATES,
  TABLE,
  type Cell,
  type State,
} from '../stage.ts';
import * as wire from '../wire.ts';
import { claplightVersion } from './version.ts';
import { digitTables } from './digit-tables.ts';
import { bytes, define, defines, enumeration, upper, words } from './c-text.ts';

/** A cell in one byte: the state it leads to, the move, what the clock does. */
const pack = (cell: Cell | undefined): string =>
  cell
    ? `CELL(STATE_${upper(cell.to)}, MOVE_${upper(cell.move)}, CLOCK_${upper(cell.clock)})`
    : 'CELL_REFUSED';

function table(): string {
  const rows = EVENT_NAMES.filter((name) => name !== 'undo').map((name) => {
    const row: Readonly<Partial<Record<State, Cell>>> = TABLE[name];
    return `  /* ${name} */ {${STATES.map((state) => pack(row[state])).join(', ')}},`;
  });
  const undo = `  /* undo */ {${STATES.map(() => 'CELL_REFUSED').join(', ')}},`;
  rows.splice(EVENT_NAMES.indexOf('undo'), 0, undo);
  return `const uint8_t TABLE[EVENT_COUNT][STATE_COUNT] PROGMEM = {\n${rows.join('\n')}\n};`;
}

function sounds(): string {
  const list = SOUND_NAMES.map((name) => SOUNDS[name]);
  const starts = list.map((_, i) => list.slice(0, i).reduce((n, s) => n + s.beats.length, 0));
  const total = list.reduce((n, s) => n + s.beats.length, 0);
  return [
    define('SOUND_BEAT_UNIT', 10),
    bytes(
      'uint8_t',
      'SOUND_BEATS',
      list.flatMap((s) => s.beats.map((beat) => beat / 10)),
    ),
    "/* A sound has the beats from its start up to the next one's. */",
    bytes('uint8_t', 'SOUND_STARTS', [...starts, total]),
    '/* How long each beat lasts, in ms: quiet, normal. */',
    bytes(
      'uint16_t',
      'SOUND_LENGTHS',
      list.flatMap((s) => [s.quiet, s.normal]),
    ),
  ].join('\n');
}

const signals = (): string =>
  Object.entries(STATE_SIGNALS)
    .map(
      ([name, { lamps, announcement }]) =>
        `${define(`SIGNAL_${upper(name)}_LAMPS`, lamps)}\n${define(`SIGNAL_${upper(name)}_ANNOUNCEMENT`, `ANNOUNCEMENT_${upper(announcement)}`)}`,
    )
    .join('\n');

function settings(): string {
  const list = wire.SETTING_NAMES.map((name) => wire.SETTINGS[name]);
  const rows = list.map(({ min, max, start }) => `{${[min, max, start].map(String).join(', ')}}`);
  return [
    enumeration('Setting', 'SETTING', wire.SETTING_NAMES),
    words('SETTING_NAMES', wire.SETTING_NAMES),
    'struct SettingRange { int16_t least, most, initial; };',
    `const SettingRange SETTING_RANGES[SETTING_COUNT] PROGMEM = {${rows.join(', ')}};`,
  ].join('\n');
}

/** A bit for each request whose retry gets the first answer. */
const onceMask = (): number =>
  REQUEST_NAMES.reduce((mask, name, i) => mask + ('once' in REQUESTS[name] ? 2 ** i : 0), 0);

/** By the words that a field may have, the name of their list in the header. */
const WORD_LISTS = new Map<readonly string[], string>([
  [STATES, 'STATE_NAMES'],
  [SOUND_NAMES, 'SOUND_NAMES'],
  [wire.SETTING_NAMES, 'SETTING_NAMES'],
]);

const UINT32_MAX = 2 ** 32 - 1;

/** A field of a request. Throws an Error for one that the firmware cannot read. */
export function fieldRow(field: Field): string {
  if (field.kind === 'number') {
    if (field.mayLack && field.max > UINT32_MAX) return '{FIELD_CLOCK, 0, 0, 0}';
    const kind = field.mayLack ? 'COUNT' : field.optional ? 'TIME' : 'NUMBER';
    return `{FIELD_${kind}, ${String(field.min)}, ${String(field.max)}UL, 0}`;
  }
  if (field.kind === 'hex')
    return `{FIELD_HEX, ${String(field.fewer ? 2 : field.digits)}, ${String(field.digits)}, 0}`;
  const list = field.kind === 'word' ? WORD_LISTS.get(field.words) : undefined;
  if (list === undefined) throw new Error(`the firmware cannot read a field "${field.name}"`);
  return `{FIELD_WORD, 0, 0, ${list}}`;
}

/** What the fields of requests may be; equal ones are there once. */
function requestFields(): string {
  const lists = REQUEST_NAMES.map((name) => REQUESTS[name].fields.map(fieldRow));
  const distinct = [...new Set(lists.flat())];
  const starts = lists.map((_, i) => lists.slice(0, i).flat().length);
  return [
    'enum FieldKind : uint8_t { FIELD_NUMBER, FIELD_TIME, FIELD_CLOCK, FIELD_COUNT, FIELD_WORD, FIELD_HEX };',
    '/* A time may be `-`; a clock and a count too, and their field may lack. For hex digits: how many. */',
    'struct FieldDefinition { FieldKind kind; int16_t least; uint32_t most; const char *words; };',
    `const FieldDefinition FIELDS[] PROGMEM = {\n${distinct.map((row) => `  ${row},`).join('\n')}\n};`,
    "/* A request has the fields from its start up to the next one's. */",
    bytes(
      'uint8_t',
      'REQUEST_FIELDS',
      lists.flat().map((row) => distinct.indexOf(row)),
    ),
    bytes('uint8_t', 'REQUEST_STARTS', [...starts, lists.flat().length]),
  ].join('\n');
}

/** The places of a request's fields in a command, and how many the longest has. */
function fieldPlaces(): string {
  const rows = REQUEST_NAMES.filter((name) => REQUESTS[name].fields.length > 0).map(
    (name) =>
      `enum { ${REQUESTS[name].fields.map((field) => upper(`${name}-${field.name}`)).join(', ')} };`,
  );
  const longest = Math.max(...REQUEST_NAMES.map((name) => REQUESTS[name].fields.length));
  return [
    "/* Where the fields of a request are among a command's values. */",
    ...rows,
    define('COMMAND_VALUES', longest),
  ].join('\n');
}

const shims = `#ifdef __AVR__
#include <avr/pgmspace.h>
#else
#define PROGMEM
#define pgm_read_byte(address) (*(const uint8_t *)(address))
#define pgm_read_word(address) (*(const uint16_t *)(address))
#define memcpy_P memcpy
#endif`;

/** The text of `firmware/claplight/protocol.gen.h`. */
export function firmwareHeader(): string {
  return `${[
    '// Made from protocol/ by `npm run generate`. Do not edit.\n#pragma once\n#include <stdint.h>',
    shims,
    defines('', {
      'protocol-version': wire.PROTOCOL_VERSION,
      'firmware-version': `"${claplightVersion()}"`,
      'baud-rate': `${String(wire.BAUD_RATE)}UL`,
      'line-limit': wire.LINE_LIMIT,
      'data-limit': wire.DATA_LIMIT,
      'tag-limit': wire.TAG_LIMIT,
      'error-replies-a-second': wire.ERROR_REPLIES_A_SECOND,
      'beat-period': wire.BEAT_PERIOD,
      'kept-replies': wire.KEPT_REPLIES,
      'log-length': wire.LOG_LENGTH,
    }),
    defines('FEATURE_', {
      moments: wire.FEATURES.moments.bit,
      watchdog: wire.FEATURES.watchdog.bit,
    }),
    defines('LIMIT_', {
      talks: LIMITS.talks,
      scores: LIMITS.scores,
      cues: LIMITS.cues,
      'cues-in-score': LIMITS.cuesInScore,
      bytes: PROGRAMME_LONGEST,
    }),
    defines('LAYOUT_', PROGRAMME_LAYOUT),
    define('DUE_UNIT', DUE_UNIT),
    define('DUE_BITS', DUE_BITS),
    defines('TALK_', { silent: TALK_FLAGS.silent, 'no-flash': TALK_FLAGS.noFlash }),
    defines('LAMP_', LAMPS),
    enumeration('Announcement', 'ANNOUNCEMENT', ANNOUNCEMENTS),
    defines('', {
      'blink-period': RHYTHM.blinkPeriod,
      'blink-lasts': RHYTHM.blinkLasts,
      'wink-period': RHYTHM.winkPeriod,
      'wink-lasts': RHYTHM.winkLasts,
      'onset-window': RHYTHM.onsetWindow,
      'onset-limit': RHYTHM.onsetLimit,
      'onset-merge': RHYTHM.onsetMerge,
      'sound-latest': SOUND_LATEST,
      correction: CORRECTION,
      'practice-longest': PRACTICE_LONGEST,
      'go-guard': GO_GUARD,
      'oldest-moment': `${String(OLDEST_MOMENT)}UL`,
      'longest-elapsed': `${String(LONGEST_ELAPSED)}UL`,
      'grant-step': GRANT_STEP / 1000,
      'grant-limit': GRANT_LIMIT / 1000,
      'power-lost-announcement': `ANNOUNCEMENT_${upper(POWER_LOST)}`,
    }),
    signals(),
    enumeration('Sound', 'SOUND', SOUND_NAMES),
    enumeration('SoundLevel', 'LEVEL', SOUND_LEVELS),
    sounds(),
    enumeration('State', 'STATE', STATES),
    words('STATE_NAMES', STATES),
    enumeration('Event', 'EVENT', EVENT_NAMES),
    enumeration('Move', 'MOVE', MOVES),
    enumeration('ClockAction', 'CLOCK', CLOCKS),
    '#define CELL_REFUSED 0xFF\n#define CELL(to, move, clock) ((to) | (move) << 2 | (clock) << 4)\n#define CELL_TO(cell) ((State)((cell) & 3))\n#define CELL_MOVE(cell) ((Move)((cell) >> 2 & 3))\n#define CELL_CLOCK(cell) ((ClockAction)((cell) >> 4))',
    table(),
    enumeration('Request', 'REQUEST', REQUEST_NAMES),
    words('REQUEST_NAMES', REQUEST_NAMES),
    define('REQUESTS_ONCE', `0x${onceMask().toString(16).toUpperCase()}UL`),
    enumeration('Push', 'PUSH', PUSH_NAMES),
    words('PUSH_NAMES', PUSH_NAMES),
    enumeration('ErrorCode', 'ERROR', wire.ERROR_CODES),
    words('ERROR_NAMES', wire.ERROR_CODES),
    enumeration('LogKind', 'LOG', LOG_KINDS),
    words('LOG_NAMES', LOG_KINDS),
    enumeration('Started', 'STARTED', wire.STARTED),
    words('STARTED_NAMES', wire.STARTED),
    words('SOUND_NAMES', SOUND_NAMES),
    define('TRUTHS', `"${wire.TRUTHS.join('')}"`),
    settings(),
    digitTables(),
    requestFields(),
    fieldPlaces(),
  ].join('\n\n')}\n`;
}
