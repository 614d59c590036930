/** Where the session is and what its light shows, at one moment: `GET /api/state`, metrics and remotes tell it. */
import { NEW_PLAYER, play } from '../../protocol/player.ts';
import { currentOf } from '../../protocol/order.ts';
import { lampNames } from '../../protocol/signal.ts';
import { positionOf } from '../../protocol/stage.ts';
import { remaining, type Instant } from '../../protocol/time.ts';
import type { SessionView, Snapshot } from './types.ts';
import { phaseShown } from '../../protocol/phase.ts';

export interface StateDocument {
  readonly state: Snapshot['stage']['state'];
  /** Index of the talk that is on or next, as in the journal; when closed, how many have been. */
  readonly talk: number;
  readonly talks: number;
  readonly speaker: string | null;
  readonly title: string | null;
  /** Ms in the score that plays: the talk's, less what was granted, or the changeover's. */
  readonly position: number;
  /** Allotted length of that, in ms, and what screens say: time left, or over. */
  readonly length: number;
  readonly over: boolean;
  readonly text: string;
  /** With the token only. */
  readonly granted?: number;
  readonly rev: number;
  readonly signal: {
    /** What lasts, and what is lit at this moment; top of the column last. */
    readonly lamps: readonly string[];
    readonly lit: readonly string[];
    readonly phase: string;
    readonly announcement: string;
  };
  /** Who plays it. */
  readonly player: Snapshot['light'];
  readonly muted: boolean;
  /** What the operator tells the speaker and the room. */
  readonly messages: Snapshot['messages'];
}

/** What `GET /api/state` answers, and remotes tell. */
export interface PublicState extends StateDocument {
  /** How far behind the plan the end is now, in ms; less than 0 is ahead, null before the first start. */
  readonly behind: number | null;
}

export function publicState(session: SessionView, trusted: boolean): PublicState {
  const { behind } = session.plan();
  return {
    ...stateDocument(session.snapshot(), session.now(), trusted),
    behind: behind === undefined ? null : Math.round(behind / 1000) * 1000,
  };
}

export function stateDocument(snapshot: Snapshot, now: Instant, trusted: boolean): StateDocument {
  const { stage, programme, light, entries, changeover, muted } = snapshot;
  const powerLost = light.truth === 'power-lost';
  const scene = { programme, stage, level: 'off', powerLost } as const;
  const practised = { ...NEW_PLAYER, practice: snapshot.practice ?? null };
  const { player, lamps } = play(practised, scene, now);
  const phase = phaseShown(player, scene, now);
  const talk = currentOf(programme.talks, stage);
  const entry = entries.find(({ id }) => id === talk?.id);
  const standby = stage.state === 'standby';
  const length = standby ? changeover : (talk?.length ?? changeover);
  const position = positionOf(stage, now);
  const left = remaining(position, length);
  return {
    state: stage.state,
    talk: stage.talk,
    talks: programme.talks.length,
    speaker: entry?.talk.speaker ?? null,
    title: entry?.talk.title ?? null,
    position: Math.round(position),
    length,
    over: left.over,
    text: left.text,
    ...(trusted ? { granted: stage.granted } : {}),
    rev: stage.rev,
    signal: {
      lamps: lampNames(phase.signal.lamps),
      lit: lampNames(lamps),
      phase: phase.name,
      announcement: phase.signal.announcement,
    },
    player: light,
    muted,
    messages: snapshot.messages,
  };
}
