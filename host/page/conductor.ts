/** Plays the document: draws at every moment at which something changes, and sleeps in between. */
import { NEW_PLAYER, play, practise, type Player } from '../../protocol/player.ts';
import type { LampSet } from '../../protocol/signal.ts';
import { positionOf } from '../../protocol/stage.ts';
import { duration, instant, type Duration, type Instant } from '../../protocol/time.ts';
import { Deadline } from './deadline.ts';
import type { PublicDocument } from './document.ts';
import type { Link } from './session-link.ts';
import { phaseShown, type Phase } from '../../protocol/phase.ts';
import { sceneOf } from './scene.ts';
import { trustOf, type Trust } from './connection-status.ts';

/** What there is to draw. Without `playing` nothing may be shown but that. */
export interface Frame {
  readonly trust: Trust;
  readonly session: PublicDocument | undefined;
  readonly playing: Playing | undefined;
}

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

/** How often the page looks whether it slept or lost its host, in ms. */
const LOOK = 250;
/** Keeps a sum of floating-point numbers from waking us a hair too early. */
const ROUNDING = 0.02;

export class Conductor {
  readonly #link: Link;
  readonly #draw: (frame: Frame) => void;
  readonly #less = matchMedia('(prefers-reduced-motion: reduce)');
  /** Steady mode: no blinking on this screen. */
  steady = false;
  readonly #deadline = new Deadline();
  #player = NEW_PLAYER;
  #practice: number | undefined;

  constructor(link: Link, draw: (frame: Frame) => void) {
    this.#link = link;
    this.#draw = draw;
  }

  start(): void {
    setInterval(() => {
      this.wake();
    }, LOOK);
    this.wake();
  }

  /** Draws what is now, and sets the deadline for what is next. */
  wake(): void {
    this.#link.notice();
    const local = performance.now();
    const { session, doubtful, clock } = this.#link;
    const now = doubtful ? undefined : clock.at(local);
    if (!session || now === undefined) {
      this.#deadline.clear();
      this.#draw({ trust: 'unknown', session, playing: undefined });
      return;
    }
    const { playing, next } = this.#play(session, instant(now));
    const trust = trustOf({
      local,
      lastByte: this.#link.lastByte,
      known: true,
      end: this.#end(session, playing, local),
    });
    this.#draw({ trust, session, playing });
    if (next !== undefined)
      this.#deadline.set(clock.localOf(next, local) + ROUNDING, () => {
        this.wake();
      });
  }

  #play(session: PublicDocument, now: Instant): { playing: Playing; next: number | undefined } {
    const calm = this.steady || session.steady === true || this.#less.matches;
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

  /** When the talk that is on reaches its end, by the page's clock. */
  #end(session: PublicDocument, { position, length }: Playing, local: number): number | undefined {
    const { state, anchor } = session.stage;
    if (state !== 'running' || anchor === null || position === null) return undefined;
    return local + (length - position) / session.speed;
  }
}

/** How long until the digits change: whole seconds before the end, and after it. */
function untilDigit(over: number): number {
  const rest = over % 1000;
  return rest < 0 ? -rest : 1000 - rest;
}
