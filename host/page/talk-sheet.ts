/**
 * The sheet for one talk: rename, another length, another place, out of the lineup; or a new speaker.
 * It has the clock in it, so that nobody loses sight of the talk that is on.
 */
import type { Desk } from './operator-model.ts';
import type { EntryDocument, OperatorDocument } from './document.ts';
import { part, setData, setText } from './draw.ts';
import { isOpen, moveOf } from '../../protocol/order.ts';
import { fillForm, focusOn, onTyping, readForm } from './talk-form.ts';

const MOVES = [
  ['first', 'is next now.'],
  ['up', 'is earlier now.'],
  ['down', 'is later now.'],
] as const;

export class TalkSheet {
  readonly #desk: Desk;
  readonly #dialog = part('sheet') as HTMLDialogElement;
  readonly #others = part('swap-with') as HTMLSelectElement;
  /** The talk that the sheet is about; undefined for a new one. */
  #id: number | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
    part('sheet-close').addEventListener('click', () => {
      this.close();
    });
    for (const [where, words] of MOVES)
      part(`move-${where}`).addEventListener('click', () => void this.#move(where, words));
    part('swap').addEventListener('click', () => void this.#swap());
    part('remove').addEventListener('click', () => {
      void this.#edit({ type: 'remove', id: this.#id }, `${this.#speaker} was removed.`);
    });
    part('talk').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#save(event.submitter?.id === 'add-next');
    });
    onTyping(() => {
      desk.hush();
    });
    this.#dialog.addEventListener('close', () => {
      document.querySelector<HTMLElement>(`[data-key="${String(this.#id)}-change"]`)?.focus();
    });
  }

  /** Opens for the talk of that id, or for a new one. */
  open(id?: number): void {
    this.#id = id;
    fillForm(this.#entry);
    setData(this.#dialog, 'for', id === undefined ? 'new' : 'talk');
    this.#desk.hush();
    this.draw(this.#desk.session);
    this.#dialog.showModal();
    this.#dialog.scrollTop = 0;
    if (id === undefined) part('talk-speaker').focus();
  }

  close(): void {
    this.#dialog.close();
  }

  /** What others did meanwhile shows here too; what is being typed stays. */
  draw(session: OperatorDocument | undefined): void {
    const entry = this.#entry;
    const lost = this.#id !== undefined && !(entry && isOpen(entry));
    setData(this.#dialog, 'lost', lost ? 'yes' : 'no');
    setText(part('sheet-title'), this.#id === undefined ? 'Add a speaker' : this.#speaker);
    if (!session || !entry) return;
    const { entries } = session;
    const at = String(entries.indexOf(entry) + 1);
    setText(part('sheet-place'), `${at} of ${String(entries.length)} · ${entry.title}`);
    for (const [where] of MOVES) {
      const may = moveOf(entries, entry.id, where) !== undefined;
      setData(part(`move-${where}`), 'may', may ? 'yes' : 'no');
    }
    this.#drawOthers(entries.filter((other) => isOpen(other) && other !== entry));
  }

  get #entry(): EntryDocument | undefined {
    return this.#desk.session?.entries.find(({ id }) => id === this.#id);
  }

  get #speaker(): string {
    return this.#entry?.speaker ?? '';
  }

  #drawOthers(others: readonly EntryDocument[]): void {
    const names = others.map(({ id, speaker, title }) => [String(id), `${speaker} – ${title}`]);
    const shown = Array.from(this.#others.options, ({ value, text }) => [value, text]);
    if (JSON.stringify(names) === JSON.stringify(shown)) return;
    const chosen = this.#others.value;
    this.#others.replaceChildren(...names.map(([id, name]) => new Option(name, id)));
    if (names.some(([id]) => id === chosen)) this.#others.value = chosen;
    part('swapping').hidden = others.length === 0;
  }

  async #move(where: (typeof MOVES)[number][0], words: string): Promise<void> {
    const move = moveOf(this.#desk.session?.entries ?? [], this.#id ?? 0, where);
    const done = `${this.#speaker} ${words}`;
    if (!move) this.#desk.say('It is there already.');
    else if (where === 'first') await this.#edit(move, done);
    // The sheet stays: a talk often goes up or down by more than one.
    else await this.#desk.press('lineup', move, done);
  }

  async #swap(): Promise<void> {
    const other = Number(this.#others.value);
    const name = this.#desk.session?.entries.find(({ id }) => id === other)?.speaker ?? '';
    const done = `${this.#speaker} and ${name} have changed places.`;
    await this.#edit({ type: 'swap', id: this.#id, with: other }, done);
  }

  async #save(next: boolean): Promise<void> {
    const talk = readForm(this.#entry);
    if (this.#id === undefined) {
      const done = `${talk.speaker ?? ''} was added${next ? ' as next' : ''}.`;
      await this.#edit({ type: 'add', talk, next }, done);
    } else if (Object.keys(talk).length === 0) this.close();
    else {
      const done = `${talk.speaker ?? this.#speaker} was changed.`;
      await this.#edit({ type: 'change', id: this.#id, talk }, done);
    }
  }

  async #edit(edit: object, done: string): Promise<void> {
    const answer = await this.#desk.press('lineup', edit, done);
    if (answer.ok) this.close();
    else focusOn(answer.field);
  }
}
