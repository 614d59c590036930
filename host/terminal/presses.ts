/** Turns keys into presses on the session, each with the revision that the operator saw. */
import type { Answer, SessionView, Snapshot } from '../session/types.ts';
import { HeldKeys, SETTLES } from './held.ts';
import { mayRepeat, wishOf, type Wish } from './keys.ts';

/** What the screen does for a press. */
export interface Hands {
  /** The snapshot that is on the screen now. */
  seen(): Snapshot | undefined;
  say(sentence: string): void;
  overlay(what: 'help' | 'about'): void;
  scroll(by: number): void;
  code(): void;
  token(): void;
  /** `during`: a talk is on. */
  quit(during: boolean): void;
}

export class Presses {
  readonly #session: SessionView;
  readonly #hands: Hands;
  readonly #held = new HeldKeys();
  #settling: NodeJS.Timeout | undefined;

  constructor(session: SessionView, hands: Hands) {
    this.#session = session;
    this.#hands = hands;
  }

  /** A key has arrived. What is on the screen now is what whoever pressed it saw. */
  key(name: string): void {
    clearTimeout(this.#settling);
    const seen = this.#hands.seen();
    const wish = seen && wishOf(name, seen.stage.state);
    if (!wish) return;
    const at = performance.now();
    const verdict = mayRepeat(wish) ? 'press' : this.#held.arrived(name, at, wish.kind === 'quit');
    if (verdict === 'press') this.#carryOut(wish, seen);
    if (verdict !== 'later') return;
    this.#settling = setTimeout(() => {
      this.#held.settled(at);
      this.#carryOut(wish, seen);
    }, SETTLES);
  }

  stop(): void {
    clearTimeout(this.#settling);
  }

  #carryOut(wish: Wish, seen: Snapshot): void {
    const { state, rev } = seen.stage;
    switch (wish.kind) {
      case 'event':
        this.#ask(this.#session.act({ ...wish.event, rev, by: 'terminal' }));
        break;
      case 'later':
        this.#ask(this.#session.edit({ type: 'later' }, rev, 'terminal'));
        break;
      case 'mute':
        this.#ask(this.#session.mute(!seen.muted));
        break;
      case 'practise':
        this.#ask(this.#session.practise(wish.number));
        break;
      case 'button':
        if (this.#session.pressButton) this.#session.pressButton(wish.length);
        else this.#hands.say('Only a virtual podium has its button here.');
        break;
      case 'code':
        this.#hands.code();
        break;
      case 'token':
        this.#hands.token();
        break;
      case 'offer':
        this.#ask(this.#session.takeOffer('terminal'));
        break;
      case 'overlay':
        this.#hands.overlay(wish.what);
        break;
      case 'scroll':
        this.#hands.scroll(wish.by);
        break;
      case 'say':
        this.#hands.say(wish.sentence);
        break;
      case 'quit':
        this.#hands.quit(state === 'running' || state === 'held');
        break;
    }
  }

  /** Shows a refusal. What was accepted is told by the change that it makes. */
  #ask(answer: Promise<Answer>): void {
    answer
      .then((given) => {
        if (!given.ok) this.#hands.say(given.sentence);
      })
      .catch((error: unknown) => {
        this.#hands.say(`No answer: ${error instanceof Error ? error.message : String(error)}`);
      });
  }
}
