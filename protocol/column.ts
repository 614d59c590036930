/**
 * The column of lamps, and the limit on how often it may light up: no more than two onsets in any
 * second, whatever is asked of it. An onset is a moment at which some lamp goes from dark to lit.
 */
import { NO_LAMPS, RHYTHM, type LampSet } from './signal.ts';
import { after, since, type Instant } from './time.ts';

/** Which lamps may be lit, and when lamps last went from dark to lit. */
export interface Column {
  readonly lit: LampSet;
  /** Beginnings of the last onsets, oldest first, at most `RHYTHM.onsetLimit`. */
  readonly onsets: readonly Instant[];
}

export const DARK: Column = { lit: NO_LAMPS, onsets: [] };

/**
 * Lights `wanted`, or as much of it as the limit on onsets allows: going dark is never deferred, an
 * onset too many is. `retry` says when to ask again.
 */
export function limitOnsets(
  column: Column,
  wanted: LampSet,
  now: Instant,
): { readonly column: Column; readonly retry?: Instant } {
  const { lit, onsets } = column;
  if ((wanted & ~lit) === 0) return { column: { lit: wanted, onsets } };
  const newest = onsets.at(-1);
  if (newest !== undefined && since(newest, now) < RHYTHM.onsetMerge)
    return { column: { lit: wanted, onsets } };
  const oldest = onsets[0];
  if (
    oldest !== undefined &&
    onsets.length === RHYTHM.onsetLimit &&
    since(oldest, now) < RHYTHM.onsetWindow
  )
    return { column: { lit: lit & wanted, onsets }, retry: after(oldest, RHYTHM.onsetWindow) };
  return { column: { lit: wanted, onsets: [...onsets, now].slice(-RHYTHM.onsetLimit) } };
}
