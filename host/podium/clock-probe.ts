/** Asks a podium for its time, often at first and then rarely, and knows its clock by the answers. */
import { encodeOk } from '../../protocol/codec.ts';
import { after, duration, instant, type Duration, type Instant } from '../../protocol/time.ts';
import { BAUD_RATE } from '../../protocol/wire.ts';
import type { Clock } from '../system/host-clock.ts';
import { ClockFit, type RoundTrip } from './clock-fit.ts';
import type { PodiumLink } from './podium-link.ts';

/** Round trips before anything else, so that the clock is known at once. */
const FIRST_TRIPS = 4;
/** Probes a second while the clock is being learnt, and after it is known; in ms of the wall's clock. */
const LEARNING_PERIOD = 125;
const KNOWN_PERIOD = 2000;
const LEARNING_TRIPS = 80;

/** In ms: an event's moment is told by a clock that is known so well. */
const SURE = 50;

/** What a line of so many characters takes on the wire: ten bits each, and the line end's. */
export const takes = (line: string): Duration => duration(((line.length + 1) * 10_000) / BAUD_RATE);

/**
 * The session's clock is the podium's, as far as the host knows it. A reset makes the podium's clock
 * jump; the session's goes on, with another distance between the two.
 */
export class ClockProbe {
  readonly #clock: Clock;
  #fit = new ClockFit();
  #shift = 0;
  /** Until the clock is known anew after a reset, what was known before goes on. */
  #old: { readonly fit: ClockFit; readonly shift: number } | undefined;
  /** The distance before the last reset, for what the podium tells from before it. */
  #shiftBefore = 0;
  #cancel: () => void = () => undefined;
  #waking: Promise<void> = Promise.resolve();
  /** So many tries are left to learn the clock after a sleep; 0 while nothing is being learnt. */
  #tries = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How often the host's clock and the podium's have jumped against each other, resets left out. */
  jumps = 0;

  /** Its clock was begun anew, so that it must have been reset. */
  onDoubt: () => void = () => undefined;

  now(): Instant {
    const { fit, shift } = this.#old ?? { fit: this.#fit, shift: this.#shift };
    return instant(fit.podiumAt(this.#clock.now()) + shift);
  }

  /** A time on the podium's clock as one on the session's. */
  at(podiumClock: number, beforeReset = false): Instant {
    return instant(podiumClock + (beforeReset ? this.#shiftBefore : this.#shift));
  }

  /** What the podium's clock showed at a time of the session's, in whole ms; undefined where that is not known well. */
  clockAt(at: Instant): number | undefined {
    const clock = Math.floor(at - this.#shift);
    return this.#old || this.uncertainty > SURE || clock < 0 ? undefined : clock;
  }

  /** The podium was reset: its clock has jumped, and has to be learnt anew. */
  wasReset(): void {
    if (!this.#old && this.#fit.samples > 0) this.#old = { fit: this.#fit, shift: this.#shift };
    this.#fit = new ClockFit();
  }

  /** It was not reset after all: the host's own clock has jumped ahead. */
  allowBack(link: PodiumLink): void {
    this.#fit.allowBack();
    // A clock that goes on jumping, as of a computer that is too slow, would otherwise never be learnt.
    if (this.#tries === 0) this.woke(link);
  }

  /** How fast the podium's clock is against the host's, in ppm. */
  get drift(): number {
    return this.#fit.drift;
  }

  /** How far off the session's clock may be from the podium's, at most. */
  get uncertainty(): Duration {
    return this.#fit.uncertainty;
  }

  /**
   * Learns the clock well enough to begin, and goes on learning. A clock that is known already, because
   * the podium was not reset, is learnt further. Throws LinkLost.
   */
  async start(link: PodiumLink): Promise<void> {
    this.stop();
    for (let trip = 0; trip < FIRST_TRIPS; trip++) await this.#probe(link);
    if (this.#old) {
      const before = this.now();
      this.#shiftBefore = this.#old.shift;
      this.#old = undefined;
      this.#shift += before - this.now();
    }
    this.#later(link);
  }

  /** The host's clock was set ahead after a sleep, and may have been wrong: what is true is asked for at once. */
  woke(link: PodiumLink): void {
    this.stop();
    const learning = this.#tries > 0;
    this.#tries = FIRST_TRIPS;
    if (!learning) this.#waking = this.#learn(link);
  }

  /** Resolves when the clock is known again after a sleep, or the link is lost. */
  awake(): Promise<void> {
    return this.#waking;
  }

  stop(): void {
    this.#cancel();
  }

  #later(link: PodiumLink): void {
    const period = this.#fit.samples < LEARNING_TRIPS ? LEARNING_PERIOD : KNOWN_PERIOD;
    this.stop();
    // However fast the session's clock runs, the line carries so many probes in a second.
    const when = after(this.#clock.now(), duration(period * this.#clock.speed));
    this.#cancel = this.#clock.at(when, () => {
      this.#ask(link);
    });
  }

  #ask(link: PodiumLink): void {
    this.#probe(link).then(
      () => {
        this.#later(link);
      },
      () => undefined, // The link is lost, which its own listener tells.
    );
  }

  /** Until an answer was quick: one that was under way while the computer slept tells nothing. */
  async #learn(link: PodiumLink): Promise<void> {
    try {
      for (; this.#tries > 0; this.#tries -= 1) if (await this.#probe(link)) break;
      this.#later(link);
    } catch {
      // The link is lost, which its own listener tells.
    } finally {
      this.#tries = 0;
    }
  }

  /** Whether the answer came so quickly that the clock is known by it. */
  async #probe(link: PodiumLink): Promise<boolean> {
    const trip = await roundTrip(link, this.#clock);
    const before = this.#fit.jumps;
    if (!this.#fit.add(trip)) this.onDoubt();
    this.jumps += this.#fit.jumps - before;
    return trip.received - trip.sent < SURE;
  }
}

/** Asks for the podium's time once. Throws LinkLost. */
export async function roundTrip(link: PodiumLink, clock: Clock): Promise<RoundTrip> {
  // From the first try on: which of them is answered nobody knows.
  let sent: Instant | undefined;
  let line = '';
  let received = clock.now();
  const reply = await link.request(
    'time',
    {},
    {
      sending: (text) => {
        sent ??= clock.now();
        line = text;
      },
      answered: () => (received = clock.now()),
    },
  );
  return {
    sent: sent ?? received,
    received,
    requestTakes: takes(line),
    replyTakes: takes(encodeOk(parseInt(line), 'time', reply)),
    clock: reply.clock + reply.us / 1000,
  };
}
