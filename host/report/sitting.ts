/** One time that a talk was given, or begun; each step gives a new one, so that undo finds the old. */
import type { Sender } from '../session/types.ts';
import type { SignalReport } from './report.ts';

export interface Sitting {
  readonly start: number;
  readonly startedBy?: Sender | undefined;
  readonly startedAgo?: number | undefined;
  readonly end?: number;
  readonly endedBy?: Sender | undefined;
  /** Position of the talk's clock when it ended, nothing granted. */
  readonly taken?: number;
  readonly guessed: boolean;
  readonly granted: number;
  readonly grants: number;
  readonly holds: number;
  readonly held: number;
  /** Since when it is on hold. */
  readonly heldSince?: number | undefined;
  /** When its clock would have stood at 0, had it never stood still; while it goes. */
  readonly zero: number;
  readonly changeover?: number | undefined;
  /** How long after its end the light showed that. */
  readonly endShown?: number;
  readonly signals: readonly SignalReport[];
  /** Planned lengths and changeovers of what was to come when it ended. */
  readonly ahead: number;
}

/** More than a talk's score has, which a talk that is put back again and again could still reach. */
const MOST_SIGNALS = 100;

export const begun = (start: number, more: Partial<Sitting> = {}): Sitting => ({
  start,
  zero: start,
  guessed: false,
  granted: 0,
  grants: 0,
  holds: 0,
  held: 0,
  signals: [],
  ahead: 0,
  ...more,
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
export function going(sitting: Sitting, at: number, elapsed: number): Sitting {
  const { heldSince, held: before } = sitting;
  const more = heldSince === undefined ? 0 : Math.max(0, at - heldSince);
  return { ...sitting, zero: at - elapsed, heldSince: undefined, held: before + more };
}

export function ended(sitting: Sitting, at: number, more: Partial<Sitting>): Sitting {
  const taken = takenAt(sitting, at);
  const { heldSince, held: before } = sitting;
  const stood = heldSince === undefined ? 0 : Math.max(0, at - heldSince);
  return { ...sitting, end: at, taken, heldSince: undefined, held: before + stood, ...more };
}

export const shown = (sitting: Sitting, signal: SignalReport): Sitting =>
  sitting.signals.length < MOST_SIGNALS
    ? { ...sitting, signals: [...sitting.signals, signal] }
    : sitting;
