/** Host and podium have met again: finds out who moved on, and brings both to one stage. */
import type { Programme } from '../../protocol/programme.ts';
import { OPENING } from '../../protocol/stage.ts';
import type { Alone } from './unreachable.ts';
import type { Follower } from './follower.ts';
import { isEvent, type LogPart } from './podium-log.ts';
import type { Boot, Podium, Told } from './podium.ts';
import { placeOf, verdictOf, type Verdict } from './reconcile.ts';

export interface Meeting {
  readonly podium: Podium;
  readonly far: Follower;
  readonly alone: Alone;
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
async function putPodium({ podium, far, alone, programme, together }: Meeting): Promise<void> {
  let done;
  do {
    done = alone.events.length;
    await far.putInto(programme(), () => placeOf(alone.stage, podium.now()));
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
