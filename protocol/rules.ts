/**
 * Rules: what is signalled when, for one kind of talk. Data, never code: a preset or a file of one's
 * own. `readRules` checks what somebody wrote and says which entry is wrong.
 */
import { ANNOUNCEMENTS, LAMPS, SOUND_NAMES, lampNames, lampSet } from './signal.ts';
import type { Announcement, Lamp, LampSet, Signal, SoundName } from './signal.ts';
import { duration, formatDuration, parseDuration, seconds, type Duration } from './time.ts';

/** Where a cue lies: so long before the end, after the start, or over time. */
export type CuePlace =
  { readonly left: Duration } | { readonly after: Duration } | { readonly over: Duration };

export interface RulesCue {
  /** Name of the phase that the cue begins: `one-finger`. */
  readonly phase: string;
  readonly place: CuePlace;
  readonly signal: Signal;
}

export interface Rules {
  readonly name: string;
  /** One line for people. */
  readonly title: string;
  /** Length of a talk that the lineup gives none. */
  readonly length: Duration;
  /** The first begins at the start of the talk. */
  readonly cues: readonly RulesCue[];
  /** How often the last cue is announced again, and at what interval. */
  readonly repeat: Repeat;
}

export interface Repeat {
  readonly every: Duration;
  readonly times: number;
}

export const NO_REPEAT: Repeat = { every: duration(0), times: 0 };

/** Bounds that the podium's EEPROM layout sets: a repeat is one byte of seconds and one of times. */
const REPEAT_LIMITS = { every: seconds(255), times: 255 } as const;

/** Longest names and titles, in characters: both stand in one line of a terminal. */
const LONGEST_NAME = 40;
const LONGEST_TITLE = 76;

/** What is wrong with rules that somebody wrote, and in which entry (`['cues', 2, 'lamps']`). */
export interface RulesProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Entry = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

class Complaint extends Error {
  readonly problem: RulesProblem;
  constructor(path: Path, message: string) {
    super(message);
    this.problem = { path, message };
  }
}

/** Checks parsed YAML or JSON. Durations are texts such as `1:00`; `lamps` is a list of names. */
export function readRules(value: unknown): Rules | RulesProblem {
  try {
    return rulesFrom(value);
  } catch (error) {
    if (error instanceof Complaint) return error.problem;
    throw error;
  }
}

/** Rules as somebody would write them down: `readRules` reads them again, the same. */
export function rulesDocument({ name, title, length, cues, repeat }: Rules): object {
  return {
    name,
    title,
    length: formatDuration(length),
    cues: cues.map(({ phase, place, signal }) => ({
      phase,
      ...Object.fromEntries(Object.entries(place).map(([key, at]) => [key, formatDuration(at)])),
      lamps: lampNames(signal.lamps),
      announcement: signal.announcement,
      sound: signal.sound,
    })),
    ...(repeat.times === 0
      ? {}
      : { repeat: { every: formatDuration(repeat.every), times: repeat.times } }),
  };
}

export const isRulesProblem = (value: Rules | RulesProblem): value is RulesProblem =>
  'message' in value;

const RULES_KEYS = ['name', 'title', 'length', 'cues', 'repeat'];
const PLACE_KEYS = ['after', 'left', 'over'] as const;
const CUE_KEYS = ['phase', ...PLACE_KEYS, 'lamps', 'announcement', 'sound'];

function rulesFrom(value: unknown): Rules {
  const entry = entryAt(value, [], RULES_KEYS);
  const list = entry.cues;
  if (!Array.isArray(list) || list.length === 0)
    throw new Complaint(['cues'], 'rules need a list of cues');
  const cues = list.map((cue: unknown, i) => cueFrom(cue, ['cues', i]));
  const starts = cues.filter((cue) => 'after' in cue.place && cue.place.after === 0);
  if (starts.length !== 1)
    throw new Complaint(['cues'], 'exactly one cue begins at the start: give one "after: 0:00"');
  const name = textAt(entry.name, ['name']);
  return {
    name,
    title: entry.title === undefined ? name : textAt(entry.title, ['title'], LONGEST_TITLE),
    length: entry.length === undefined ? seconds(300) : lengthAt(entry.length, ['length']),
    cues,
    repeat: entry.repeat === undefined ? NO_REPEAT : repeatFrom(entry.repeat),
  };
}

