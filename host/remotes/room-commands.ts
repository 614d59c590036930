/** Commands by MQTT: JSON with an action, a revision and a request, carried out as any other press is. */
import { GRANT_STEP } from '../../protocol/stage.ts';
import type { Answer, SessionView } from '../session/types.ts';
import { carryOut, type Wish } from '../session/wishes.ts';
import {
  requestOf,
  revOf,
  WishProblem,
  WRITTEN_WISHES,
  type Written,
} from '../session/written-wishes.ts';

/** A message to the speaker fits many times over. */
const LARGEST = 2000;
/** What a button may send that has seen nothing, as those of Home Assistant: a pause, and a minute more. */
const MINUTE = GRANT_STEP * 2;

export interface CommandCounts {
  taken: number;
  refused: number;
  junk: number;
  /** A retained command is one of some other time. */
  retained: number;
}

export interface Reply {
  readonly action: string | null;
  readonly request: string | null;
  readonly ok: boolean;
  readonly rev?: number;
  readonly code?: string;
  readonly sentence?: string;
}

const UNSEEN: Answer = {
  ok: false,
  code: 'stale',
  sentence: 'This needs "rev", the revision that you saw: only a pause and +1:00 go without.',
};

/** Carries out what a message says; gives the reply, or undefined where nothing of it was understood. */
export async function command(
  session: SessionView,
  payload: Buffer,
  counts: CommandCounts,
): Promise<Reply | undefined> {
  const written = payload.length > LARGEST ? undefined : objectIn(payload);
  if (!written) {
    counts.junk += 1;
    return undefined;
  }
  const { action, request } = written;
  const about = {
    action: typeof action === 'string' ? action.slice(0, 40) : null,
    request: typeof request === 'string' ? request.slice(0, 64) : null,
  };
  try {
    const answer = await carriedOut(session, written);
    counts[answer.ok ? 'taken' : 'refused'] += 1;
    return { ...about, ...answer };
  } catch (error) {
    counts.junk += 1;
    const sentence =
      error instanceof WishProblem
        ? error.message
        : 'Something went wrong here; the light goes on.';
    return { ...about, ok: false, code: 'bad-request', sentence };
  }
}

function carriedOut(session: SessionView, written: Written): Promise<Answer> {
  const { action } = written;
  const wishOf = typeof action === 'string' ? WRITTEN_WISHES.get(action) : undefined;
  if (!wishOf) throw new WishProblem(`"action" is ${[...WRITTEN_WISHES.keys()].join(', ')}.`);
  const wish = wishOf(written);
  const rev = revOf(written);
  if (rev === undefined && !isHarmless(wish)) return Promise.resolve(UNSEEN);
  return carryOut(session, wish, { by: 'mqtt', rev, request: requestOf(written) });
}

const isHarmless = (wish: Wish): boolean =>
  wish.type === 'hold' || (wish.type === 'grant' && wish.amount === MINUTE);

function objectIn(payload: Buffer): Written | undefined {
  try {
    const value: unknown = JSON.parse(payload.toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Written) : undefined;
  } catch {
    return undefined;
  }
}
