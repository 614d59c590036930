/** How a room looks at a moment, for the terminal. */
import { currentOf } from '../../protocol/order.ts';
import { sceneOf } from '../../protocol/document-scene.ts';
import { phaseShown } from '../../protocol/phase.ts';
import { NEW_PLAYER, play } from '../../protocol/player.ts';
import { behindNow, waitOf, waitText, wasText, type Standing } from '../../protocol/rooms.ts';
import type { LampSet } from '../../protocol/signal.ts';
import { positionOf } from '../../protocol/stage.ts';
import { duration, formatDuration, instant, remaining } from '../../protocol/time.ts';
import { wordOf } from '../../protocol/words/words.ts';
import type { RoomDocument } from '../page/document.ts';
import { hourOf } from '../system/time-of-day.ts';

export interface RoomShown extends Standing {
  /** Undefined where nothing may look alive. */
  readonly lamps: LampSet | undefined;
  readonly word: string;
  /** The same without a time that runs, for a log. */
  readonly plain: string;
  /** `4:12`, `+0:30`, or empty. */
  readonly digits: string;
  readonly speaker: string;
  readonly next: string;
  readonly behind: number | undefined;
  readonly rev: number | undefined;
  readonly held: boolean;
  /** Whether the room takes commands. */
  readonly commands: boolean;
  /** Who was on in a room that is gone: `was: Samir G, until 15:36`, or empty. */
  readonly was: string;
}

/** `now` by the clock of `rooms`, `wall` since 1970, in ms. */
export function roomShown(room: RoomDocument, now: number, wall = Date.now()): RoomShown {
  const { id, name, connection, session, shift, heard } = room;
  const { commands } = room;
  const held = session?.stage.state === 'held';
  const about = { id, name, connection, rev: session?.rev, held, commands, was: '' };
  const nothing = { over: 0, lamps: undefined, digits: '', behind: undefined };
  const { talks = [], stage } = session ?? {};
  const who = stage && currentOf(talks, stage);
  const after = stage && currentOf(talks, { ...stage, talk: stage.talk + 1 });
  const standby = session?.stage.state === 'standby';
  const people = {
    // Between talks nobody is on, whoever comes next.
    speaker: standby ? '' : (who?.speaker ?? ''),
    next: (standby ? who : after)?.speaker ?? '',
    talk: `${String(who?.id ?? '')} ${session?.clock ?? ''}`,
  };
  const still = (word: string, plain = word): RoomShown => ({
    ...{ ...about, ...nothing, ...people, word, plain },
  });
  if (connection === 'ended') return { ...still('finished, session ended'), speaker: '' };
  const until = room.ends === null ? '' : hourOf(room.ends);
  const was = wasText(session?.stage.state, people.speaker, until);
  if (connection === 'offline') return { ...still('offline'), was };
  if (connection === 'stale') return { ...still(lastHeard(heard, now), 'stale'), was };
  if (!session || shift === null) return still('listening…');
  const then = instant(now * session.speed + shift);
  const scene = sceneOf(session, true, true);
  const { player } = play(NEW_PLAYER, scene, then);
  const { name: phase, signal } = phaseShown(player, scene, then);
  const position = positionOf(scene.stage, then);
  const length = duration(standby ? session.changeover : session.length);
  const left = remaining(position, length);
  const on = session.stage.state === 'running' || session.stage.state === 'held';
  const passed = then - room.at;
  const begun = session.stage.anchor !== null;
  const wait = waitOf(
    { state: session.stage.state, begun, who: who?.speaker ?? '' },
    {
      over: position - length,
      paused: (then - room.since) / session.speed,
      late: wall - (session.start ?? Infinity),
    },
  );
  const plain = wordOf(phase);
  const from = begun ? position - passed : position;
  return {
    ...about,
    ...people,
    over: on && left.over ? position - length : 0,
    lamps: signal.lamps,
    ...{ wait, plain, word: wait ? waitText(wait) : plain },
    digits: on || (standby && begun && !left.over) ? digitsOf(left) : '',
    behind:
      room.behind === null
        ? undefined
        : behindNow(room.behind, session.stage.state, { from, to: position, length, passed }),
  };
}

const digitsOf = ({ over, text }: { readonly over: boolean; readonly text: string }): string =>
  over ? `+${text}` : text;

function lastHeard(heard: number | null, now: number): string {
  if (heard === null) return 'stale: not heard yet';
  return `stale: last heard ${formatDuration(duration(Math.max(0, now - heard)))} ago`;
}
