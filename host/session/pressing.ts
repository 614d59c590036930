/** A press on its way to the timekeeper: which event it is, and the moment from which that counts. */
import { isTimed, type Outcome, type Stage, type StageEvent } from '../../protocol/stage.ts';
import { instant, type Instant } from '../../protocol/time.ts';
import type { Timekeeper } from './timekeeper.ts';
import type { Press } from './types.ts';

/** When something was pressed, on the session's clock as it was then. */
export interface Moment {
  readonly at: Instant;
  readonly jumps: number | undefined;
}

/** `look` notices a sleep that came just before. */
export function momentIn(keeper: Timekeeper, look?: () => void): Moment {
  look?.();
  return { at: keeper.now(), jumps: keeper.jumps };
}

/** Asks the timekeeper for what was pressed then. */
export async function askFor(press: Press, moment: Moment, keeper: Timekeeper): Promise<Outcome> {
  await keeper.awake?.();
  // On a clock that was wrong by its sleep, nobody knows when that was; it was just now.
  const pressed = moment.jumps === keeper.jumps ? moment.at : keeper.now();
  return askAt(press, pressed, keeper);
}

async function askAt(press: Press, pressed: Instant, keeper: Timekeeper): Promise<Outcome> {
  const { type, amount, rev, ago } = press;
  const event: StageEvent = {
    type,
    ...(amount === undefined ? {} : { amount }),
    ...(rev === undefined ? {} : { rev }),
  };
  const moment = momentOf(press, pressed, keeper.stage);
  if (moment === undefined) return keeper.act(event);
  const outcome = await keeper.act({ ...event, moment });
  // A podium's clock is known to some ms: what is to come by it, or was before its last event, is now.
  const near = !outcome.accepted && outcome.reason === 'moment' && ago === undefined;
  return near ? keeper.act(event) : outcome;
}

/**
 * When a press counts from, or undefined where that is when it arrives: `ago` before it was pressed;
 * else when it was pressed, unless something has happened since, which its `rev` says it knows of.
 */
function momentOf({ type, ago }: Press, pressed: Instant, stage: Stage): Instant | undefined {
  if (!isTimed(type)) return undefined;
  if (ago !== undefined) return instant(pressed - ago);
  return instant(Math.max(pressed, stage.moment ?? pressed));
}
