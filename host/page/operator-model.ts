/** The operator's desk: what takes presses, and says what came of them. */
import { DoubleTap } from '../../protocol/double-tap.ts';
import type { AnswerDocument, OperatorDocument } from './document.ts';
import { part, setData, setText } from './draw.ts';
import type { Link } from './session-link.ts';
import { SeenRevision, send } from './page-presses.ts';
import type { PageToken } from './page-token.ts';

/** How long an answer stays to be read, in ms. */
const READ = 12_000;

/**
 * Which buttons a double tap may hit: the big ones, which start and finish, rest after any event, others
 * once what they mean has changed. Those without a tap never rest.
 */
export type Tap = 'big' | 'other';

export class Desk {
  readonly #link: Link<OperatorDocument>;
  readonly #token: PageToken;
  readonly #seen = new SeenRevision();
  readonly #messages = ['', 'sheet-', 'tell-', 'more-', 'paste-'].map((place) =>
    part(`${place}message`),
  );
  #timer: number | undefined;
  #refused = -Infinity;
  readonly #taps = new DoubleTap();
  /** True while what is shown is fresh: otherwise no press is taken. */
  #open = false;

  constructor(link: Link<OperatorDocument>, token: PageToken) {
    this.#link = link;
    this.#token = token;
  }

  get session(): OperatorDocument | undefined {
    return this.#link.session;
  }

  /** What the screen shows, while that is fresh. */
  get shown(): OperatorDocument | undefined {
    return this.#open ? this.session : undefined;
  }

  /** Called at each frame with what the screen shows. */
  shows(session: OperatorDocument | undefined): void {
    this.#open = session !== undefined;
    const now = performance.now();
    if (!session) this.#seen.forget();
    else {
      const { stage, changed, rev } = session;
      this.#seen.show(rev, now);
      this.#taps.show({ state: stage.state, talk: stage.talk, event: changed }, now);
    }
    // What a press would carry now, and which buttons rest.
    setData(document.body, 'seen', String(this.#seen.seen(now) ?? ''));
    const rests = (big: boolean): boolean => this.#taps.refusal(big, now) !== undefined;
    setData(document.body, 'rests', rests(false) ? 'all' : rests(true) ? 'big' : 'none');
  }

  /** One press. `done` says what was done, where the answer itself does not. */
  async press(command: string, body: object, done: string, tap?: Tap): Promise<AnswerDocument> {
    const at = performance.now();
    const refusal = !this.#open
      ? 'Not yet: this screen waits for fresh news of the session.'
      : tap && this.#taps.refusal(tap === 'big', at);
    if (refusal !== undefined) {
      this.say(refusal);
      return { ok: false, code: 'too-soon', sentence: refusal };
    }
    const answer = await send(command, { ...body, rev: this.#seen.seen(at) }, this.#token.headers);
    if (!answer.ok) this.say(answer.sentence);
    // Of two presses at once, the answer to one must not hide that the other was refused.
    else if (at > this.#refused) this.#show(answer.sentence ?? done, false);
    return answer;
  }

  /** Says why something was not done. */
  say(sentence: string): void {
    this.#refused = performance.now();
    this.#show(sentence, true);
  }

  /** What was said is over: what it complained of is being mended. */
  hush(): void {
    this.#show('', false);
  }

  #show(sentence: string, bad: boolean): void {
    for (const message of this.#messages) {
      setText(message, sentence);
      setData(message, 'bad', bad ? 'yes' : 'no');
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const message of this.#messages) setText(message, '');
    }, READ);
  }
}

/** A held key counts once. */
export function ignoreRepeats(): void {
  addEventListener(
    'keydown',
    (event) => {
      const { target, key, repeat } = event;
      const button = target instanceof HTMLButtonElement;
      // Enter in a field presses the button of its form.
      const field = target instanceof HTMLInputElement;
      if (repeat && ((key === 'Enter' && (button || field)) || (key === ' ' && button)))
        event.preventDefault();
    },
    { capture: true },
  );
}
