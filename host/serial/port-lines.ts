/** The lines of a serial port. */
import { ReadlineParser } from '@serialport/parser-readline';
import { Transform, type Duplex, type TransformCallback } from 'node:stream';
import { LINE_LIMIT } from '../../protocol/wire.ts';
import type { Lines } from './lines.ts';

/** `port` is open, and nobody else listens to it. */
export function linesOf(port: Duplex): Lines {
  return {
    write: (text) => {
      port.write(text, 'latin1');
    },
    listen: (listener) => {
      const parser = new ReadlineParser({ delimiter: '\n', encoding: 'latin1' });
      const lines = port.pipe(new LineBound(LINE_LIMIT + 1)).pipe(parser);
      lines.on('data', (text: string) => {
        listener.line(text.replace(/\r$/, ''));
      });
      port.on('data', (chunk: Buffer) => {
        listener.bytes(chunk.length);
      });
      port.on('close', () => {
        listener.closed('the port was closed');
      });
      port.on('error', (error: Error) => {
        listener.closed(error.message);
      });
    },
  };
}

/**
 * Drops what comes after so many bytes without a line end, up to the line end: the line parser
 * behind it keeps everything until one comes, at a quadratic cost.
 */
class LineBound extends Transform {
  readonly #limit: number;
  #length = 0;

  constructor(limit: number) {
    super();
    this.#limit = limit;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const kept = chunk.filter((byte) => {
      if (byte === 0x0a) {
        this.#length = 0;
        return true;
      }
      this.#length += 1;
      return this.#length <= this.#limit;
    });
    done(null, kept);
  }
}
