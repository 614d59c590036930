/** The lines of a podium where there is no serial port of Node's: bytes from an emulated board, or from Web Serial. */
import { LINE_LIMIT } from '../../../protocol/wire.ts';
import { bytesOf } from '../../../host/system/bytes.ts';
import type { LineListener, Lines } from '../../../host/serial/lines.ts';

export class ByteLines implements Lines {
  /** Called with each line that comes, whoever listens. */
  onLine: (text: string) => void = () => undefined;
  readonly #send: (bytes: Uint8Array) => void;
  #listener: LineListener | undefined;
  #begun = '';

  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send;
  }

  write(text: string): void {
    this.#send(bytesOf(text));
  }

  listen(listener: LineListener): void {
    this.#listener = listener;
  }

  /** Bytes that have come. What is longer than a line of ours is dropped up to its end. */
  take(bytes: Uint8Array): void {
    this.#listener?.bytes(bytes.length);
    for (const byte of bytes) {
      if (byte !== 0x0a) {
        if (this.#begun.length <= LINE_LIMIT) this.#begun += String.fromCharCode(byte);
        continue;
      }
      const line = this.#begun.replace(/\r$/, '');
      this.#begun = '';
      this.onLine(line);
      this.#listener?.line(line);
    }
  }

  closed(why: string): void {
    this.#listener?.closed(why);
  }
}
