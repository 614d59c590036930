/** Bytes from a bootloader, awaited so many at a time and not for ever. */
import { joinBytes } from '../system/bytes.ts';

/** What a port must be able to do to flash through it: a SerialPort, or a stand-in. */
export interface FlashPort {
  readonly isOpen: boolean;
  write(bytes: Uint8Array): unknown;
  resume(): unknown;
  on(event: 'data', listener: (bytes: Uint8Array) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  off(event: 'data', listener: (bytes: Uint8Array) => void): unknown;
  off(event: 'close', listener: () => void): unknown;
  set?(lines: { dtr: boolean; rts: boolean }, done: (error: Error | null) => void): void;
}

/** What has come already has so long to be heard by a machine that was held up. */
const GRACE = 40;
const LOOK_EVERY = 50;

/** The cable was pulled. */
export class PortGone extends Error {
  override name = 'PortGone';
}

export class Channel {
  readonly #port: FlashPort;
  #heard: Uint8Array = new Uint8Array();
  #wake: () => void = () => undefined;
  #gone = false;

  constructor(port: FlashPort) {
    this.#port = port;
    port.on('data', this.#listen);
    port.on('close', this.#closed);
    port.resume();
  }

  write(bytes: Uint8Array): void {
    if (this.#gone || !this.#port.isOpen) throw new PortGone('the port is gone');
    this.#port.write(bytes);
  }

  /** The next `count` bytes, or undefined if they don't come within so many ms. Throws PortGone. */
  async read(count: number, within: number): Promise<Uint8Array | undefined> {
    const deadline = performance.now() + within;
    let late = false;
    while (this.#heard.length < count) {
      if (this.#gone) throw new PortGone('the port is gone');
      if (late) return undefined;
      late = performance.now() >= deadline;
      await this.#more(late ? GRACE : deadline - performance.now());
    }
    const bytes = this.#heard.subarray(0, count);
    this.#heard = this.#heard.subarray(count);
    return bytes;
  }

  /** Forgets what has come so far. */
  clear(): void {
    this.#heard = new Uint8Array();
  }

  /** Forgets what comes, until nothing has come for so many ms. Throws PortGone. */
  async silence(ms: number): Promise<void> {
    do this.clear();
    while (await this.read(1, ms));
  }

  /** Whether the port turns out to be gone: a busy machine may tell later than an answer is missed. */
  async isGone(within: number): Promise<boolean> {
    for (let left = within; left > 0 && !this.#gone; left -= LOOK_EVERY) await sleep(LOOK_EVERY);
    return this.#gone;
  }

  /** Lets go of the port. */
  release(): void {
    this.#port.off('data', this.#listen);
    this.#port.off('close', this.#closed);
  }

  readonly #listen = (bytes: Uint8Array): void => {
    this.#heard = joinBytes(this.#heard, bytes);
    this.#wake();
  };

  readonly #closed = (): void => {
    this.#gone = true;
    this.#wake();
  };

  #more(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
