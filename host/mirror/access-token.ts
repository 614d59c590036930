/** The session's token, compared in constant time, keys for one use in its place, and the count of wrong ones. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { OneTimeKeys } from './one-time-keys.ts';

/** So many wrong tokens from one address within the window; then 429 until it is over. */
const WRONG_LIMIT = 10;
const WRONG_WINDOW = 60_000;
/** Addresses remembered; the oldest is forgotten. */
const REMEMBERED = 1000;

export type Verdict = 'right' | 'none' | 'wrong' | 'too-many';

interface Wrongs {
  count: number;
  until: number;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** 128 random bits, short enough for a QR code. */
export const randomToken = (): string => randomBytes(16).toString('base64url');

export class TokenGuard {
  #token: string;
  #digest: Buffer;
  readonly #now: () => number;
  readonly #wrongs = new Map<string, Wrongs>();
  /** Addresses that have shown the right token: a neighbour's guesses don't lock them out. */
  readonly #proven = new Set<string>();

  readonly #keys: OneTimeKeys;

  constructor(token: string, now: () => number) {
    this.#keys = new OneTimeKeys(now);
    this.#token = token;
    this.#digest = digest(token);
    this.#now = now;
  }

  get token(): string {
    return this.#token;
  }

  replace(token: string): void {
    this.#token = token;
    this.#digest = digest(token);
    this.#proven.clear();
    this.#keys.clear();
  }

  /** Another key for one use, within two minutes. */
  makeKey(): string {
    return this.#keys.make();
  }

  /** Judges an `Authorization` header. Digests are compared, so that lengths tell nothing either. */
  judge(authorization: string | undefined, address: string): Verdict {
    if (authorization === undefined) return 'none';
    const shown = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    return this.#weigh(
      address,
      () => shown !== undefined && timingSafeEqual(digest(shown), this.#digest),
    );
  }

  /** Judges a key, which is used up by that. A wrong, used or old one counts as a wrong token. */
  redeem(key: string, address: string): Exclude<Verdict, 'none'> {
    return this.#weigh(address, () => this.#keys.use(key));
  }

  /** Whether nothing that an address shows is looked at. */
  locked(address: string): boolean {
    return !this.#proven.has(address) && this.#tooMany(address);
  }

  #weigh(address: string, isRight: () => boolean): Exclude<Verdict, 'none'> {
    if (this.locked(address)) return 'too-many';
    if (isRight()) {
      if (this.#proven.size < REMEMBERED) this.#proven.add(address);
      return 'right';
    }
    if (this.#tooMany(address)) return 'too-many';
    this.#count(address);
    return 'wrong';
  }

  #tooMany(address: string): boolean {
    const wrongs = this.#wrongs.get(address);
    return wrongs !== undefined && wrongs.until > this.#now() && wrongs.count >= WRONG_LIMIT;
  }

  #count(address: string): void {
    const now = this.#now();
    const known = this.#wrongs.get(address);
    const wrongs = known && known.until > now ? known : { count: 0, until: now + WRONG_WINDOW };
    wrongs.count += 1;
    this.#wrongs.delete(address);
    this.#wrongs.set(address, wrongs);
    const [oldest] = this.#wrongs.keys();
    if (this.#wrongs.size > REMEMBERED && oldest !== undefined) this.#wrongs.delete(oldest);
  }
}
