/** Commands by MQTT: JSON with an action, a revision and a request, carried out as any other press is. */
import { GRANT_STEP } from '../../protocol/stage.ts';
import type { Answer, SessionView } from '../session/types.ts';
import { carryOut, ifSeen, type Wish } from '../session/wishes.ts';
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
/** Between two commands, in ms: people press no quicker. */
const REST = 100;
/** Commands that wait for their turn. */
const MOST_WAITING = 8;

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

const BUSY: Answer = {
  ok: false,
  code: 'busy',
  sentence: 'Too many commands at once: look at the light, then send it again.',
};

const UNSEEN: Answer = {
  ok: false,
  code: 'stale',
  sentence: 'This needs "rev", the revision that you saw: only a pause and +1:00 go without.',
};

/**
 * Commands for a session, one after another and with a rest between two: each may ask the podium, and the room's
 * own presses would wait behind them. What was seen before something else happened costs no turn at all.
 */
export class RoomCommands {
  readonly counts: CommandCounts = { taken: 0, refused: 0, junk: 0, retained: 0 };
  readonly #session: SessionView;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(session: SessionView) {
    this.#session = session;
  }

  /** Carries out what a message says; gives the reply, or undefined where nothing of it was understood. */
  async take(payload: Buffer): Promise<Reply | undefined> {
    const { counts } = this;
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
      const answer = await this.#carryOut(written);
      counts[answer.ok ? 'taken' : 'refused'] += 1;
      // All rooms' displays read it: what an undo took back, extra time say, is for operators.
      return { ...about, ...(answer.ok ? { ok: true, rev: answer.rev } : answer) };
    } catch (error) {
      counts.junk += 1;
      const sentence =
        error instanceof WishProblem
          ? error.message
          : 'Something went wrong here; the light keeps going.';
      return { ...about, ok: false, code: 'bad-request', sentence };
    }
  }

  #carryOut(written: Written): Promise<Answer> {
    const session = this.#session;
    const { action } = written;
    const wishOf = typeof action === 'string' ? WRITTEN_WISHES.get(action) : undefined;
    if (!wishOf) throw new WishProblem(`"action" is ${[...WRITTEN_WISHES.keys()].join(', ')}.`);
    const wish = wishOf(written);
    const rev = revOf(written);
    const request = requestOf(written);
    if (rev === undefined && !isHarmless(wish)) return Promise.resolve(UNSEEN);
    const run = (): Promise<Answer> => carryOut(session, wish, { by: 'mqtt', rev, request });
    return session.answered(request) ?? ifSeen(session, rev, () => this.#inTurn(run));
  }

  #inTurn(run: () => Promise<Answer>): Promise<Answer> {
    if (this.#waiting >= MOST_WAITING) return Promise.resolve(BUSY);
    this.#waiting += 1;
    const answer = this.#last.then(run).finally(() => {
      this.#waiting -= 1;
    });
    this.#last = answer.catch(() => undefined).then(rested);
    return answer;
  }
}

const rested = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, REST).unref();
  });

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
