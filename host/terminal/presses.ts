/** Turns keys into presses on the session, each with the revision that the operator saw. */
import { TECHNICAL_PAUSE } from '../../protocol/message-texts.ts';
import { DoubleTap } from '../../protocol/double-tap.ts';
import { STARTED_AGO } from '../../protocol/stage.ts';
import type { Answer, SessionView, Snapshot } from '../session/types.ts';
import type { Hands } from './hands.ts';
import { HeldKeys, SETTLES } from './key-repeat.ts';
import { isBig, mayFollow, mayRepeat, wishOf, type Wish } from './keys.ts';
import { LineupMode } from './lineup-mode.ts';
import { MessageLine } from './message-line.ts';
import { isUnfinished } from './model.ts';
import { Questions } from './questions.ts';
import { AGO_WORDS } from './started-ago.ts';

export class Presses {
  readonly #session: SessionView;
  readonly #hands: Hands;
  readonly #held = new HeldKeys();
  readonly #taps = new DoubleTap();
  readonly #questions = new Questions();
  readonly #lineup: LineupMode;
  readonly #message: MessageLine;
  /** The key that opened the line, until another one is pressed. */
  #opener: string | undefined;
  #settling: NodeJS.Timeout | undefined;

  constructor(session: SessionView, hands: Hands) {
    this.#session = session;
    this.#hands = hands;
    const say = (sentence: string): void => {
      hands.say(sentence);
    };
    this.#lineup = new LineupMode(session, {
      say,
      show: (notes) => {
        hands.lineup(notes);
      },
      edit: (edit, rev) => this.#ask(session.edit(edit, rev, 'terminal')),
    });
    this.#message = new MessageLine({
      say,
      show: (telling) => {
        hands.telling(telling);
      },
      send: (message) => void this.#ask(session.message(message, 'terminal')),
    });
  }

  get #typing(): boolean {
    return this.#message.open || this.#lineup.typing;
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
    if (this.#typing) {
      this.#type(name, text, seen);
      return;
    }
    if (name === undefined) return;
    const wish = this.#wish(name, seen);
    const run = (): void => {
      this.#carryOut(wish, seen);
      this.#opener = this.#typing ? name : undefined;
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
      this.#write(name, text, seen);
    };
    if (name !== this.#opener) this.#opener = undefined;
    if (name !== undefined && (name === this.#opener || name === 'enter' || name === 'escape'))
      this.#judge(name, true, run);
    else run();
  }

  #write(name: string | undefined, text: string, seen: Snapshot): void {
    if (this.#message.open) this.#message.key(name, text, seen);
    else this.#lineup.type(name, text, seen);
  }

  /** Text was pasted: true if there is a line to take it. */
  pasted(text: string): boolean {
    const seen = this.#hands.seen();
    if (!seen || !this.#typing) return false;
    this.#write(undefined, text, seen);
    return true;
  }

  stop(): void {
    clearTimeout(this.#settling);
    this.#lineup.stop();
    this.#message.stop();
  }

  #wish(name: string, { stage }: Snapshot): Wish {
    return wishOf(name, stage.state, this.#lineup.open);
  }

  /** True for the second press of a key within 6 s; the first is answered with the question. */
  #sure(kind: Wish['kind'], question: string): boolean {
    const sure = this.#questions.answered(kind);
    if (!sure) this.#hands.say(question);
    return sure;
  }

  /** The number that answers how long ago the talk began. */
  #startAgo(number: number, rev: number): void {
    this.#questions.drop();
    const ago = STARTED_AGO[number - 1];
    const refusal =
      ago === undefined
        ? 'Not started: 1, 2 or 3 says how long ago.'
        : this.#taps.refusal(true, performance.now());
    if (ago === undefined || refusal !== undefined) this.#hands.say(refusal ?? '');
    else void this.#ask(this.#session.act({ type: 'start', ago, rev, by: 'terminal' }));
  }

  /** Between talks a pause is one of the room: a message to it, and the same key takes it away. */
  #pauseRoom({ messages }: Snapshot): void {
    const text = messages.room === TECHNICAL_PAUSE ? '' : TECHNICAL_PAUSE;
    void this.#ask(this.#session.message({ to: 'room', text }, 'terminal'));
  }

  #carryOut(wish: Wish, seen: Snapshot): void {
    const { state, rev } = seen.stage;
    if (wish.kind === 'practise' && this.#questions.waits('ago')) {
      this.#startAgo(wish.number, rev);
      return;
    }
    this.#questions.unless(wish.kind);
    if (wish.kind === 'event' || wish.kind === 'later') {
      const refusal = this.#taps.refusal(isBig(wish), performance.now());
      if (refusal !== undefined) {
        this.#hands.say(refusal);
        return;
      }
    }
    switch (wish.kind) {
      case 'event':
        if (wish.event.type === 'hold' && state === 'standby') this.#pauseRoom(seen);
        else void this.#ask(this.#session.act({ ...wish.event, rev, by: 'terminal' }));
        break;
      case 'later':
        void this.#ask(this.#session.edit({ type: 'later' }, rev, 'terminal'));
        break;
      case 'ago':
        this.#questions.drop();
        if (state === 'standby') this.#sure('ago', AGO_WORDS[state]);
        else this.#hands.say(AGO_WORDS[state]);
        break;
      case 'mute':
        void this.#ask(this.#session.mute(!seen.muted));
        break;
      case 'message':
        this.#message.begin(seen);
        break;
      case 'practise':
        void this.#ask(this.#session.practise(wish.number));
        break;
      case 'button':
        if (this.#session.pressButton) this.#session.pressButton(wish.length);
        else this.#hands.say('Only the virtual podium’s button can be pressed here.');
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
          this.#sure('offer', 'Use the saved lineup file? Press r again.')
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
        this.#hands.quit(isUnfinished(seen));
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
