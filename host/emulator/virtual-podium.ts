import { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { CutOutcome } from './cells.ts';
import type { Happening, Report, Request, Settings, Stats } from './worker-messages.ts';
import type { PinState } from './pins.ts';
import { programFile } from '../system/paths.ts';
import { readBoundedSync } from '../system/read-file.ts';
import { LARGEST_IMAGE, defaultImage } from './files.ts';
import { CYCLES_PER_MS, type ResetKind, type SramFill } from './uno.ts';
import type { WorkerData } from './worker.ts';

export interface VirtualPodiumOptions {
  /** Path of an Intel HEX image; default: the committed Uno image. */
  readonly image?: string;
  /** Where the EEPROM lives; without it, an erased EEPROM that is forgotten at the end. */
  readonly eepromFile?: string;
  /** Emulated seconds a second; default 1. Infinity: as fast as it goes, for benches. */
  readonly speed?: number;
  /** How many parts per million its crystal is too fast; default 0. */
  readonly crystalPpm?: number;
  /** How long the bootloader holds the board after a reset; default 1398, as Optiboot. */
  readonly bootDelayMs?: number;
  /** The same for the first start; default as `bootDelayMs`. 0 lights the first lamp at once. */
  readonly startDelayMs?: number;
  /** Opening resets the board once more, as DTR does on a real one. Default false. */
  readonly resetOnOpen?: boolean;
  /** What SRAM holds at the start; default noise. */
  readonly sram?: SramFill;
}

/** Emitted besides those of a Duplex. */
export interface VirtualPodiumEvents {
  open: [];
  /** A pin changed; emulated time as cycles and as milliseconds since the start. */
  pins: [state: PinState, cycle: number, ms: number];
  /** Its digits say something else. */
  digits: [text: string];
  /** The board was reset. */
  reset: [kind: ResetKind, cycle: number];
}

/**
 * The emulated Uno behind the interface of a serial port: a Duplex with `path`, `isOpen`, 'open'
 * and `close`. It runs in a worker thread and dies with its host; its EEPROM file does not.
 */
export class VirtualPodium extends Duplex {
  readonly path = 'virtual';
  isOpen = false;
  /** What its digits say, as last told; empty while they are dark. */
  digits = '';
  /** The pins as last told. */
  pins: PinState = { outputs: 0, levels: 0, pullUps: 0 };
  readonly #worker: Worker;
  readonly #bell = new Int32Array(new SharedArrayBuffer(4));
  #speed: number;
  #stats: { resolve: (stats: Stats) => void; reject: (error: Error) => void }[] = [];
  #closed: (() => void) | undefined;

  /** Throws if the image cannot be read, or RangeError for a speed that is none. */
  constructor(options: VirtualPodiumOptions = {}) {
    super();
    this.#speed = checkedSpeed(options.speed ?? 1);
    const settings: Settings = {
      image: readBoundedSync(options.image ?? defaultImage(), LARGEST_IMAGE).toString('utf8'),
      speed: this.#speed,
      crystalPpm: options.crystalPpm ?? 0,
      bootDelayMs: options.bootDelayMs,
      startDelayMs: options.startDelayMs,
      sram: options.sram,
    };
    const { eepromFile } = options;
    const data: WorkerData = { settings, eepromFile, bell: this.#bell };
    this.#worker = new Worker(programFile('worker'), { workerData: data, name: 'virtual podium' });
    this.#worker.on('message', (report: Report) => {
      this.#heard(report);
    });
    this.#worker.on('error', (error) => this.destroy(error));
    this.#worker.on('exit', () => {
      this.#closed?.();
      this.destroy();
    });
    if (options.resetOnOpen === true) this.reset('external');
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    this.#speed = checkedSpeed(speed);
    this.#ask({ type: 'speed', speed });
  }

  /** Presses the button at `pin`; with `ms`, lets go after so many emulated milliseconds. */
  press(pin: number, ms?: number): void {
    if (ms === undefined) this.#ask({ type: 'pin', pin, level: false });
    else this.#ask({ type: 'press', pin, ms });
  }

  release(pin: number): void {
    this.#ask({ type: 'pin', pin, level: undefined });
  }

  /** `cut`: what a loss of power makes of a byte of EEPROM that is just being written. */
  reset(kind: ResetKind, cut: CutOutcome = 'old'): void {
    this.#ask({ type: 'reset', kind, cut });
  }

  stats(): Promise<Stats> {
    return new Promise((resolve, reject) => {
      if (this.closed) reject(new Error(CLOSED));
      this.#stats.push({ resolve, reject });
      this.#ask({ type: 'stats' });
    });
  }

  /** Closes the port and stops the board; 'close' is emitted when its EEPROM is saved. */
  close(done?: (error: Error | null) => void): void {
    if (done) {
      this.once('close', () => {
        done(this.errored);
      });
    }
    this.destroy();
  }

  /** As with a serial port: calls back when everything written has been handed over. */
  drain(done?: (error: Error | null) => void): void {
    if (done) setImmediate(done, null);
  }

  override _read(): void {
    // Bytes are pushed as they come.
  }

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error) => void): void {
    this.#ask({ type: 'bytes', bytes: chunk });
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.isOpen = false;
    this.#closed = () => {
      this.#closed = undefined;
      for (const { reject } of this.#stats) reject(new Error(CLOSED));
      void this.#worker.terminate().then(() => {
        done(error);
      });
    };
    if (this.#worker.threadId === -1) this.#closed();
    else this.#ask({ type: 'close' });
  }

  #emit<Name extends keyof VirtualPodiumEvents>(
    name: Name,
    ...told: VirtualPodiumEvents[Name]
  ): void {
    this.emit(name, ...told);
  }

  #ask(request: Request): void {
    this.#worker.postMessage(request);
    Atomics.add(this.#bell, 0, 1);
    Atomics.notify(this.#bell, 0);
  }

  #heard(report: Report): void {
    if (report.type === 'happened') report.happenings.forEach(this.#happened);
    else if (report.type === 'stats') this.#stats.shift()?.resolve(report.stats);
    else if (report.type === 'closed') this.#closed?.();
    else if (!this.destroyed) {
      this.isOpen = true;
      this.#emit('open');
    }
  }

  readonly #happened = (happening: Happening): void => {
    if (this.destroyed) return;
    if (happening.type === 'bytes') this.push(Uint8Array.from(happening.bytes));
    else if (happening.type === 'digits') {
      this.digits = happening.text;
      this.#emit('digits', happening.text);
    } else if (happening.type === 'reset') this.#emit('reset', happening.kind, happening.cycle);
    else {
      this.pins = happening.state;
      this.#emit('pins', happening.state, happening.cycle, happening.cycle / CYCLES_PER_MS);
    }
  };
}

const CLOSED = 'the virtual podium is closed';

function checkedSpeed(speed: number): number {
  if (speed > 0) return speed;
  throw new RangeError(`a speed is a number above 0, not ${String(speed)}`);
}
