/** Values of a request's body, checked one by one: each complaint names the field and the mend. */
import { firstRefused, hasInk, tidy } from '../system/characters.ts';
import { typedLength } from '../lineup/lengths.ts';
import type { Talk } from '../lineup/lineup.ts';
import { LONGEST, duration, type Duration } from '../../protocol/time.ts';
import { BodyProblem, type Body } from './body.ts';

const LONGEST_TEXT = 500;
const LONGEST_NOTES = 5_000;
/** Ids of entries, as players know them. */
const LARGEST_ID = 65_534;

const bad = (sentence: string, field?: string): BodyProblem =>
  new BodyProblem(400, sentence, field);

export function idOf(value: unknown, name: string): number {
  if (isWhole(value) && value > 0 && value <= LARGEST_ID) return value;
  throw bad(`"${name}" is the id of a talk, as /api/lineup gives it.`);
}

/** A speaker who has just come up. The title may be left out, as on a flipchart. */
export function talkOf(value: unknown): Talk {
  const change = changeOf(value);
  if (change.speaker === undefined) throw bad('The speaker needs a name, or TBA.', 'speaker');
  return { ...change, speaker: change.speaker, title: change.title ?? '' };
}

/** What is to be changed of a talk; only what is given. */
export function changeOf(value: unknown): Partial<Talk> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad('"talk" is an object, such as {"speaker": "Ada", "title": "Engines"}.');
  const given = value as Body;
  const stranger = Object.keys(given).find((key) => !KNOWN.has(key));
  if (stranger !== undefined)
    throw bad(`A talk has ${[...KNOWN].join(', ')}, and no "${stranger.slice(0, 40)}".`);
  const texts = TEXTS.flatMap((key) => (given[key] === undefined ? [] : [[key, text(given, key)]]));
  const flags = FLAGS.flatMap((key) => (given[key] === undefined ? [] : [[key, flag(given, key)]]));
  return {
    ...(Object.fromEntries([...texts, ...flags]) as Partial<Talk>),
    ...(given.duration === undefined ? {} : { duration: lengthOf(given.duration) }),
  };
}

const TEXTS = ['speaker', 'title', 'notes', 'sayAs', 'pronouns'] as const;
const FLAGS = ['silent', 'noFlash', 'skip'] as const;
const KNOWN: ReadonlySet<string> = new Set([...TEXTS, 'duration', ...FLAGS]);

function text(given: Body, key: (typeof TEXTS)[number]): string {
  const value = given[key];
  const most = key === 'notes' ? LONGEST_NOTES : LONGEST_TEXT;
  if (typeof value !== 'string' || value.length > most || firstRefused(value.replace(/\s/g, ' ')))
    throw bad(`"${key}" is a text of at most ${String(most)} characters on one line.`, key);
  const clean = tidy(value);
  if (key === 'speaker' && !hasInk(clean)) throw bad('The speaker needs a name, or TBA.', key);
  return clean;
}

function flag(given: Body, key: string): boolean {
  const value = given[key];
  if (typeof value === 'boolean') return value;
  throw bad(`"${key}" is true or false.`);
}

function lengthOf(value: unknown): Duration {
  if (isWhole(value) && value >= 1000 && value <= LONGEST) return duration(value);
  if (typeof value !== 'string')
    throw bad('"duration" is a text such as "5:00", or a number of ms.', 'duration');
  const length = typedLength(value);
  if (typeof length === 'string') throw bad(length, 'duration');
  return length;
}

const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
