/**
 * What firmata-io takes for its port, for the life of the process. Real ports come and go behind it:
 * while there is none, writes are dropped, since what they say is out of date when one is back.
 */
import { EventEmitter } from 'node:events';
import type { SerialPort } from 'serialport';
import { MessageFilter, type Known } from './filter.ts';

export class FirmataLink extends EventEmitter {
  /** When bytes came last, by `performance.now()`. */
  spoken = -Infinity;
  /** Called at each whole message, the sign of life. */
  onHeard: () => void = () => undefined;
  /** What is known of the board by now. */
  known: () => Known = () => ({ pins: 0, ready: false });
  readonly #filter = new MessageFilter();
  #port: SerialPort | undefined;
  #held: Buffer[] | undefined;

  get dropped(): number {
    return this.#filter.dropped;
  }

  /** From now on `port` is what is written to and heard; it lets go by itself when the port closes. */
  attach(port: SerialPort): void {
    this.#port = port;
    this.#filter.clear();
    port.on('data', (bytes: Buffer) => {
      if (this.#port !== port) return;
      this.spoken = performance.now();
      for (const message of this.#filter.push(bytes, this.known)) {
        this.onHeard();
        this.emit('data', message);
      }
    });
    port.once('close', () => {
      if (this.#port === port) this.#port = undefined;
    });
    // Whoever found out what is behind the port has paused it, so that nothing gets lost.
    port.resume();
  }

  /** Gives firmata-io a message that the board should have sent. */
  suppose(message: Buffer): void {
    this.emit('data', message);
  }

  /** firmata-io's own way to write. */
  write(bytes: Uint8Array, done?: () => void): boolean {
    if (this.#held) this.#held.push(Buffer.from(bytes));
    else if (this.#port?.isOpen === true) this.#port.write(Buffer.from(bytes));
    if (done) queueMicrotask(done);
    return true;
  }

  /** All that `run` writes goes out at once, so that no lamp changes before another. */
  together(run: () => void): void {
    this.#held = [];
    try {
      run();
    } finally {
      const bytes = Buffer.concat(this.#held);
      this.#held = undefined;
      if (bytes.length > 0) this.write(bytes);
    }
  }
}
