/**
 * Two sessions must not tell of the same room. Who comes asks who holds it (`…/claim`, not retained); whoever
 * does says so, and the newcomer goes. Of two that ask at once the one with the smaller id has it.
 */

/** How long an answer is waited for at least, in ms; where the broker is slow, twice its own round trip. */
const PATIENCE = 300;

export interface ClaimParts {
  /** Of this session, random. */
  readonly id: string;
  /** Done when the broker has it. */
  readonly say: (payload: string) => Promise<unknown>;
  readonly held: () => void;
  /** Another one holds it. */
  readonly lost: () => void;
}

export class RoomClaim {
  readonly #parts: ClaimParts;
  #state: 'away' | 'asking' | 'held' = 'away';
  #timer: NodeJS.Timeout | undefined;
  /** What was asked before counts no more. */
  #turn = 0;

  constructor(parts: ClaimParts) {
    this.#parts = parts;
  }

  get held(): boolean {
    return this.#state === 'held';
  }

  ask(): void {
    this.away();
    this.#state = 'asking';
    const turn = this.#turn;
    const began = performance.now();
    void this.#parts.say(JSON.stringify({ ask: this.#parts.id })).then(() => {
      if (turn !== this.#turn) return;
      const wait = Math.max(PATIENCE, 2 * (performance.now() - began));
      this.#timer = setTimeout(() => {
        this.#state = 'held';
        this.#parts.held();
      }, wait).unref();
    });
  }

  away(): void {
    this.#state = 'away';
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  heard(payload: Buffer): void {
    const { ask, hold } = claimIn(payload);
    const { id, lost } = this.#parts;
    if (this.#state === 'away') return;
    const held = this.#state === 'held';
    const other = ask ?? hold;
    if (other === undefined || other === id) return;
    const theirs = hold !== undefined ? !held || hold < id : !held && other < id;
    if (theirs) {
      this.away();
      lost();
    } else void this.#parts.say(JSON.stringify({ hold: id }));
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
