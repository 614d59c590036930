/** Host and podium meet again after one of them was out of the other's reach: who wins, and what to say. */
import {
  OPENING,
  elapsedOf,
  put,
  type EventName,
  type Placement,
  type Stage,
} from '../../protocol/stage.ts';
import type { Instant } from '../../protocol/time.ts';

export interface Apart {
  /** `same`: it went on all the time. `reset`: its memory survived. `power`: it did not. */
  readonly boot: 'same' | 'reset' | 'power';
  /** The podium holds the programme that this host loaded. */
  readonly sameProgramme: boolean;
  /** Entries of its log are forgotten, so that it may have moved. */
  readonly gap: boolean;
  /** Events in the podium's log, and those that this host accepted by itself meanwhile, in order. */
  readonly podium: readonly EventName[];
  readonly host: readonly EventName[];
}

export interface Verdict {
  /** Whose stage counts. `agree`: neither moved on, or both did the same. */
  readonly winner: 'podium' | 'host' | 'agree';
  /** For operators, when there is something to say: goes on after "the podium is back". */
  readonly sentence?: string;
}

/**
 * A press on the box counts whenever the podium could take it. What the host did meanwhile counts where
 * nobody pressed. A podium that forgot, or is another one, is put where the talk is.
 */
export function verdictOf(apart: Apart): Verdict {
  const { boot, sameProgramme, gap, podium, host } = apart;
  if (!sameProgramme)
    return { winner: 'host', sentence: ' with another programme: it was put where the talk is' };
  const moved = gap || podium.length > 0;
  if (boot === 'power')
    return moved
      ? podiumWins(host, ' after a loss of power: its button was pressed since, and that counts')
      : { winner: 'host', sentence: ' after a loss of power: it was put where the talk is' };
  if (!moved && boot === 'reset')
    return { winner: 'host', sentence: ' after a reset: it was put where the talk is' };
  if (!moved) return host.length === 0 ? { winner: 'agree' } : { winner: 'host' };
  if (!gap && podium.length >= host.length && host.every((event, i) => event === podium[i]))
    return { winner: 'agree' };
  return podiumWins(host, ': its button was pressed meanwhile, and that counts');
}

const podiumWins = (host: readonly EventName[], why: string): Verdict => ({
  winner: 'podium',
  sentence:
    host.length === 0 ? why : `${why}; what was done here meanwhile (${host.join(', ')}) does not`,
});

/** The stage that is somewhere at `now`, at a revision. */
export const stageAt = (place: Placement, rev: number, now: Instant): Stage => ({
  ...put(OPENING, place, now),
  rev,
});

/** Where a stage is at `now`, as `put` sets it. */
export function placeOf(stage: Stage, now: Instant): Placement {
  const { state, talk, granted, anchor } = stage;
  const clockless = state === 'standby' && anchor === null;
  return { state, talk, elapsed: clockless ? null : elapsedOf(stage, now), granted };
}
