import { Transform, type TransformCallback } from 'node:stream';

/**
 * Drops what comes after so many bytes without a line end, up to the line end: the line parser
 * behind it keeps everything until one comes, at a quadratic cost.
 */
export class LineBound extends Transform {
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
