/** How a room looks at a moment, for the terminal. */
import { sceneOf } from '../../protocol/document-scene.ts';
import { phaseShown } from '../../protocol/phase.ts';
import { NEW_PLAYER, play } from '../../protocol/player.ts';
import { behindNow, type Standing } from '../../protocol/rooms.ts';
import type { LampSet } from '../../protocol/signal.ts';
import { positionOf } from '../../protocol/stage.ts';
import { duration, instant, remaining } from '../../protocol/time.ts';
import { wordOf } from '../../protocol/words/words.ts';
import type { RoomDocument } from '../page/document.ts';

export interface RoomShown extends Standing {
  /** Undefined where nothing may look alive. */
  readonly lamps: LampSet | undefined;
  readonly word: string;
  /** `4:12`, `+0:30`, or empty. */
  readonly digits: string;
  readonly speaker: string;
  readonly next: string;
  readonly behind: number | undefined;
  readonly rev: number | undefined;
  readonly held: boolean;
}

/** `now` by the clock of `rooms`, in ms. */
export function roomShown(room: RoomDocument, now: number): RoomShown {
  const { id, name, connection, session, shift, heard } = room;
  const about = { id, name, connection, rev: session?.rev, held: session?.stage.state === 'held' };
  const nothing = { over: 0, lamps: undefined, digits: '', behind: undefined };
  const who = session?.talks[session.stage.talk];
  const after = session?.talks[session.stage.talk + 1];
  const standby = session?.stage.state === 'standby';
  const people = {
    // Between talks nobody is on, whoever comes next.
    speaker: standby ? '' : (who?.speaker ?? ''),
    next: (standby ? who : after)?.speaker ?? '',
    talk: `${String(who?.id ?? '')} ${session?.clock ?? ''}`,
  };
  if (connection === 'ended')
    return { ...about, ...nothing, ...people, speaker: '', word: 'finished, session ended' };
  if (connection === 'offline') return { ...about, ...nothing, ...people, word: 'offline' };
  if (connection === 'stale')
    return { ...about, ...nothing, ...people, word: lastHeard(heard, now) };
  if (!session || shift === null) return { ...about, ...nothing, ...people, word: 'listening…' };
  const then = instant(now * session.speed + shift);
  const scene = sceneOf(session, true, true);
  const { player } = play(NEW_PLAYER, scene, then);
  const { name: phase, signal } = phaseShown(player, scene, then);
  const position = positionOf(scene.stage, then);
  const length = duration(standby ? session.changeover : session.length);
  const left = remaining(position, length);
  const on = session.stage.state === 'running' || session.stage.state === 'held';
  const passed = then - room.at;
  const from = session.stage.anchor === null ? position : position - passed;
  return {
    ...about,
    ...people,
    over: on && left.over ? position - length : 0,
    lamps: signal.lamps,
    word: wordOf(phase),
    digits: on || (standby && session.stage.anchor !== null && !left.over) ? digitsOf(left) : '',
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
  const s = Math.max(0, Math.floor((now - heard) / 1000));
  return `stale: last heard ${String(Math.floor(s / 60))}:${String(s % 60).padStart(2, '0')} ago`;
}
