/** Values of a request's body, checked one by one: each complaint names the field and the mend. */
import { firstRefused, hasInk, tidy } from '../system/characters.ts';
import { typedLength } from '../lineup/lengths.ts';
import type { Talk } from '../lineup/lineup.ts';
import type { Message } from '../session/types.ts';
import { GRANT_STEP, OLDEST_MOMENT, REV_MODULO } from '../../protocol/stage.ts';
import { LONGEST, duration, type Duration } from '../../protocol/time.ts';
import { BodyProblem, type Body } from './body.ts';

const LONGEST_TEXT = 500;
const LONGEST_NOTES = 5_000;
/** Ids of entries, as players know them. */
const LARGEST_ID = 65_534;

const bad = (sentence: string, field?: string): BodyProblem =>
  new BodyProblem(400, sentence, field);

/** The revision that the sender saw, or undefined where it does not say. */
export function revOf({ rev }: Body): number | undefined {
  if (rev === undefined || rev === null) return undefined;
  if (isWhole(rev) && rev < REV_MODULO) return rev;
  throw bad('"rev" is the whole number that /api/state gives, or is left out.');
}

/** By which a retry is known. */
export function requestOf({ request }: Body): string | undefined {
  if (request === undefined || request === null) return undefined;
  if (typeof request === 'string' && /^[\x21-\x7e]{1,64}$/.test(request)) return request;
  throw bad('"request" is a text of 1 to 64 letters, digits and marks, new for each press.');
}

/** Time to grant, in ms. */
export function amountOf({ amount }: Body): Duration {
  if (typeof amount === 'number' && Number.isFinite(amount)) return duration(amount);
  throw bad(`"amount" is in ms, in steps of ${String(GRANT_STEP)}; less than 0 takes time away.`);
}

/** How long ago it happened, in ms, or undefined for now. */
export function agoOf({ ago }: Body): Duration | undefined {
  if (ago === undefined) return undefined;
  if (typeof ago === 'number' && ago >= 0 && ago <= OLDEST_MOMENT) return duration(ago);
  throw bad(`"ago" is in ms, ${String(OLDEST_MOMENT)} at most.`);
}

export function onOf({ on }: Body): boolean {
  if (typeof on === 'boolean') return on;
  throw bad('"on" is true (mute) or false.');
}

/** A message; the session judges its text. */
export function messageOf({ to, text }: Body): Message {
  if (to !== 'speaker' && to !== 'room') throw bad('"to" is "speaker" or "room".');
  if (typeof text !== 'string') throw bad('"text" is the message; an empty one takes it away.');
  return { to, text };
}

export function signalOf({ signal }: Body): 1 | 2 | 3 | 4 {
  if (signal === 1 || signal === 2 || signal === 3 || signal === 4) return signal;
  throw bad('"signal" is 1 (one finger), 2 (two fingers), 3 (applause) or 4 (overtime).');
}

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
