/**
 * Two sessions must not tell of the same room. Who comes asks who holds it (`…/claim`, not retained); whoever
 * does says so, and the newcomer goes. Of two that ask at once the one with the smaller id has it.
 */

/** How long an answer is waited for, in ms: it comes by the same broker. */
const PATIENCE = 300;

export interface ClaimParts {
  /** Of this session, random. */
  readonly id: string;
  readonly say: (payload: string) => void;
  readonly held: () => void;
  /** Another one holds it. */
  readonly lost: () => void;
}

export class RoomClaim {
  readonly #parts: ClaimParts;
  #state: 'away' | 'asking' | 'held' = 'away';
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: ClaimParts) {
    this.#parts = parts;
  }

  get held(): boolean {
    return this.#state === 'held';
  }

  ask(): void {
    this.#state = 'asking';
    this.#parts.say(JSON.stringify({ ask: this.#parts.id }));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#state = 'held';
      this.#parts.held();
    }, PATIENCE).unref();
  }

  away(): void {
    this.#state = 'away';
    clearTimeout(this.#timer);
  }

  heard(payload: Buffer): void {
    const { ask, hold } = claimIn(payload);
    const { id, say, lost } = this.#parts;
    if (this.#state === 'away') return;
    const theirs = hold !== undefined && hold !== id && (this.#state === 'asking' || hold < id);
    const before = ask !== undefined && ask < id && this.#state === 'asking';
    if (theirs || before) {
      this.away();
      lost();
    } else if (ask !== undefined && ask !== id) say(JSON.stringify({ hold: id }));
  }
}

function claimIn(payload: Buffer): { readonly ask?: string; readonly hold?: string } {
  try {
    const { ask, hold } = JSON.parse(payload.toString('utf8')) as Record<string, unknown>;
    return {
      ...(typeof ask === 'string' ? { ask } : {}),
      ...(typeof hold === 'string' ? { hold } : {}),
    };
  } catch {
    return {};
  }
}
