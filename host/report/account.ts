/**
 * Makes the account of a session out of its journal's lines, one after another: none of them is kept, so a
 * journal may be of any length. Whatever a line says that cannot be is passed over.
 */
import type { Line } from '../journal/journal.ts';
import { reportOf } from './reckoning.ts';
import type { Report } from './report.ts';
import { SessionAccount } from './session-account.ts';

export class Account {
  #session: SessionAccount | undefined;
  #earlier = 0;

  /** A line that begins a session puts an earlier one of the same journal aside. */
  take(line: Line): void {
    if (line.type === 'session' && line.what === 'begin') {
      if (this.#session) this.#earlier += 1;
      this.#session = new SessionAccount();
    }
    this.#session?.take(line);
  }

  /** The last session as it stands, or undefined where there is none. It may be asked for at any time. */
  report(damage: { readonly odd?: number; readonly torn?: boolean } = {}): Report | undefined {
    const { odd = 0, torn = false } = damage;
    this.#session?.settle();
    return this.#session && reportOf(this.#session, { odd, torn, earlier: this.#earlier });
  }
}
