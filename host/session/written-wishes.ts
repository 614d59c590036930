/** Wishes as JSON says them, over HTTP and by MQTT: each complaint names the field and the mend. */
import { GRANT_STEP, OLDEST_MOMENT, REV_MODULO } from '../../protocol/stage.ts';
import { duration, type Duration } from '../../protocol/time.ts';
import type { Message, PracticeNumber } from './types.ts';
import type { Wish } from './wishes.ts';

/** A JSON object that somebody sent. */
export type Written = Readonly<Record<string, unknown>>;

/** A value that is not understood; the message is a sentence for whoever sent it. */
export class WishProblem extends Error {}

/** By their names. What is not understood throws WishProblem. */
export const WRITTEN_WISHES: ReadonlyMap<string, (written: Written) => Wish> = new Map<
  string,
  (written: Written) => Wish
>([
  ['start', (written) => ({ type: 'start', ago: agoOf(written) })],
  ['hold', (written) => ({ type: 'hold', ago: agoOf(written) })],
  ['finish', (written) => ({ type: 'finish', ago: agoOf(written) })],
  ['skip', () => ({ type: 'skip' })],
  ['back', () => ({ type: 'back' })],
  ['reopen', () => ({ type: 'reopen' })],
  ['undo', () => ({ type: 'undo' })],
  ['grant', (written) => ({ type: 'grant', amount: amountOf(written) })],
  ['practise', (written) => ({ type: 'practise', signal: signalOf(written) })],
  ['message', (written) => ({ type: 'message', message: messageOf(written) })],
  ['mute', (written) => ({ type: 'mute', on: onOf(written) })],
]);

/** The revision that the sender saw, or undefined where it does not say. */
export function revOf({ rev }: Written): number | undefined {
  if (rev === undefined || rev === null) return undefined;
  if (isWhole(rev) && rev < REV_MODULO) return rev;
  throw new WishProblem('"rev" is the whole number that /api/state gives, or is left out.');
}

/** By which a retry is known. */
export function requestOf({ request }: Written): string | undefined {
  if (request === undefined || request === null) return undefined;
  if (typeof request === 'string' && /^[\x21-\x7e]{1,64}$/.test(request)) return request;
  throw new WishProblem(
    '"request" is a text of 1 to 64 letters, digits and marks, new for each press.',
  );
}

/** Time to grant, in ms. */
function amountOf({ amount }: Written): Duration {
  if (typeof amount === 'number' && Number.isFinite(amount)) return duration(amount);
  throw new WishProblem(
    `"amount" is in ms, in steps of ${String(GRANT_STEP)}; less than 0 takes time away.`,
  );
}

/** How long ago it happened, in ms, or undefined for now. */
function agoOf({ ago }: Written): Duration | undefined {
  if (ago === undefined) return undefined;
  if (typeof ago === 'number' && ago >= 0 && ago <= OLDEST_MOMENT) return duration(ago);
  throw new WishProblem(`"ago" is in ms, ${String(OLDEST_MOMENT)} at most.`);
}

function onOf({ on }: Written): boolean {
  if (typeof on === 'boolean') return on;
  throw new WishProblem('"on" is true (mute) or false.');
}

/** A message; the session judges its text. */
function messageOf({ to, text }: Written): Message {
  if (to !== 'speaker' && to !== 'room') throw new WishProblem('"to" is "speaker" or "room".');
  if (typeof text !== 'string')
    throw new WishProblem('"text" is the message; an empty one clears it.');
  return { to, text };
}

function signalOf({ signal }: Written): PracticeNumber {
  if (signal === 1 || signal === 2 || signal === 3 || signal === 4) return signal;
  throw new WishProblem(
    '"signal" is 1 (one finger), 2 (two fingers), 3 (applause) or 4 (overtime).',
  );
}

const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
