/**
 * Editing the lineup from the keyboard. While a talk is being chosen, the keys that start, finish, pause
 * and undo keep their meaning, so that nobody must leave first to end a talk; Enter, which people press to
 * choose, does nothing, and no other key runs the session.
 */
import { formatDuration } from '../../protocol/time.ts';
import type { Talk } from '../lineup/lineup.ts';
import { isOpen, moveOf } from '../../protocol/order.ts';
import type { Edit, Entry, SessionView, Snapshot } from '../session/types.ts';
import type { LineupKey } from './keys.ts';
import { currentEntry, type LineupNotes } from './model.ts';
import { TalkLine } from './talk-line.ts';
import { lengthFromLine, lineOfTalk, talkFromLine } from './typed-talk.ts';

/** What the mode needs of the screen. */
export interface LineupHands {
  say(sentence: string): void;
  /** Shows the mode as it stands now; undefined when it is left. */
  show(notes: LineupNotes | undefined): void;
  /** Asks for an edit, and says a refusal; true if it was accepted. */
  edit(edit: Edit, rev: number): Promise<boolean>;
}

const TOUCHED = 'That talk is on or already given: it can’t be changed.';
const NAME = 'Speaker - Title [5:00]';

export class LineupMode {
  readonly #session: SessionView;
  readonly #hands: LineupHands;
  readonly #line: TalkLine<Edit>;
  #notes: LineupNotes | undefined;
  /** An edit of ours is on its way to the light: until it is there nothing else is asked. */
  #busy = false;

  constructor(session: SessionView, hands: LineupHands) {
    this.#session = session;
    this.#hands = hands;
    this.#line = new TalkLine({
      say: (sentence) => {
        hands.say(sentence);
      },
      show: (typing) => {
        if (this.#notes) this.#show({ selected: this.#notes.selected, typing });
      },
    });
  }

  get open(): boolean {
    return this.#notes !== undefined;
  }

  get typing(): boolean {
    return this.#line.open;
  }

  /** Opens the mode, or leaves it. */
  toggle(): void {
    if (this.#notes) {
      this.stop();
      return;
    }
    const snapshot = this.#session.snapshot();
    const first = currentEntry(snapshot) ?? snapshot.entries.at(-1);
    this.#show({ selected: first?.id ?? 0 });
    this.#hands.say('Lineup: arrows choose a talk. f finishes, space starts, h pauses, u undoes.');
  }

  stop(): void {
    this.#line.stop();
    this.#show(undefined);
  }

  select(by: number): void {
    const { entries } = this.#session.snapshot();
    const at = entries.findIndex(({ id }) => id === this.#notes?.selected);
    const to = entries[Math.max(0, Math.min(at + by, entries.length - 1))];
    if (to) this.#show({ ...this.#notes, selected: to.id });
  }

  /** A key while a line is typed. `seen` is what was on the screen when it was pressed. */
  type(key: string | undefined, text: string, seen: Snapshot): void {
    const edit = this.#line.key(key, text);
    if (edit) void this.#edit(edit, seen);
  }

  /** A key while a talk is chosen. */
  key(key: LineupKey, seen: Snapshot): void {
    const entry = seen.entries.find(({ id }) => id === this.#notes?.selected);
    if (key === 'leave') this.#leave();
    else if (key === 'add' || key === 'insert') this.#add(key === 'insert');
    else if (!entry) this.#hands.say('That talk is not in the lineup any more: choose another.');
    else if (key === 'first' && entry.status === 'missed')
      void this.#edit({ type: 'call', id: entry.id }, seen);
    else if (isOpen(entry)) this.#change(key, entry, seen);
    else this.#hands.say(TOUCHED);
  }

  #change(key: Exclude<LineupKey, 'add' | 'insert' | 'leave'>, entry: Entry, seen: Snapshot): void {
    const { id, talk, length } = entry;
    if (key === 'swap') this.#swap(entry, seen);
    else if (key === 'remove') void this.#edit({ type: 'remove', id }, seen);
    else if (key === 'rename') this.#retype(id, NAME, lineOfTalk(talk), talkFromLine);
    else if (key === 'length') this.#retype(id, 'Length', formatDuration(length), lengthFromLine);
    else {
      const move = moveOf(seen.entries, id, key);
      if (move) void this.#edit(move, seen);
      else this.#hands.say('It is there already.');
    }
  }

  /** The first press marks a talk, the second changes its place with the one that is chosen then. */
  #swap({ id, talk }: Entry, seen: Snapshot): void {
    const marked = this.#notes?.swapping;
    this.#show({ selected: id, swapping: marked === undefined ? id : undefined });
    if (marked === undefined)
      this.#hands.say(`Swap ${talk.speaker}: choose the other talk and press x again, or Esc.`);
    else if (marked === id) this.#hands.say('No swap.');
    else void this.#edit({ type: 'swap', id: marked, with: id }, seen);
  }

  #leave(): void {
    if (this.#notes?.swapping === undefined) this.stop();
    else this.#show({ selected: this.#notes.selected });
  }

  #add(next: boolean): void {
    this.#line.begin(`${next ? 'Next' : 'At the end'}: ${NAME}`, '', (text) => {
      const talk = talkFromLine(text);
      return typeof talk === 'string' ? talk : { type: 'add', talk, next };
    });
  }

  #retype(
    id: number,
    prompt: string,
    before: string,
    read: (text: string) => Partial<Talk> | string,
  ): void {
    this.#line.begin(prompt, before, (text) => {
      const talk = text === before ? undefined : read(text);
      return typeof talk === 'object' ? { type: 'change', id, talk } : talk;
    });
  }

  async #edit(edit: Edit, seen: Snapshot): Promise<void> {
    if (this.#busy) {
      this.#hands.say('One moment: the light is still taking the last change.');
      return;
    }
    this.#busy = true;
    const accepted = await this.#hands.edit(edit, seen.stage.rev);
    this.#busy = false;
    // A new talk is the one that is chosen; its id is the highest.
    if (!accepted || edit.type !== 'add' || !this.#notes || this.typing) return;
    this.#show({ selected: Math.max(...this.#session.snapshot().entries.map(({ id }) => id)) });
  }

  #show(notes: LineupNotes | undefined): void {
    this.#notes = notes;
    this.#hands.show(notes);
  }
}
