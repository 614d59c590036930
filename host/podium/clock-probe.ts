/** Asks a podium for its time, often at first and then rarely, and knows its clock by the answers. */
import { encodeOk, encodeRequest } from '../../protocol/codec.ts';
import { duration, type Duration, type Instant } from '../../protocol/time.ts';
import { BAUD_RATE } from '../../protocol/wire.ts';
import type { Clock } from '../clock.ts';
import { ClockFit } from './clock-fit.ts';
import type { PodiumLink } from './link.ts';

/** Round trips before anything else, so that the clock is known at once. */
const FIRST_TRIPS = 4;
/** Probes a second while the clock is being learnt, and after it is known; in ms of the wall's clock. */
const LEARNING_PERIOD = 125;
const KNOWN_PERIOD = 2000;
const LEARNING_TRIPS = 80;

/** What a line of so many characters takes on the wire: ten bits each, and the line end's. */
const takes = (line: string): Duration => duration(((line.length + 1) * 10_000) / BAUD_RATE);

export class ClockProbe {
  readonly #clock: Clock;
  #fit = new ClockFit();
  #before = new ClockFit();
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): Instant {
    const fit = this.#fit.samples > 0 ? this.#fit : this.#before;
    return fit.podiumAt(this.#clock.now());
  }

  /** Now, on the clock that the podium had before its last reset. */
  beforeReset(): Instant {
    return this.#before.podiumAt(this.#clock.now());
  }

  /** The podium was reset: its clock has jumped, and has to be learnt anew. */
  wasReset(): void {
    if (this.#fit.samples > 0) this.#before = this.#fit;
    this.#fit = new ClockFit();
  }

  /** How fast the podium's clock is against the host's, in ppm. */
  get drift(): number {
    return this.#fit.drift;
  }

  /** Learns the clock well enough to begin, and goes on learning. Throws LinkLost. */
  async start(link: PodiumLink): Promise<void> {
    this.stop();
    this.wasReset();
    for (let trip = 0; trip < FIRST_TRIPS; trip++) await this.#probe(link);
    this.#later(link);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #later(link: PodiumLink): void {
    const period = this.#fit.samples < LEARNING_TRIPS ? LEARNING_PERIOD : KNOWN_PERIOD;
    this.#timer = setTimeout(() => {
      this.#probe(link).then(
        () => {
          this.#later(link);
        },
        () => undefined, // The link is lost, which its own listener tells.
      );
    }, period);
  }

  async #probe(link: PodiumLink): Promise<void> {
    let sent = this.#clock.now();
    let received = sent;
    const reply = await link.request(
      'time',
      {},
      {
        sending: () => (sent = this.#clock.now()),
        answered: () => (received = this.#clock.now()),
      },
    );
    this.#fit.add({
      sent,
      received,
      requestTakes: takes(encodeRequest(9999, 'time', {})),
      replyTakes: takes(encodeOk(9999, 'time', reply)),
      clock: reply.clock + reply.us / 1000,
    });
  }
}
