/** The operator's desk: what takes presses, and says what came of them. */
import type { OperatorDocument } from './document.ts';
import { part, setData, setText } from './draw.ts';
import type { Link } from './session-link.ts';
import { SeenRevision, send } from './page-presses.ts';
import type { PageToken } from './page-token.ts';

/** How long an answer stays to be read, in ms. */
const READ = 12_000;
const REFUSAL_READ = 1_500;

export class Desk {
  readonly #link: Link<OperatorDocument>;
  readonly #token: PageToken;
  readonly #seen = new SeenRevision();
  readonly #messages = [part('message'), part('sheet-message')];
  #timer: number | undefined;
  #refusedUntil = 0;
  /** True while what is shown is fresh: otherwise no press is taken. */
  #open = false;

  constructor(link: Link<OperatorDocument>, token: PageToken) {
    this.#link = link;
    this.#token = token;
  }

  get session(): OperatorDocument | undefined {
    return this.#link.session;
  }

  /** Called at each frame with what the screen shows. */
  shows(rev: number | undefined): void {
    this.#open = rev !== undefined;
    const now = performance.now();
    if (rev === undefined) this.#seen.forget();
    else this.#seen.show(rev, now);
    // What a press would carry now.
    setData(document.body, 'seen', String(this.#seen.seen(now) ?? ''));
  }

  /** One press. `done` says what was done, for those who cannot see it. */
  async press(command: string, body: object, done: string): Promise<boolean> {
    if (!this.#open) {
      this.say('Not yet: this screen waits for fresh news of the session.');
      return false;
    }
    const rev = this.#seen.seen(performance.now());
    const answer = await send(command, { ...body, rev }, this.#token.headers);
    this.say(answer.ok ? done : answer.sentence, !answer.ok);
    return answer.ok;
  }

  /** A refusal stays to be read: of two presses at once, the answer to the other must not hide it. */
  say(sentence: string, bad = true): void {
    const now = performance.now();
    if (!bad && now < this.#refusedUntil) return;
    if (bad) this.#refusedUntil = now + REFUSAL_READ;
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
