/** Changes of the lineup while the session runs: whatever is edited, the talk that is on goes on. */
import { isProgrammeProblem } from '../../protocol/programme.ts';
import type { Stage } from '../../protocol/stage.ts';
import type { Lineup } from '../lineup/lineup.ts';
import { entriesOf, type Result } from './entries.ts';
import type { Pressed, Recorder } from './recorder.ts';
import type { Roster } from './roster.ts';
import { SavedFile } from './saved-file.ts';
import { refusalSentence } from './refusals.ts';
import {
  RefusedByTimekeeper,
  TooLarge,
  type EventHappening,
  type Timekeeper,
} from './timekeeper.ts';
import type { Answer, Edit, Entry, UndoneWords } from './types.ts';
import { answerTo, editUndone, pressUndone, type Edited } from './undone.ts';

export interface EditorOptions {
  readonly keeper: Timekeeper;
  readonly record: Recorder;
  /** How talks came out; one that is called back has not been. */
  readonly results: Map<number, Result>;
  readonly roster: Roster;
  readonly lineup: Lineup;
  /** No-shows are made up, as in a rehearsal. */
  readonly played?: boolean | undefined;
}

/** The roster before the last edit, which edit that was, and the revision that it led to. */
interface Before {
  readonly roster: Roster;
  readonly what: Edited;
  readonly rev: number;
  /** The talk that was brought back, and how it had come out. */
  readonly called?: { readonly id: number; readonly result: Result | undefined } | undefined;
}

export class Editor {
  readonly file: SavedFile;
  #roster: Roster;
  #before: Before | undefined;
  #undone: UndoneWords | undefined;
  readonly #options: EditorOptions;

  constructor(options: EditorOptions) {
    this.#options = options;
    this.#roster = options.roster;
    this.file = new SavedFile(options.lineup);
  }

  entries(): Entry[] {
    const { keeper, results, played } = this.#options;
    return entriesOf(this.#roster, keeper, results, played);
  }

  /** `rev` is the one that the sender saw, or undefined for whatever is now. */
  async edit(edit: Edit, rev: number | undefined, pressed: Pressed): Promise<Answer> {
    const { keeper, record, results } = this.#options;
    const { stage, programme } = keeper;
    if (rev !== undefined && rev !== stage.rev)
      return { ok: false, code: 'stale', sentence: refusalSentence('stale', 'go', stage.state) };
    const reached = programme.talks[stage.talk]?.id;
    const called = edit.type === 'call' ? edit.id : undefined;
    const edited = this.#roster.edited(edit, reached, isOn(stage));
    const answer = await this.#adopt(edited, edit.type, { called });
    if (!answer.ok) return answer;
    if (called !== undefined) results.delete(called);
    if (edit.type === 'later') record.later(reached, pressed.by);
    record.lineup(this.#roster, edit.type, pressed, called);
    return answer;
  }

  /** Whether an edit was the last thing that happened: then that is what undo takes back. */
  mayUndo(seen: number | undefined): boolean {
    const { rev } = this.#options.keeper.stage;
    return this.#before?.rev === rev && (seen ?? rev) === rev;
  }

  /** What the last undo took back, of a press or of an edit. */
  get undone(): UndoneWords | undefined {
    return this.#undone;
  }

  /** A press was undone. */
  pressUndone({ from, stage }: EventHappening): void {
    this.#undone = pressUndone(from, stage, this.#options.keeper.programme, this.entries());
  }

  /** Takes back the last edit; one step. */
  async undo(pressed: Pressed): Promise<Answer> {
    const before = this.#before;
    if (!before) return refused('there is nothing to undo');
    const told = this.#undone;
    // Whoever hears of the old lineup hears with it that this was an undo.
    const { what, roster, called } = before;
    const undone = editUndone(what, this.#roster.items, roster.items, called?.id);
    this.#undone = undone;
    const answer = await this.#adopt(roster, what, { missed: called?.id });
    this.#before = undefined;
    if (!answer.ok) {
      this.#undone = told;
      return answer;
    }
    if (called?.result) this.#options.results.set(called.id, called.result);
    this.#options.record.lineup(this.#roster, 'undo', pressed);
    return answerTo(answer.rev, undone);
  }

  /** Takes what the saved lineup file would change. */
  async takeOffer(pressed: Pressed): Promise<Answer> {
    const offer = this.file.difference(this.entries());
    if (!offer) return refused('the lineup file offers nothing new');
    const answer = await this.#adopt(this.#roster.merged(offer.talks, offer.rules), 'file');
    if (!answer.ok) return answer;
    this.file.taken(offer);
    this.#options.record.lineup(this.#roster, 'file', pressed);
    return answer;
  }

  /** Puts an edited roster in force. Talks that have been keep their place; `called` is one no more, `missed` is one again. */
  async #adopt(
    roster: Roster | string,
    what: Edited,
    {
      called,
      missed,
    }: { readonly called?: number | undefined; readonly missed?: number | undefined } = {},
  ): Promise<Answer> {
    if (typeof roster === 'string') return refused(roster);
    const programme = roster.programme();
    if (isProgrammeProblem(programme)) return refused(programme.message);
    const { keeper, results } = this.#options;
    const been = new Set(keeper.programme.talks.slice(0, keeper.stage.talk).map(({ id }) => id));
    if (called !== undefined) been.delete(called);
    if (missed !== undefined) been.add(missed);
    const index = programme.talks.filter(({ id }) => been.has(id)).length;
    const before = this.#roster;
    this.#roster = roster;
    try {
      await keeper.load(programme, index);
    } catch (error) {
      this.#roster = before;
      if (error instanceof TooLarge) return refused(error.message);
      // The podium keeps the old programme whole: somebody pressed the button meanwhile, say.
      if (error instanceof RefusedByTimekeeper) return refused(REFUSED);
      throw error;
    }
    const { rev } = keeper.stage;
    const left = called === undefined ? undefined : { id: called, result: results.get(called) };
    this.#before = { roster: before, what, rev, called: left };
    return { ok: true, rev };
  }
}

const REFUSED = 'the podium refused the change, because something else happened first: try again';

const isOn = ({ state }: Stage): boolean => state === 'running' || state === 'held';

const refused = (why: string): Answer => ({
  ok: false,
  code: 'edit',
  sentence: `${why.charAt(0).toUpperCase()}${why.slice(1)}.`,
});
