/** Plays a session's document: which lamps, which phase, which digits, and until when. */
import { sceneOf } from '../../protocol/document-scene.ts';
import { phaseShown, type Phase } from '../../protocol/phase.ts';
import { NEW_PLAYER, play, practise, type Player } from '../../protocol/player.ts';
import type { LampSet } from '../../protocol/signal.ts';
import { positionOf } from '../../protocol/stage.ts';
import { duration, type Duration, type Instant } from '../../protocol/time.ts';
import type { PublicDocument } from './document.ts';

export interface Playing {
  readonly phase: Phase;
  /** Lit at this moment, which blinks and winks change; what lasts is in the phase. */
  readonly lamps: LampSet;
  /** In the talk, or in the changeover; null in a standby that nothing went before. */
  readonly position: Duration | null;
  readonly length: Duration;
  readonly sound: Player['sound'];
  readonly now: Instant;
  /** Ms until the session is to begin; null once it has, or where that is not known. */
  readonly toStart: number | null;
}

export class Playback {
  #player = NEW_PLAYER;
  #practice: number | undefined;

  /** What there is to show of a document now, and when it is to be looked at again; `calm` leaves blinks out. */
  at(
    session: PublicDocument,
    now: Instant,
    calm: boolean,
  ): { readonly playing: Playing; readonly next: number | undefined } {
    const scene = sceneOf(session, calm, false);
    this.#followPractice(session, scene.stage);
    const shown = play(this.#player, scene, now);
    this.#player = shown.player;
    const { stage } = scene;
    const phase = phaseShown(shown.player, scene, now);
    const idle = stage.state === 'standby' && stage.anchor === null;
    const position = idle || stage.state === 'closed' ? null : positionOf(stage, now);
    const length = duration(stage.state === 'standby' ? session.changeover : session.length);
    const lamps = calm ? phase.signal.lamps : shown.lamps;
    const toStart = idle && session.start !== undefined ? session.start - Date.now() : null;
    const counted = position === null || stage.anchor === null ? undefined : position - length;
    const ticks = toStart !== null && toStart > 0 ? -toStart : counted;
    const nexts = [shown.next, ticks === undefined ? undefined : now + untilDigit(ticks)];
    const next = Math.min(...nexts.filter((one) => one !== undefined));
    return {
      playing: { phase, lamps, position, length, sound: shown.player.sound, now, toStart },
      next: Number.isFinite(next) ? next : undefined,
    };
  }

  #followPractice(session: PublicDocument, stage: Parameters<typeof practise>[1]): void {
    const { practice } = session;
    if (practice?.from === this.#practice) return;
    this.#practice = practice?.from;
    if (!practice) return;
    const length = duration(practice.until - practice.from);
    this.#player = practise(this.#player, stage, practice.signal, length, practice.from);
  }
}

/** How long until the digits change: whole seconds before the end, and after it. */
function untilDigit(over: number): number {
  const rest = over % 1000;
  return rest < 0 ? -rest : 1000 - rest;
}
