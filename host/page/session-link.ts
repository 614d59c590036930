/** The page's link to the host: the document as it is now, the session's clock, and what to believe. */
import { ClockEstimate, type Sample } from './page-clock.ts';
import type { ClockDocument, FirstEvent, PublicDocument, TimeDocument } from './document.ts';
import { Probes } from './probes.ts';
import { EventStream, SILENCE } from './stream.ts';
import { SleepWatch, type Heard } from './connection-status.ts';

export interface LinkOptions {
  /** Headers of the stream: the token, on the operator's page. */
  readonly headers?: () => Record<string, string>;
  readonly changed: () => void;
  readonly denied?: () => void;
  /** The operator's: after waking, not only the time but the whole document must be fresh, and silence is told sooner. */
  readonly strict?: boolean;
}

/** Two heartbeats may be late on a slow Wi-Fi, a third is missed, in ms. */
const OPERATORS_PATIENCE = 3_000;
/** Pages asked to look at the time again do so within this, not all at once. */
const SPREAD = 1_000;

export class Link<D extends ClockDocument = PublicDocument> {
  session: D | undefined;
  readonly clock = new ClockEstimate();
  /** True from a possible sleep until a fresh answer. */
  doubtful = false;
  readonly #options: LinkOptions;
  readonly #sleep = new SleepWatch();
  #sleptHidden = false;
  readonly #stream: EventStream;
  readonly #probes: Probes;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#stream = new EventStream(
      {
        first: (session, sample) => {
          this.#first(session as FirstEvent<D>, sample);
        },
        changed: (keys) => {
          this.#changed(keys);
        },
        beat: (rev) => {
          if (rev !== this.session?.rev) this.#stream.open();
          this.#options.changed();
        },
        denied: () => this.#options.denied?.(),
      },
      options.headers ?? (() => ({})),
    );
    this.#probes = new Probes(
      (answer, sample) => {
        this.#answered(answer, sample);
      },
      () => this.clock.error(performance.now()),
    );
  }

  /** What there is to tell whether the host is heard. */
  get heard(): Heard {
    const { lastByte, lostAt } = this.#stream;
    // A hall is not alarmed by a host that is started again at once; whoever presses must know.
    return this.#options.strict
      ? { lastByte, lostAt, patience: OPERATORS_PATIENCE }
      : { lastByte, lostAt: Infinity, patience: SILENCE };
  }

  open(): void {
    this.#stream.open();
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.doubt();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.notice();
    });
  }

  close(): void {
    this.#stream.close();
  }

  /**
   * Called at each frame, before anything is drawn. Behind other tabs frames are rare on purpose: what
   * was missed there is noticed when the page is seen again.
   */
  notice(): void {
    const slept = this.#sleep.slept(performance.now(), Date.now());
    this.#sleptHidden ||= slept;
    if (document.hidden || !this.#sleptHidden) return;
    this.#sleptHidden = false;
    this.doubt();
  }

  /** Believes nothing until a fresh answer. */
  doubt(): void {
    this.doubtful = true;
    this.clock.reset();
    this.#probes.burst();
    if (this.#options.strict) this.#stream.open();
    this.#options.changed();
  }

  #first(first: FirstEvent<D>, sample: Omit<Sample, 'session'>): void {
    if (this.session?.clock !== first.clock) this.clock.reset(first.speed);
    this.session = first;
    this.clock.add({ ...sample, session: first.now });
    this.#fresh();
    this.#probes.burst();
    this.#options.changed();
  }

  #changed(keys: Partial<D>): void {
    if (!this.session) return;
    if (Object.keys(keys).length === 0) {
      this.#probes.burst(Math.random() * SPREAD);
      return;
    }
    this.session = { ...this.session, ...keys };
    if (keys.clock !== undefined || keys.speed !== undefined) {
      this.clock.reset(this.session.speed);
      this.#probes.burst();
    }
    this.#options.changed();
  }

  #answered(answer: TimeDocument, sample: Sample): void {
    const { session } = this;
    if (!session) return;
    // Another clock, or something that we were not told: only a whole document helps.
    const stale = answer.clock !== session.clock || answer.rev !== session.rev;
    if (answer.clock !== session.clock || (this.doubtful && stale)) {
      this.#stream.open();
      return;
    }
    this.clock.add(sample);
    if (this.doubtful && !this.#options.strict) this.#fresh();
    this.#options.changed();
  }

  #fresh(): void {
    this.doubtful = false;
    this.#sleep.fresh(performance.now(), Date.now());
  }
}
