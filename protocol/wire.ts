/** What the wire is made of besides its messages: limits, settings and error codes. */
import type { REFUSALS } from './stage.ts';

export const PROTOCOL_VERSION = 2;
export const BAUD_RATE = 57_600;

/** Longest line in characters, checksum included and line end not: it fits the UART's buffer of 64. */
export const LINE_LIMIT = 60;
/** Bytes of a programme in one `data` line. */
export const DATA_LIMIT = 20;
export const TAG_LIMIT = 9999;
/** The podium answers so many bad lines a second at most. */
export const ERROR_REPLIES_A_SECOND = 20;
/** How often a podium that was greeted says that it is there, in ms. */
export const BEAT_PERIOD = 2000;
/** The podium remembers so many replies to requests that change something, and so many happenings. */
export const KEPT_REPLIES = 4;
export const LOG_LENGTH = 32;

/** `=` sure, `~` estimated after a reset, `!` power was lost and nothing has happened since. */
export const TRUTHS = ['=', '~', '!'] as const;
export const STARTED = ['cold', 'reset', 'watchdog'] as const;

/** What a podium may have or not, as bits of the greeting. Others may come without a new version. */
export const FEATURES = {
  moments: { bit: 1, text: 'events may tell their [moment](#moments)' },
  watchdog: { bit: 2, text: 'a podium that hangs starts itself anew' },
} as const;

/** Settings in EEPROM, by name, with their ranges. Pins are numbers of the Arduino board. */
export const SETTINGS = {
  'pin-green': { min: 2, max: 69, start: 4, text: 'pin of the green lamp' },
  'pin-amber': { min: 2, max: 69, start: 7, text: 'pin of the amber lamp' },
  'pin-red': { min: 2, max: 69, start: 8, text: 'pin of the red lamp' },
  'pin-blue': { min: 2, max: 69, start: 12, text: 'pin of the blue lamp' },
  'pin-buzzer': { min: 2, max: 69, start: 9, text: 'pin of the buzzer' },
  'pin-button': { min: 2, max: 69, start: 2, text: 'pin of the button, to ground' },
  lamps: { min: 7, max: 15, start: 7, text: 'lamps that are there: 7 without blue, 15 with it' },
  'active-low': { min: 0, max: 1, start: 0, text: '1: a low level lights a lamp (relay boards)' },
  buzzer: { min: 0, max: 1, start: 0, text: '0: active buzzer, 1: passive buzzer' },
  sound: { min: 0, max: 2, start: 1, text: '0: off, 1: quiet, 2: normal' },
  trim: { min: -20_000, max: 20_000, start: 0, text: 'correction of the clock in ppm' },
  'boot-delay': { min: 0, max: 9_999, start: 1398, text: 'what a reset takes, in ms' },
  'pin-digits-data': { min: 2, max: 69, start: 11, text: 'pin of DIN (MAX7219) or DIO (TM1637)' },
  'pin-digits-clock': { min: 2, max: 69, start: 13, text: 'pin of CLK' },
  'pin-digits-load': { min: 2, max: 69, start: 10, text: 'pin of LOAD or CS (MAX7219)' },
  'digits-brightness': { min: 0, max: 15, start: 7, text: 'of the digits, from dim to bright' },
  digits: { min: 0, max: 2, start: 0, text: 'digits: 0: none, 1: MAX7219, 2: TM1637' },
  'digits-count': { min: 0, max: 1, start: 0, text: '0: time left, 1: time passed' },
  'digits-over': {
    min: 0,
    max: 2,
    start: 0,
    text: 'past the end the digits 0: count on, 1: stop, 2: go dark',
  },
  'digits-changeover': {
    min: 0,
    max: 2,
    start: 0,
    text: 'in the changeover 0: dark, 1: the time since the last talk, 2: dashes',
  },
} as const satisfies Record<string, SettingDefinition>;
export interface SettingDefinition {
  readonly min: number;
  readonly max: number;
  readonly start: number;
  readonly text: string;
}
export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

/** Error codes with their sentences. The first ones are the stage's refusals. */
export const ERRORS = {
  refused: 'the stage refuses this event in its state',
  stale: 'made for another revision; the current one follows',
  guard: 'too soon after the last event',
  first: 'there is no talk before the first',
  nothing: 'there is nothing to undo',
  amount: 'a grant is a multiple of 30 s',
  limit: 'more than an hour granted or taken',
  'no-programme': 'the podium holds no programme',
  moment: 'that moment is to come, more than a minute ago, or before the last event',
  checksum: 'the line was damaged; it changed nothing',
  long: 'the line was too long and was dropped whole',
  syntax: 'no such request, or fields missing, left over or malformed',
  range: 'a field is out of its range',
  'no-load': 'no load is under way, a part of it is missing, or it is of another programme',
  damaged: 'the programme does not match its CRC, or is no programme',
  'talk-on': 'the programme lacks the talk that is on',
  busy: 'not while a talk is on, nor practice while the stage is closed',
  wiring: 'the board lacks that pin, or it serves already',
  fault: 'the podium has failed again and again: it does nothing before it is reset',
} as const satisfies Record<string, string> & Record<(typeof REFUSALS)[number], string>;
export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];
