/** Scores: rules and a length, turned into an absolute list of cues. */
import { NO_REPEAT, type CuePlace, type Repeat, type Rules } from './rules.ts';
import {
  FOUR_TIERS,
  STATE_SIGNALS,
  changeoverLamps,
  replaceMissing,
  type LampSet,
  type Signal,
} from './signal.ts';
import { duration, minus, sum, type Duration } from './time.ts';

/** A signal and the moment it begins, counted from the start of the talk. */
export interface Cue {
  readonly phase: string;
  readonly due: Duration;
  readonly signal: Signal;
}

/** Cues in order of their due times; the first is due at 0. The last may be announced again. */
export interface Score {
  /** Allotted length of the talk; 0 for the changeover. */
  readonly length: Duration;
  readonly cues: readonly Cue[];
  readonly repeat: Repeat;
}

/**
 * The score of a talk of `length` on a column with the lamps `present`. A cue at or before the start
 * does not play, but the first always does; of two at the same moment the later in the rules plays.
 */
export function makeScore(rules: Rules, length: Duration, present: LampSet): Score {
  const byDue = new Map<Duration, Cue>();
  for (const cue of rules.cues) {
    const due = dueOf(cue.place, length);
    if (due > 0 || isStart(cue.place))
      byDue.set(due, { phase: cue.phase, due, signal: adapt(cue.signal, present) });
  }
  const cues = [...byDue.values()].sort((a, b) => a.due - b.due);
  return { length, cues, repeat: rules.repeat };
}

/** The score of standby: one lasting signal. */
export function changeoverScore(present: LampSet): Score {
  const signal: Signal = { lamps: changeoverLamps(present), announcement: 'none', sound: 'none' };
  const cues = [{ phase: 'changeover', due: duration(0), signal }];
  return { length: duration(0), cues, repeat: NO_REPEAT };
}

const isStart = (place: CuePlace): boolean => 'after' in place && place.after === 0;

function dueOf(place: CuePlace, length: Duration): Duration {
  if ('after' in place) return place.after;
  return 'left' in place ? minus(length, place.left) : sum(length, place.over);
}

/** A phase that is dark winks, so that nobody takes the light for dead. */
function adapt(signal: Signal, present: LampSet): Signal {
  const lamps = replaceMissing(signal.lamps, present);
  return { ...signal, lamps, announcement: lamps === 0 ? 'wink-green' : signal.announcement };
}

/**
 * The number of the cue that holds at a position: 0 for the first (also before the start), and from
 * `cues.length` on for the repeats of the last.
 */
export function cueAt(score: Score, position: Duration): number {
  const last = score.cues.length - 1;
  const number = Math.max(
    0,
    score.cues.findLastIndex((cue) => cue.due <= position),
  );
  if (number < last || score.repeat.times === 0) return number;
  const passed = Math.floor((position - cue(score, last).due) / score.repeat.every);
  return last + Math.min(Math.max(0, passed), score.repeat.times);
}

/** The cue of a number that `cueAt` gave; a repeat is the last cue with a due time of its own. */
export function cue(score: Score, number: number): Cue {
  const last = score.cues.length - 1;
  const found = score.cues[Math.min(number, last)];
  if (!found) throw new RangeError(`no cue ${String(number)} in a score of ${String(last + 1)}`);
  const repeats = Math.max(0, number - last);
  return repeats === 0
    ? found
    : { ...found, due: sum(found.due, duration(repeats * score.repeat.every)) };
}

/** How many cue numbers a score has, repeats included. */
export const cueCount = (score: Score): number => score.cues.length + score.repeat.times;

/**
 * Sentences about phases that cannot be told apart by their sets, or a phase and a state. A dark
 * phase winks, which a closed stage does not, so that pair is left out.
 */
export function sharedSets(rules: Rules, present: LampSet = FOUR_TIERS): string[] {
  const named = [
    ...rules.cues.map(({ phase, signal }) => ({
      name: `"${phase}"`,
      lamps: replaceMissing(signal.lamps, present),
    })),
    { name: 'a talk on hold', lamps: STATE_SIGNALS.held.lamps },
    { name: 'the changeover', lamps: changeoverLamps(present) },
  ];
  const sets = new Set(named.map(({ lamps }) => lamps));
  return [...sets]
    .map((set) => named.filter(({ lamps }) => lamps === set).map(({ name }) => name))
    .filter((names) => names.length > 1)
    .map((names) => `${names.join(' and ')} light the same lamps`);
}
