/** Plays the document: draws at every moment at which something changes, and sleeps in between. */
import { instant } from '../../protocol/time.ts';
import { Deadline } from './deadline.ts';
import type { PublicDocument } from './document.ts';
import type { Link } from './session-link.ts';
import { Playback, type Playing } from './playback.ts';
import { trustOf, type Trust } from './connection-status.ts';

/** What there is to draw. Without `playing` nothing may be shown but that. */
export interface Frame {
  readonly trust: Trust;
  readonly session: PublicDocument | undefined;
  readonly playing: Playing | undefined;
  /** How long nothing has come, in ms. */
  readonly silent: number;
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
  readonly #playback = new Playback();

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
      this.#draw({ trust: 'unknown', session, playing: undefined, silent: 0 });
      return;
    }
    const calm = this.steady || session.steady === true || this.#less.matches;
    const { playing, next } = this.#playback.at(session, instant(now), calm);
    const trust = trustOf({
      local,
      ...this.#link.heard,
      known: true,
      end: this.#end(session, playing, local),
    });
    this.#draw({ trust, session, playing, silent: local - this.#link.heard.lastByte });
    if (next !== undefined)
      this.#deadline.set(clock.localOf(next, local) + ROUNDING, () => {
        this.wake();
      });
  }

  /** When the talk that is on reaches its end, by the page's clock. */
  #end(session: PublicDocument, { position, length }: Playing, local: number): number | undefined {
    const { state, anchor } = session.stage;
    if (state !== 'running' || anchor === null || position === null) return undefined;
    return local + (length - position) / session.speed;
  }
}
