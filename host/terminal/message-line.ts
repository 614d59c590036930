/** The line on which a message to the speaker or the room is typed. A number takes a ready one. */
import { LONGEST_MESSAGE, READY_MESSAGES, type MessageTo } from '../../protocol/message-texts.ts';
import type { Message, Snapshot } from '../session/types.ts';
import type { Telling } from './model.ts';
import { TalkLine } from './talk-line.ts';

export interface MessageHands {
  say(sentence: string): void;
  /** Shows the line as it stands; undefined when it is left. */
  show(telling: Telling | undefined): void;
  send(message: Message): void;
}

export class MessageLine {
  readonly #hands: MessageHands;
  readonly #line: TalkLine<Message>;
  #to: MessageTo = 'speaker';

  constructor(hands: MessageHands) {
    this.#hands = hands;
    this.#line = new TalkLine({
      say: (sentence) => {
        hands.say(sentence);
      },
      show: (typing) => {
        hands.show(typing && { to: this.#to, typing });
      },
    });
  }

  get open(): boolean {
    return this.#line.open;
  }

  /** Whom it is for: who reads one now, else the speaker, until Tab says otherwise. */
  begin(seen: Snapshot, to: MessageTo = readerOf(seen), text = ''): void {
    this.#to = to;
    const shown = seen.messages[to] !== undefined;
    this.#line.begin(`To the ${to}`, text, (typed) => {
      if (typed === '' && !shown) return undefined;
      return roomIn(typed) < 0
        ? tooLong(typed)
        : { to, text: READY_MESSAGES[to][Number(typed) - 1] ?? typed };
    });
    if (shown) this.#hands.say(`Shown to the ${to} now. Enter on an empty line clears it.`);
  }

  key(name: string | undefined, text: string, seen: Snapshot): void {
    if (name === 'tab') {
      this.begin(seen, this.#to === 'speaker' ? 'room' : 'speaker', this.#line.text);
      return;
    }
    const message = this.#line.key(name, text);
    if (message) this.#hands.send(message);
    else if (name !== 'enter') this.#tellRoom();
  }

  /** The limit is said when it is near, not when all is typed. */
  #tellRoom(): void {
    const typed = this.#line.text.trim();
    const left = roomIn(typed);
    if (left < 0) this.#hands.say(tooLong(typed));
    else if (left <= NEAR)
      this.#hands.say(left === 1 ? '1 character left.' : `${String(left)} characters left.`);
  }

  stop(): void {
    if (this.open) this.#line.stop();
  }
}

const readerOf = ({ messages }: Snapshot): MessageTo =>
  messages.speaker === undefined && messages.room !== undefined ? 'room' : 'speaker';

/** So many characters before the limit it is told. */
const NEAR = 10;

const roomIn = (typed: string): number => LONGEST_MESSAGE - Array.from(typed).length;
const tooLong = (typed: string): string =>
  `Too long by ${String(-roomIn(typed))}: a message has at most ${String(LONGEST_MESSAGE)} characters.`;