function cueFrom(value: unknown, path: Path): RulesCue {
  const entry = entryAt(value, path, CUE_KEYS);
  const given = PLACE_KEYS.filter((key) => entry[key] !== undefined);
  const [key] = given;
  if (key === undefined || given.length > 1)
    throw new Complaint(path, 'a cue has one of "left", "after" and "over", such as "left: 1:00"');
  return {
    phase: textAt(entry.phase, [...path, 'phase']),
    place: { [key]: lengthAt(entry[key], [...path, key], true) } as CuePlace,
    signal: {
      lamps: lampsFrom(entry.lamps, [...path, 'lamps']),
      announcement: wordAt<Announcement>(
        entry.announcement,
        [...path, 'announcement'],
        ANNOUNCEMENTS,
      ),
      sound: wordAt<SoundName>(entry.sound, [...path, 'sound'], SOUND_NAMES),
    },
  };
}

function repeatFrom(value: unknown): Repeat {
  const entry = entryAt(value, ['repeat'], ['every', 'times']);
  const every = lengthAt(entry.every, ['repeat', 'every']);
  if (every > REPEAT_LIMITS.every)
    throw new Complaint(['repeat', 'every'], 'a repeat comes at the latest after 4:15');
  const times = entry.times;
  if (!Number.isInteger(times) || Number(times) < 1 || Number(times) > REPEAT_LIMITS.times)
    throw new Complaint(['repeat', 'times'], 'a repeat has a number of times from 1 to 255');
  return { every, times: Number(times) };
}

function entryAt(value: unknown, path: Path, keys: readonly string[]): Entry {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Complaint(path, `expected an entry with ${keys.join(', ')}`);
  const stranger = Object.keys(value).find((key) => !keys.includes(key));
  if (stranger !== undefined)
    throw new Complaint([...path, stranger], `"${stranger}" is not a key: use ${keys.join(', ')}`);
  return value as Entry;
}

function textAt(value: unknown, path: Path, longest: number = LONGEST_NAME): string {
  const text = typeof value === 'string' ? value : '';
  if (text.length > longest || !/^[\p{L}\p{N}][\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(text))
    throw new Complaint(
      path,
      `expected a text of at most ${String(longest)} letters, digits and punctuation marks`,
    );
  return text;
}

function lengthAt(value: unknown, path: Path, zero = false): Duration {
  const text = typeof value === 'string' ? value.trim() : '';
  if (zero && (value === 0 || /^0+(:00|s|m)?$/.test(text))) return duration(0);
  const length = parseDuration(text);
  if (length === undefined) throw new Complaint(path, 'expected a time, e.g. 1:00');
  return length;
}

function lampsFrom(value: unknown, path: Path): LampSet {
  if (!Array.isArray(value)) throw new Complaint(path, 'expected a list such as [amber, red]');
  const unknown = value.findIndex(
    (name) => typeof name !== 'string' || !Object.hasOwn(LAMPS, name),
  );
  if (unknown >= 0)
    throw new Complaint([...path, unknown], `the lamps are ${Object.keys(LAMPS).join(', ')}`);
  return lampSet(...(value as Lamp[]));
}

function wordAt<T extends string>(value: unknown, path: Path, words: readonly T[]): T {
  const word = value === undefined ? 'none' : value;
  const known = words.find((candidate) => candidate === word);
  if (known === undefined) throw new Complaint(path, `expected one of ${words.join(', ')}`);
  return known;
}
