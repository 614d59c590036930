/** Turns keys into presses on the session, each with the revision that the operator saw. */
import { DoubleTap } from '../../protocol/double-tap.ts';
import { STARTED_AGO } from '../../protocol/stage.ts';
import type { Answer, SessionView, Snapshot } from '../session/types.ts';
import { HeldKeys, SETTLES } from './key-repeat.ts';
import { isBig, mayFollow, mayRepeat, wishOf, type Wish } from './keys.ts';
import { LineupMode } from './lineup-mode.ts';
import type { LineupNotes } from './model.ts';
import { AGO_WORDS } from './started-ago.ts';

/** What the screen does for a press. */
export interface Hands {
  /** The snapshot that is on the screen now. */
  seen(): Snapshot | undefined;
  say(sentence: string): void;
  overlay(what: 'help' | 'about'): void;
  /** Closes help or information; false where neither is open. */
  close(): boolean;
  scroll(by: number): void;
  /** Shows the lineup mode as it stands; undefined when it is left. */
  lineup(notes: LineupNotes | undefined): void;
  code(): void;
  token(): void;
  /** `during`: a talk is on. */
  quit(during: boolean): void;
}

/** A question that is not answered within this many ms is asked again. */
const ASKED_STAYS = 6000;

export class Presses {
  readonly #session: SessionView;
  readonly #hands: Hands;
  readonly #held = new HeldKeys();
  readonly #taps = new DoubleTap();
  /** A question of this kind waits for the same key again until then, in ms. */
  #asked: { readonly kind: Wish['kind']; readonly until: number } | undefined;
  readonly #lineup: LineupMode;
  /** The key that opened the line, until another one is pressed. */
  #opener: string | undefined;
  #settling: NodeJS.Timeout | undefined;

