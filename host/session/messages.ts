/** What the operator tells the speaker or the room. It ends with the next start or finish, or by hand. */
import { LONGEST_MESSAGE, MESSAGE_TO, type MessageTo } from '../../protocol/message-texts.ts';
import type { Line } from '../journal/journal.ts';
import { firstRefused, hasInk, tidy } from '../system/characters.ts';
import type { Pressed, Recorder } from './recorder.ts';
import type { Timekeeper } from './timekeeper.ts';
import type { Answer, Message, MessagesShown } from './types.ts';

const WRONG = `A message is one line of at most ${String(LONGEST_MESSAGE)} characters; an empty one clears it.`;

export class Messages {
  readonly #record: Recorder;
  readonly #keeper: Timekeeper;
  #shown: MessagesShown = {};

  /** `old`: what a session that goes on was showing. */
  constructor(record: Recorder, keeper: Timekeeper, old: MessagesShown = {}) {
    this.#record = record;
    this.#keeper = keeper;
    for (const to of MESSAGE_TO)
      if (old[to] !== undefined) this.#show({ to, text: old[to] }, { by: 'restore' });
  }

  get shown(): MessagesShown {
    return this.#shown;
  }

  /** Shows a message in the place of the one before. */
  take({ to, text }: Message, pressed: Pressed): Promise<Answer> {
    const shown = messageText(text);
    if (shown === undefined) return Promise.resolve({ ok: false, code: 'text', sentence: WRONG });
    this.#show({ to, text: shown }, pressed);
    return Promise.resolve({ ok: true, rev: this.#keeper.stage.rev });
  }

  heard(event: string): void {
    this.#shown = messagesAfter(this.#shown, event);
  }

  #show(message: Message, pressed: Pressed): void {
    this.#shown = withMessage(this.#shown, message);
    this.#record.message(message, pressed);
  }
}

/** What is shown of a text, empty for none; undefined where it is no message. */
function messageText(text: string): string | undefined {
  if (firstRefused(text.replace(/\s/g, ' '))) return undefined;
  const clean = tidy(text);
  const fits = Array.from(clean).length <= LONGEST_MESSAGE;
  return fits && (clean === '' || hasInk(clean)) ? clean : undefined;
}

function withMessage(shown: MessagesShown, { to, text }: Message): MessagesShown {
  const { [to]: _, ...others } = shown;
  return text === '' ? others : { ...others, [to]: text };
}

const messagesAfter = (shown: MessagesShown, event: string): MessagesShown =>
  event === 'start' || event === 'finish' ? {} : shown;

/** What is shown after a line of a journal; a line that makes no sense changes nothing. */
export function messagesIn(shown: MessagesShown, { type, to, text }: Line): MessagesShown {
  if (type !== 'message') return messagesAfter(shown, type);
  const clean = typeof text === 'string' ? messageText(text) : undefined;
  return isTo(to) && clean !== undefined ? withMessage(shown, { to, text: clean }) : shown;
}

const isTo = (value: unknown): value is MessageTo =>
  (MESSAGE_TO as readonly unknown[]).includes(value);
