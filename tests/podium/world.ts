/** An emulated Uno, a host and the cable between them, all in simulated time that somebody lets pass. */
import { readFileSync } from 'node:fs';
import { after, duration, type Instant } from '../../protocol/time.ts';
import type { LampSet } from '../../protocol/signal.ts';
import { defaultImage } from '../../host/emulator/files.ts';
import type { PinState } from '../../host/emulator/pins.ts';
import { CYCLES_PER_MS, Uno, type UnoOptions } from '../../host/emulator/uno.ts';
import { SimulatedClock } from '../support/simulated-clock.ts';
import { SimulatedPort } from './simulated-port.ts';

export interface WorldOptions extends Partial<UnoOptions> {
  /** How many ppm the board's crystal is too fast at a moment of the host's time in ms. */
  readonly crystal?: (ms: number) => number;
}

/** Streams and promises need so many turns to come to rest after something happened. */
const TURNS = 6;
const NEWLINE = 0x0a;

export class World {
  readonly uno: Uno;
  port: SimulatedPort;
  /** Ms by which a line comes later than it should, each way. */
  jitter: () => number = () => 0;
  /** What becomes of a byte on the cable, either way. */
  noise: (byte: number) => number = (byte) => byte;
  /** Hears each byte as the podium says it. */
  onTransmit: (byte: number) => void = () => undefined;
  /** Sees each change of the lamps, with the time in ms. */
  onLamps: (lamps: LampSet, ms: number) => void = () => undefined;
  #ms = 0;
  #cycles = 0;
  #late = 0;
  #busy = 0;
  #stopped = false;
  #asleep = false;
  #powered = true;
  #waiting: number[] = [];
  readonly #time = new SimulatedClock();
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
      this.onTransmit(byte);
      // The bytes of a line stay together.
      if (!inLine) this.#late = this.jitter();
      inLine = byte !== NEWLINE;
      this.#arrive(this.noise(byte), this.#late);
    };
    this.uno.onPins = (pins, cycle) => {
      const ms = this.#ms - Math.max(0, this.#cycles - cycle) / CYCLES_PER_MS;
      this.onLamps(lampsOf(pins), ms);
    };
  }

  /** The host's clock: it stands while the host's machine sleeps. */
  readonly clock = new SimulatedClock();

  /** The time that passed, in ms. */
  get now(): Instant {
    return this.#time.now();
  }

  get powered(): boolean {
    return this.#powered;
  }

  /** Lamps that are lit, by the usual wiring, as a set of the protocol's. */
  get lamps(): LampSet {
    return this.#powered ? lampsOf(this.uno.pins) : 0;
  }

  /** Calls `run` when so much time has passed, whatever becomes of the host. */
  later(ms: number, run: () => void): void {
    this.#time.at(after(this.now, duration(ms)), run);
  }

  /** Pulls the cable: the host's end closes; the board has a supply of its own and goes on. */
  unplug(): void {
    this.port.destroy();
  }

  plug(): SimulatedPort {
    this.port = new SimulatedPort((bytes) => {
      this.#busy = TURNS;
      const damaged = bytes.map((byte) => this.noise(byte));
      const send = (): void => {
        if (this.#powered) this.uno.receive(damaged);
      };
      const late = this.jitter();
      if (late === 0) send();
      else this.later(late, send);
    });
    return this.port;
  }

  press(ms: number): void {
    this.uno.setInput(2, false);
    this.later(ms, () => {
      this.uno.setInput(2, undefined);
    });
  }

  /** The board's supply is gone. */
  cutPower(): void {
    this.#powered = false;
    this.onLamps(0, this.#ms);
  }

  restorePower(): void {
    this.uno.reset('power');
    this.#powered = true;
  }

  /** Lets so much time pass, a millisecond at a time. */
  async run(ms: number): Promise<void> {
    const end = this.#ms + ms;
    this.#busy = TURNS;
    while (this.#ms < end) {
      this.#step();
      if (this.#busy > 0) await this.#turn();
    }
  }

  /** Lets time pass until the promise is settled. */
  async until<T>(promise: Promise<T>, atMost = 30_000): Promise<T> {
    const flight = { over: false };
    const settle = (): void => {
      flight.over = true;
    };
    promise.then(settle, settle);
    const end = this.#ms + atMost;
    this.#busy = TURNS;
    while (!flight.over) {
      if (this.#ms >= end) throw new Error(`nothing came of it in ${String(atMost)} ms`);
      this.#step();
      if (this.#busy > 0) await this.#turn();
    }
    return promise;
  }

  /** The host's event loop does nothing for so long; the board goes on, its bytes wait. */
  block(ms: number): void {
    this.#stopped = true;
    for (let passed = 0; passed < ms; passed++) this.#pass();
    this.#stopped = false;
    this.#deliver();
  }

  /** The host's machine sleeps for so long: its clock stands, bytes are lost, the board goes on. */
  sleep(ms: number): void {
    this.#stopped = this.#asleep = true;
    for (let passed = 0; passed < ms; passed++) this.#pass();
    this.#stopped = this.#asleep = false;
    this.#waiting = [];
  }

  #step(): void {
    this.#pass();
    if (this.clock.meet()) this.#busy = TURNS;
  }

  /** Streams and promises have their turn: only where there is something for them, as it takes far more than a step. */
  #turn(): Promise<void> {
    this.#busy -= 1;
    return new Promise((resume) => setImmediate(resume));
  }

  #pass(): void {
    this.#ms += 1;
    this.#time.skip(1);
    if (!this.#asleep) this.clock.skip(1);
    if (this.#powered) {
      this.#cycles += CYCLES_PER_MS * (1 + this.#crystal(this.#ms) / 1e6);
      this.uno.runTo(this.#cycles);
      this.#deliver();
    }
    if (!this.#time.meet()) return;
    this.#busy = TURNS;
    this.#deliver();
  }

  #arrive(byte: number, late: number): void {
    const { port } = this;
    if (late === 0) this.#take(byte);
    else
      this.later(late, () => {
        if (port === this.port) this.#take(byte);
      });
  }

  /** The host hears a line as it ends, and what is no line yet with the millisecond: streams take long over each byte. */
  #take(byte: number): void {
    this.#busy = TURNS;
    this.#waiting.push(byte);
    if (byte === NEWLINE) this.#deliver();
  }

  #deliver(): void {
    if (this.#stopped || this.#waiting.length === 0) return;
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = [];
    this.port.push(bytes);
  }
}

const lampsOf = ({ levels, outputs }: PinState): LampSet => {
  const lit = levels & outputs;
  return ((lit >> 4) & 1) | (((lit >> 7) & 1) * 2) | (((lit >> 8) & 1) * 4);
};
