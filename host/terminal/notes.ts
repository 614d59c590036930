/** What the screen notes for itself, and forgets again after a while. */
import { NO_NOTES, type Notes, type PhoneCode } from './model.ts';

/** How long a message stays, and how long a first Ctrl-C waits for the second, in ms. */
export const MESSAGE_STAYS = 6000;
const LEAVING_STAYS = 3000;
/** A code is shown for so long: it opens the session to whoever sees it. */
const CODE_STAYS = 20_000;

export class NotePad {
  #notes: Notes = NO_NOTES;
  #messageUntil = Infinity;
  #leavingUntil = -Infinity;
  #codeUntil = -Infinity;

  note(notes: Partial<Omit<Notes, 'message' | 'leaving'>>): void {
    this.#notes = { ...this.#notes, ...notes };
  }

  say(message: string, at: number): void {
    this.#messageUntil = at + MESSAGE_STAYS;
    this.#notes = { ...this.#notes, message };
  }

  showCode(code: PhoneCode | undefined, at: number): void {
    this.#codeUntil = at + CODE_STAYS;
    this.#notes = { ...this.#notes, code };
  }

  /** The operator wants to leave during a talk: true when that is the second time in 3 s. */
  leaves(at: number): boolean {
    const again = this.notes(at).leaving === true;
    this.#leavingUntil = at + LEAVING_STAYS;
    this.#notes = { ...this.#notes, leaving: true };
    return again;
  }

  stays(): void {
    this.#notes = { ...this.#notes, leaving: false };
  }

  /** The notes as they stand at `at` (ms, any monotonic clock). */
  notes(at: number): Notes {
    if (at >= this.#messageUntil) {
      this.#messageUntil = Infinity;
      this.#notes = { ...this.#notes, message: undefined };
    }
    if (at >= this.#leavingUntil) this.stays();
    if (this.#notes.code && at >= this.#codeUntil)
      this.#notes = { ...this.#notes, code: undefined };
    return this.#notes;
  }

  /** How long until one of them is forgotten. */
  untilNextChange(at: number): number {
    const leaving = this.#notes.leaving === true ? this.#leavingUntil - at : Infinity;
    const code = this.#notes.code ? this.#codeUntil - at : Infinity;
    return Math.min(this.#messageUntil - at, leaving, code);
  }
}