  constructor(session: SessionView, hands: Hands) {
    this.#session = session;
    this.#hands = hands;
    this.#lineup = new LineupMode(session, {
      say: (sentence) => {
        hands.say(sentence);
      },
      show: (notes) => {
        hands.lineup(notes);
      },
      edit: (edit, rev) => this.#ask(session.edit(edit, rev, 'terminal')),
    });
  }

  /** The screen shows this now. */
  shows({ stage }: Snapshot): void {
    const { state, talk, changed: event } = stage;
    this.#taps.show({ state, talk, event }, performance.now());
  }

  /**
   * A key has arrived, with the text that it types. What is on the screen now is what whoever pressed
   * it saw.
   */
  key(name: string | undefined, text: string): void {
    clearTimeout(this.#settling);
    const seen = this.#hands.seen();
    if (!seen) return;
    if (this.#lineup.typing) {
      this.#type(name, text, seen);
      return;
    }
    const wish = name === undefined ? undefined : this.#wish(name, seen);
    if (name === undefined || !wish) return;
    const run = (): void => {
      this.#carryOut(wish, seen);
      this.#opener = this.#lineup.typing ? name : undefined;
    };
    if (mayRepeat(wish)) run();
    else this.#judge(name, mayFollow(wish), run);
  }

  /** Runs a press once, however long the key is held. */
  #judge(name: string, twice: boolean, run: () => void): void {
    const at = performance.now();
    const verdict = this.#held.arrived(name, at, twice);
    if (verdict === 'press') run();
    if (verdict !== 'later') return;
    this.#settling = setTimeout(() => {
      this.#held.settled(at);
      run();
    }, SETTLES);
  }

  /** A key for the line: the one that opened it may still be held, and the one that ends it will be. */
  #type(name: string | undefined, text: string, seen: Snapshot): void {
    const run = (): void => {
      this.#lineup.type(name, text, seen);
    };
    if (name !== this.#opener) this.#opener = undefined;
    if (name !== undefined && (name === this.#opener || name === 'enter' || name === 'escape'))
      this.#judge(name, true, run);
    else run();
  }

  /** Text was pasted: true if there is a line to take it. */
  pasted(text: string): boolean {
    const seen = this.#hands.seen();
    if (!seen || !this.#lineup.typing) return false;
    this.#lineup.type(undefined, text, seen);
    return true;
  }

  stop(): void {
    clearTimeout(this.#settling);
    this.#lineup.stop();
  }

  #wish(name: string, { stage }: Snapshot): Wish | undefined {
    return wishOf(name, stage.state, this.#lineup.open);
  }

  #waits(kind: Wish['kind']): boolean {
    return this.#asked?.kind === kind && performance.now() < this.#asked.until;
  }

  /** True for the second press of a key within 6 s; the first is answered with the question. */
  #sure(kind: Wish['kind'], question: string): boolean {
    const sure = this.#waits(kind);
    this.#asked = sure ? undefined : { kind, until: performance.now() + ASKED_STAYS };
    if (!sure) this.#hands.say(question);
    return sure;
  }

  /** The number that answers how long ago the talk began. */
  #startAgo(number: number, rev: number): void {
    this.#asked = undefined;
    const ago = STARTED_AGO[number - 1];
    const refusal =
      ago === undefined
        ? 'Not started: 1, 2 or 3 says how long ago.'
        : this.#taps.refusal(true, performance.now());
    if (ago === undefined || refusal !== undefined) this.#hands.say(refusal ?? '');
    else void this.#ask(this.#session.act({ type: 'start', ago, rev, by: 'terminal' }));
  }

  #carryOut(wish: Wish, seen: Snapshot): void {
    const { state, rev } = seen.stage;
    if (wish.kind === 'practise' && this.#waits('ago')) {
      this.#startAgo(wish.number, rev);
      return;
    }
    if (wish.kind !== this.#asked?.kind) this.#asked = undefined;
    if (wish.kind === 'event' || wish.kind === 'later') {
      const refusal = this.#taps.refusal(isBig(wish), performance.now());
      if (refusal !== undefined) {
        this.#hands.say(refusal);
        return;
      }
    }
    switch (wish.kind) {
      case 'event':
        void this.#ask(this.#session.act({ ...wish.event, rev, by: 'terminal' }));
        break;
      case 'later':
        void this.#ask(this.#session.edit({ type: 'later' }, rev, 'terminal'));
        break;
      case 'ago':
        this.#asked = undefined;
        if (state === 'standby') this.#sure('ago', AGO_WORDS[state]);
        else this.#hands.say(AGO_WORDS[state]);
        break;
      case 'mute':
        void this.#ask(this.#session.mute(!seen.muted));
        break;
      case 'practise':
        void this.#ask(this.#session.practise(wish.number));
        break;
      case 'button':
        if (this.#session.pressButton) this.#session.pressButton(wish.length);
        else this.#hands.say('Only a virtual podium has its button here.');
        break;
      case 'code':
        this.#hands.code();
        break;
      case 'token':
        if (
          this.#sure('token', 'A new token signs out all phones. Press k again if you want that.')
        )
          this.#hands.token();
        break;
      case 'close':
        this.#hands.close();
        break;
      case 'offer':
        if (
          seen.offer === undefined ||
          this.#sure('offer', 'Take what the saved lineup file changes? Press r again.')
        )
          void this.#ask(this.#session.takeOffer('terminal'));
        break;
      case 'sleep':
        void this.#ask(this.#session.holdFromSleep());
        break;
      case 'overlay':
        this.#hands.overlay(wish.what);
        break;
      case 'scroll':
        if (this.#lineup.open) this.#lineup.select(wish.by);
        else this.#hands.scroll(wish.by);
        break;
      case 'edit':
        this.#lineup.toggle();
        break;
      case 'lineup':
        if (wish.key !== 'leave' || !this.#hands.close()) this.#lineup.key(wish.key, seen);
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
  async #ask(answer: Promise<Answer>): Promise<boolean> {
    try {
      const given = await answer;
      if (!given.ok) this.#hands.say(given.sentence);
      return given.ok;
    } catch (error) {
      this.#hands.say(`No answer: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }
}
