/** Keys that open the operator's page once: what a code or an address shows is worth nothing afterwards. */
import { createHash, randomBytes } from 'node:crypto';

/** A key that was not used by then is old, in ms. */
const LASTS = 120_000;
/** So many wait to be used; the oldest is forgotten. */
const MOST = 64;

/** Found by its digest, so that the time which that takes tells nothing of the key. */
const digest = (key: string): string => createHash('sha256').update(key).digest('base64');

export class OneTimeKeys {
  readonly #now: () => number;
  /** Until when each holds. */
  readonly #until = new Map<string, number>();

  /** `now` in ms, of a clock that nobody sets. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Another one: 72 random bits. */
  make(): string {
    const key = randomBytes(9).toString('base64url');
    this.#until.set(digest(key), this.#now() + LASTS);
    const [oldest] = this.#until.keys();
    if (this.#until.size > MOST && oldest !== undefined) this.#until.delete(oldest);
    return key;
  }

  /** Whether a key holds; it does not any more. */
  use(key: string): boolean {
    const known = digest(key);
    const until = this.#until.get(known);
    this.#until.delete(known);
    return until !== undefined && this.#now() < until;
  }

  clear(): void {
    this.#until.clear();
  }
}
