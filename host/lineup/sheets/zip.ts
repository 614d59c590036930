/** The parts of a zip archive, unpacked as a stream. */
import { createInflateRaw } from 'node:zlib';

/** Why an archive cannot be read; the message is a sentence for people. */
export class ZipProblem extends Error {}

interface Part {
  readonly method: number;
  readonly encrypted: boolean;
  /** Packed, in bytes. */
  readonly size: number;
  /** Where its local header stands. */
  readonly at: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record is 22 bytes, with a comment behind it. */
const LONGEST_END = 22 + 65_535;
const DAMAGED = 'this zipped file is damaged, or was cut short: save or download it again';

export class Zip {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #parts: ReadonlyMap<string, Part>;

  /** Reads the table of contents. Throws ZipProblem. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    try {
      this.#parts = this.#contents();
    } catch (error) {
      throw error instanceof RangeError ? new ZipProblem(DAMAGED) : error;
    }
  }

  has(name: string): boolean {
    return this.#parts.has(name);
  }

  get names(): string[] {
    return [...this.#parts.keys()];
  }

  /**
   * Unpacks a part, in pieces; whoever has enough of them stops. Throws ZipProblem where the archive is
   * damaged or has a password.
   */
  unpack(name: string): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
    const part = this.#parts.get(name);
    if (!part) throw new ZipProblem(DAMAGED);
    if (part.encrypted) throw new ZipProblem('this file has a password: save it without one');
    const { at } = part;
    const view = this.#view;
    if (at + 30 > view.byteLength || view.getUint32(at, true) !== LOCAL)
      throw new ZipProblem(DAMAGED);
    const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const packed = this.#bytes.subarray(from, from + part.size);
    if (packed.length < part.size) throw new ZipProblem(DAMAGED);
    if (part.method === 0) return [packed];
    if (part.method !== 8)
      throw new ZipProblem('this file is packed in a way that is not known here');
    return inflated(packed);
  }

  #contents(): Map<string, Part> {
    const view = this.#view;
    let end = view.byteLength - 22;
    const first = Math.max(0, view.byteLength - LONGEST_END);
    while (end >= first && view.getUint32(end, true) !== END) end -= 1;
    if (end < first) throw new ZipProblem(DAMAGED);
    const parts = new Map<string, Part>();
    const names = new TextDecoder();
    let at = view.getUint32(end + 16, true);
    for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
      if (view.getUint32(at, true) !== ENTRY) throw new ZipProblem(DAMAGED);
      const length = view.getUint16(at + 28, true);
      const name = names.decode(this.#bytes.subarray(at + 46, at + 46 + length));
      parts.set(name.replaceAll('\\', '/'), {
        method: view.getUint16(at + 10, true),
        encrypted: (view.getUint16(at + 8, true) & 1) === 1,
        size: view.getUint32(at + 20, true),
        at: view.getUint32(at + 42, true),
      });
      at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return parts;
  }
}

async function* inflated(packed: Uint8Array): AsyncGenerator<Uint8Array> {
  const stream = createInflateRaw({ chunkSize: 1 << 16 });
  stream.end(packed);
  try {
    for await (const piece of stream) yield piece as Uint8Array;
  } catch (error) {
    if (error instanceof Error && 'errno' in error) throw new ZipProblem(DAMAGED);
    throw error;
  } finally {
    stream.destroy();
  }
}
