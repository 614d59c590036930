/** Presses, sent once each with the revision that the screen showed. */
import type { AnswerDocument } from './document.ts';
import { pageSource } from './server-source.ts';

/** Nobody reacts faster: a press within this of a change was meant for what was shown before, in ms. */
const REACTION = 300;
/** A press that got no answer is sent again with the same request id: it counts once. */
const TRIES = 3;
const PATIENCE = 2_500;

export class SeenRevision {
  #now: number | undefined;
  #before: number | undefined;
  #since = -Infinity;

  show(rev: number, at: number): void {
    if (rev === this.#now) return;
    this.#before = at - this.#since < REACTION ? this.#before : this.#now;
    this.#now = rev;
    this.#since = at;
  }

  /** What whoever presses at `at` has seen. */
  seen(at: number): number | undefined {
    return at - this.#since < REACTION ? (this.#before ?? this.#now) : this.#now;
  }

  /** After waking nothing has been seen. */
  forget(): void {
    this.#now = this.#before = undefined;
  }
}

/** `randomUUID` needs a secure context, which http on a local network is not. */
function newRequest(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends a command; gives the answer, or a sentence where none came. */
export async function send(
  command: string,
  body: object,
  headers: Record<string, string>,
): Promise<AnswerDocument> {
  const named = { ...body, request: newRequest() };
  for (let tried = 0; tried < TRIES; tried++) {
    const answer = await post(command, named, headers);
    if (answer) return answer;
  }
  const sentence = 'No answer came: look at the light before you press again.';
  return { ok: false, code: 'no-answer', sentence };
}

async function post(
  command: string,
  body: object,
  headers: Record<string, string>,
): Promise<AnswerDocument | undefined> {
  const gone = new AbortController();
  const timer = setTimeout(() => {
    gone.abort();
  }, PATIENCE);
  try {
    return await pageSource().press(command, body, headers, gone.signal);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
