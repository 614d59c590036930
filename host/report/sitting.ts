/**
 * One time that a talk was given, or begun; each step gives a new one, so that undo finds the old. All have
 * the same keys in the same order: a long journal makes millions of copies, which are quick of one shape alone.
 */
import type { Sender } from '../session/types.ts';
import type { SignalReport } from './report.ts';

export interface Sitting {
  readonly start: number;
  readonly startedBy: Sender | undefined;
  readonly startedAgo: number | undefined;
  readonly end: number | undefined;
  readonly endedBy: Sender | undefined;
  /** Position of the talk's clock when it ended, nothing granted. */
  readonly taken: number | undefined;
  readonly guessed: boolean;
  readonly granted: number;
  readonly grants: number;
  readonly holds: number;
  readonly held: number;
  /** Since when it is on hold. */
  readonly heldSince: number | undefined;
  /** When its clock would have stood at 0, had it never stood still; while it goes. */
  readonly zero: number;
  readonly changeover: number | undefined;
  /** How long after its end the light showed that. */
  readonly endShown: number | undefined;
  /** All copies of one sitting have this one: what was shown stays shown, whatever is undone. */
  readonly signals: SignalReport[];
  /** Planned lengths and changeovers of what was to come when it ended. */
  readonly ahead: number;
}

/** More than a talk's score has, which a talk that is put back again and again could still reach. */
const MOST_SIGNALS = 100;

type Begin = 'startedBy' | 'startedAgo' | 'changeover' | 'guessed';

export const begun = (start: number, more: Partial<Pick<Sitting, Begin>> = {}): Sitting => ({
  start,
  startedBy: more.startedBy,
  startedAgo: more.startedAgo,
  end: undefined,
  endedBy: undefined,
  taken: undefined,
  guessed: more.guessed === true,
  granted: 0,
  grants: 0,
  holds: 0,
  held: 0,
  heldSince: undefined,
  zero: start,
  changeover: more.changeover,
  endShown: undefined,
  signals: [],
  ahead: 0,
});

/** Position of its clock at a moment. */
export const takenAt = ({ zero, heldSince, taken }: Sitting, at: number): number =>
  taken ?? (heldSince ?? at) - zero;

/** Its clock stands from `since` on; `counted`: somebody pressed for that. */
export const held = (sitting: Sitting, since: number, counted: boolean): Sitting =>
  sitting.heldSince === undefined
    ? { ...sitting, heldSince: since, holds: sitting.holds + (counted ? 1 : 0) }
    : sitting;

/** Its clock goes at `at`, and stands at `elapsed`. */
export function going(sitting: Sitting, at: number, elapsed: number, granted: number): Sitting {
  const { heldSince, held: before } = sitting;
  const zero = at - elapsed;
  if (heldSince === undefined) return placed(sitting, granted, zero);
  // It may have gone on a while ago, as the place of its clock tells.
  const stood = Math.max(0, Math.min(zero - sitting.zero, at - heldSince));
  return { ...sitting, granted, zero, heldSince: undefined, held: before + stood };
}

/** Its clock stands, at `elapsed`, as is known at `at`. */
export function standing(sitting: Sitting, at: number, elapsed: number, granted: number): Sitting {
  // After a sleep it may be held as it was at a moment of the past.
  const since = Math.min(at, Math.max(sitting.start, sitting.zero + elapsed));
  const zero = (sitting.heldSince ?? since) - elapsed;
  return placed(held(sitting, since, false), granted, zero);
}

/** The same one where that is so already. */
const placed = (sitting: Sitting, granted: number, zero: number): Sitting =>
  sitting.granted === granted && sitting.zero === zero ? sitting : { ...sitting, granted, zero };

type End = 'taken' | 'endedBy' | 'ahead';

export function ended(sitting: Sitting, at: number, more: Pick<Sitting, End>): Sitting {
  const { endedBy, ahead, taken = takenAt(sitting, at) } = more;
  const { heldSince, held: before } = sitting;
  const held = before + (heldSince === undefined ? 0 : Math.max(0, at - heldSince));
  return { ...sitting, end: at, endedBy, taken, held, heldSince: undefined, ahead };
}

/** Its end was undone, and it goes on. */
export const reopened = (sitting: Sitting): Sitting => ({
  ...sitting,
  end: undefined,
  taken: undefined,
});

export function show({ signals }: Sitting, signal: SignalReport): void {
  if (signals.length < MOST_SIGNALS) signals.push(signal);
}
