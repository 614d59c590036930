/**
 * Host and podium meet again after one of them was out of the other's reach: who wins, what to say, and how
 * both come to one stage.
 */
import { placeOf } from '../../protocol/placement.ts';
import type { Programme } from '../../protocol/programme.ts';
import { OPENING, type EventName } from '../../protocol/stage.ts';
import type { Announced, Place } from './announced.ts';
import type { Follower } from './follower.ts';
import { isEvent, type LogPart } from './podium-log.ts';
import type { Boot, Podium, Told } from './podium.ts';
import type { Unreachable } from './unreachable.ts';

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
    return { winner: 'host', sentence: ' with another lineup: it was set to the current talk' };
  const moved = gap || podium.length > 0;
  if (boot === 'power')
    return moved
      ? podiumWins(host, ' after a loss of power: its button was pressed since, and that counts')
      : { winner: 'host', sentence: ' after a loss of power: it was set to the current talk' };
  if (!moved && boot === 'reset')
    return { winner: 'host', sentence: ' after a reset: it was set to the current talk' };
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

export interface Meeting {
  readonly podium: Podium;
  readonly far: Follower;
  readonly alone: Unreachable;
  readonly announced: Announced;
  /** The session's, which may be edited meanwhile. */
  readonly programme: () => Programme;
  readonly boot: Boot;
  readonly told: Told;
  /** What the podium's log has that is not known yet. */
  readonly log: LogPart;
  /** Called when the podium's stage is the session's again. */
  readonly together: () => void;
}

/** Throws LinkLost; PodiumRefusal, `stale`, if the button was pressed in between: then all is to be asked anew. */
export async function meetAgain(meeting: Meeting): Promise<Verdict> {
  const { podium, far, alone, boot, told, log } = meeting;
  const verdict = verdictOf({
    boot,
    gap: log.gap,
    sameProgramme: podium.holds(far.programme),
    podium: log.entries.flatMap(({ kind }) => (isEvent(kind) ? [kind] : [])),
    host: alone.events,
  });
  if (verdict.winner === 'host') {
    far.adopt(told);
    await putPodium(meeting);
  } else await follow(meeting, verdict.winner === 'agree' ? alone.events.length : 0);
  return verdict;
}

/** The podium is put where the host went on to. */
async function putPodium(meeting: Meeting): Promise<void> {
  const { podium, far, alone, announced, programme, together } = meeting;
  const place = (): Place => {
    const now = podium.now();
    return { ...placeOf(alone.stage, now), quiet: announced.quietAt(alone.stage, now) };
  };
  let done;
  do {
    done = alone.events.length;
    await far.putInto(programme(), place);
    // What was done here in these milliseconds counts too.
  } while (alone.events.length !== done);
  together();
}

/** The host follows where the podium went on to; the first `known` events it knows already. */
async function follow(meeting: Meeting, known: number): Promise<void> {
  const { podium, far, boot, told, log, programme, together } = meeting;
  together();
  if (boot === 'power') far.stage = { ...OPENING, talk: far.stage.talk };
  const sure = far.take(log.entries, known);
  // What it tells of itself is better than what was followed across a reset.
  if (!sure || log.gap || (boot !== 'same' && far.stage.rev === told.stage.rev)) far.adopt(told);
  far.truth = told.truth;
  if (!podium.holds(programme())) await far.load(programme(), far.talkIn(programme()));
}
