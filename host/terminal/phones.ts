/** Codes with which a phone becomes an operator's screen: only asked for, and only for a while. */
import type { PhoneCode } from './model.ts';

/** What the screen needs of the web server. */
export interface Phones {
  /** Whether other machines can reach the pages at all. */
  readonly beyondLoopback: boolean;
  /** One code for each real address, made when it is asked for. */
  codes(): readonly PhoneCode[];
  /** Drops every device that has the old token. */
  newToken(): void;
}

/** A question that is not answered by a second press within this many ms is asked again. */
const ASKED_STAYS = 6000;

export class PhoneCodes {
  readonly #phones: Phones | undefined;
  #askedUntil = -Infinity;
  #next = 0;

  constructor(phones: Phones | undefined) {
    this.#phones = phones;
  }

  /** The next code, or a sentence: whoever sees the code can run the session. `at` in ms. */
  code(at: number, shown: boolean): PhoneCode | string {
    if (!this.#phones) return 'There are no pages: --no-http turned them off.';
    if (!this.#phones.beyondLoopback)
      return 'No phone can reach this computer: quit, start again with --listen lan, and answer y to resume. On this computer the address above works.';
    if (!shown && at >= this.#askedUntil) {
      this.#askedUntil = at + ASKED_STAYS;
      this.#next = 0;
      return 'Is the projector showing this screen? If not, press c again: the code stays for 20 s.';
    }
    const codes = this.#phones.codes();
    const code = codes[this.#next % codes.length];
    this.#next += 1;
    return code ?? 'This computer has no address that a phone could reach.';
  }

  /** Whether there are pages that no phone reaches: their address is shown where a code was asked for. */
  get onlyHere(): boolean {
    return this.#phones?.beyondLoopback === false;
  }

  /** Whether there are pages at all. */
  get open(): boolean {
    return this.#phones !== undefined;
  }

  newToken(): string {
    if (!this.#phones) return 'There are no pages: --no-http turned them off.';
    this.#phones.newToken();
    this.#askedUntil = -Infinity;
    const code = this.#phones.beyondLoopback ? 'c shows codes, one for each phone, ' : '';
    return `All phones are signed out. A new address opens one page: ${code}Esc goes back.`;
  }
}
