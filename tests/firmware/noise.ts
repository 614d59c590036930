/** What comes over a line that nobody wants on it, as bytes: all kinds of it, from a seed. */
import { mulberry32 } from '../../host/system/random.ts';
import { frame } from '../../protocol/codec.ts';
import { LINE_LIMIT } from '../../protocol/wire.ts';

/** With a right checksum, and malformed, unknown or not now: they move nothing. */
const IDLE = [
  ...['hello', 'stage', 'boot', 'time', 'log 0', 'log 65535', 'get trim', 'get pin-red', 'helo'],
  ...['start', 'start 70000', 'start 1 1', 'start x', 'grant 1', 'put 1 on 0 0 0', 'data 0 AA'],
  ...[
    'commit',
    'commit 99999 0 0000',
    'start 0 99999999999',
    'practise 9 0 1',
    'lamps 16 1',
    'buzz drum',
    'set',
    'set x 1',
  ],
  ...['load 11 0000', 'load 464 0000', '', ' ', '-', 'start -1', 'log -1', 'finish 4294967297'],
];

export class Noise {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = mulberry32(seed);
  }

  /** Some bytes of one kind, a hundred or so. */
  next(): Uint8Array {
    const kinds = [this.#pure, this.#text, this.#idle, this.#spoilt, this.#endless, this.#cut];
    return this.#one(kinds)();
  }

  readonly #pure = (): Uint8Array =>
    Uint8Array.from({ length: this.#below(200) }, () => this.#below(256));

  /** Printable, with stars and line ends where a line's are. */
  readonly #text = (): Uint8Array =>
    Buffer.from(
      Array.from({ length: this.#below(20) }, () =>
        this.#one(['start', ' ', '*', '0', '7', 'put', '\n', '\r\n', 'F', '-', '~']),
      ).join(''),
    );

  readonly #idle = (): Uint8Array =>
    Buffer.from(`${frame(`${String(1 + this.#below(9999))} ${this.#one(IDLE)}`)}\n`);

  /** A good line, one bit of which got lost. What is left of it never has a right checksum. */
  readonly #spoilt = (): Uint8Array => {
    const bytes = Buffer.from(`${frame(`${String(1 + this.#below(9999))} start 1`)}\n`);
    const at = this.#below(bytes.length - 1);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << this.#below(8));
    return bytes;
  };

  readonly #endless = (): Uint8Array =>
    Buffer.alloc(LINE_LIMIT + this.#below(400), this.#one(['x', ' ', '*', '9', '\0']));

  /** Half a line that would move the stage, and no more of it: what comes next ends it wrongly. */
  readonly #cut = (): Uint8Array => {
    const line = frame(`${String(1 + this.#below(9999))} finish 1`);
    return Buffer.from(
      `${line.slice(0, 1 + this.#below(line.length - 3))}${this.#one(['\n', ''])}`,
    );
  };

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #one<T>(of: readonly T[]): T {
    return of[this.#below(of.length)] as T;
  }
}
