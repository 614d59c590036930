/**
 * A socket that is read a little at a time, with a turn of the event loop for everybody else in between. One read
 * brings up to 64 kB, which a flooding broker fills with a thousand messages: taken at once they held a press
 * up for 40 ms.
 */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Bytes of one turn: thirty commands, a whole state or beat. */
export const MOST_AT_ONCE = 2048;

type Done = (error?: Error | null) => void;

export class PacedSocket extends Duplex {
  readonly #socket: Socket;
  #rest: Buffer = Buffer.alloc(0);
  #ended = false;
  /** Whether somebody waits for bytes. */
  #wanted = false;
  #soon: NodeJS.Immediate | undefined;

  constructor(socket: Socket) {
    super({ allowHalfOpen: false });
    this.#socket = socket;
    socket.pause();
    socket.on('data', (bytes: Buffer) => {
      socket.pause();
      this.#rest = bytes;
      this.#pass();
    });
    socket.on('end', () => {
      this.#ended = true;
      if (this.#soon === undefined) this.#pass();
    });
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => {
      // What was read is still passed on; the end of it closes us.
      if (!this.#ended) this.destroy();
    });
  }

  override _read(): void {
    this.#wanted = true;
    this.#more();
  }

  override _write(bytes: Buffer, _: BufferEncoding, done: Done): void {
    this.#socket.write(bytes, done);
  }

  override _writev(parts: readonly { readonly chunk: Buffer }[], done: Done): void {
    this.#socket.write(Buffer.concat(parts.map(({ chunk }) => chunk)), done);
  }

  override _final(done: Done): void {
    this.#socket.end();
    done();
  }

  override _destroy(error: Error | null, done: Done): void {
    clearImmediate(this.#soon);
    this.#socket.destroy();
    done(error);
  }

  #more(): void {
    if (this.#soon !== undefined || this.destroyed) return;
    if (this.#rest.length === 0 && !this.#ended) this.#socket.resume();
    else
      this.#soon = setImmediate(() => {
        this.#soon = undefined;
        this.#pass();
      });
  }

  #pass(): void {
    if (!this.#wanted) return;
    if (this.#rest.length === 0) {
      if (this.#ended) this.push(null);
      return;
    }
    const piece = this.#rest.subarray(0, MOST_AT_ONCE);
    this.#rest = this.#rest.subarray(MOST_AT_ONCE);
    this.#wanted = this.push(piece);
    if (this.#wanted) this.#more();
  }
}
