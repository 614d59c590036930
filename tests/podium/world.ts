/** An emulated Uno, a host and the cable between them, all in simulated time that somebody lets pass. */
import { readFileSync } from 'node:fs';
import { Duplex } from 'node:stream';
import { instant, type Instant } from '../../protocol/time.ts';
import { defaultImage } from '../../host/virtual/place.ts';
import { CYCLES_PER_MS, Uno, type UnoOptions } from '../../host/virtual/uno.ts';
import type { Clock } from '../../host/clock.ts';

/** The host's end of the cable. Another one for each time that it is plugged in. */
export class SimulatedPort extends Duplex {
  readonly #send: (bytes: Buffer) => void;

  constructor(send: (bytes: Buffer) => void) {
    super();
    this.#send = send;
  }

  override _read(): void {
    // Bytes are pushed as they come.
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#send(chunk);
    done();
  }
}

export interface WorldOptions extends Partial<UnoOptions> {
  /** How many ppm the board's crystal is too fast at a moment of the host's time in ms. */
  readonly crystal?: (ms: number) => number;
}

interface Appointment {
  readonly when: number;
  readonly run: () => void;
}

export class World {
  readonly uno: Uno;
  port: SimulatedPort;
  #ms = 0;
  #cycles = 0;
  /** Ms by which a line comes later than it should, each way. */
  jitter: () => number = () => 0;
  #late = 0;
  #agenda = new Set<Appointment>();
  readonly #crystal: (ms: number) => number;

  constructor({ crystal = () => 0, ...options }: WorldOptions = {}) {
    this.uno = new Uno({
      startDelayMs: 0,
      ...options,
      image: options.image ?? readFileSync(defaultImage(), 'utf8'),
    });
    this.#crystal = crystal;
    this.port = this.plug();
    let inLine = false;
    this.uno.onTransmit = (byte) => {
      // The bytes of a line stay together.
      if (!inLine) this.#late = this.jitter();
      inLine = byte !== 0x0a;
      const { port } = this;
      const late = this.#late;
      if (late === 0) port.push(Buffer.of(byte));
      else this.#at(this.#ms + late, () => port.push(Buffer.of(byte)));
    };
  }

  /** The host's clock. */
  readonly clock: Clock = {
    speed: 1,
    now: () => instant(this.#ms),
    at: (when, run) => this.#at(when, run),
  };

  get now(): Instant {
    return instant(this.#ms);
  }

  /** Lamps that are lit, by the usual wiring, as a set of the protocol's. */
  get lamps(): number {
    const { levels } = this.uno.pins;
    return ((levels >> 4) & 1) | (((levels >> 7) & 1) * 2) | (((levels >> 8) & 1) * 4);
  }

  /** Pulls the cable: the host's end closes; the board has a supply of its own and goes on. */
  unplug(): void {
    this.port.destroy();
  }

  plug(): SimulatedPort {
    this.port = new SimulatedPort((bytes) => {
      const late = this.jitter();
      if (late === 0) this.uno.receive(bytes);
      else
        this.#at(this.#ms + late, () => {
          this.uno.receive(bytes);
        });
    });
    return this.port;
  }

  press(ms: number): void {
    this.uno.setInput(2, false);
    this.#at(this.#ms + ms, () => {
      this.uno.setInput(2, undefined);
    });
  }

  /** Lets so much time pass, a millisecond at a time. */
  async run(ms: number): Promise<void> {
    const end = this.#ms + ms;
    while (this.#ms < end) await this.#step();
  }

  /** Lets time pass until the promise is settled. */
  async until<T>(promise: Promise<T>, atMost = 30_000): Promise<T> {
    const flight = { over: false };
    const settle = (): void => {
      flight.over = true;
    };
    promise.then(settle, settle);
    const end = this.#ms + atMost;
    while (!flight.over) {
      if (this.#ms >= end) throw new Error(`nothing came of it in ${String(atMost)} ms`);
      await this.#step();
    }
    return promise;
  }

  async #step(): Promise<void> {
    this.#ms += 1;
    this.#cycles += CYCLES_PER_MS * (1 + this.#crystal(this.#ms) / 1e6);
    this.uno.runTo(this.#cycles);
    for (const appointment of [...this.#agenda])
      if (appointment.when <= this.#ms && this.#agenda.delete(appointment)) appointment.run();
    // Streams and promises have their turn.
    await new Promise((resume) => setImmediate(resume));
  }

  #at(when: number, run: () => void): () => void {
    const appointment = { when, run };
    this.#agenda.add(appointment);
    return () => {
      this.#agenda.delete(appointment);
    };
  }
}
