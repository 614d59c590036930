/**
 * The session: a lineup on a timekeeper, with a journal. Every event is journalled before whoever
 * pressed is answered, wherever it was pressed.
 */
import type { Practice } from '../../protocol/player.ts';
import { elapsedOf } from '../../protocol/stage.ts';
import { after, type Duration, type Instant } from '../../protocol/time.ts';
import { Editor } from './editor.ts';
import type { Result } from './entries.ts';
import type { Lineup } from '../lineup/lineup.ts';
import type { Journal } from './journal.ts';
import { planOf, type Plan } from './plan.ts';
import { PRACTICE_LENGTH, practiceCue } from './practice.ts';
import { Recorder } from './recorder.ts';
import type { OldSession } from './restore.ts';
import type { Roster } from './roster.ts';
import type { Saved } from './saved-file.ts';
import { refusalSentence } from './sentences.ts';
import type { EventHappening, Happening, Timekeeper } from './timekeeper.ts';
import { Turns } from './turns.ts';
import type {
  Answer,
  Edit,
  PracticeNumber,
  Press,
  Sender,
  SessionView,
  Snapshot,
} from './types.ts';

export interface SessionOptions {
  readonly name?: string | undefined;
  readonly roster: Roster;
  /** The lineup as it was read from its file. */
  readonly lineup: Lineup;
  readonly keeper: Timekeeper;
  readonly journal: Journal;
  readonly changeover: Duration;
  readonly until?: number | undefined;
  /** The time of day in ms since 1970, for the plan alone. */
  readonly wall: () => number;
  /** How fast its clock runs against real time. */
  readonly speed?: number | undefined;
  readonly pressButton?: SessionView['pressButton'];
  /** The older session that this one goes on with. */
  readonly old?: OldSession | undefined;
}

export class Session implements SessionView {
  readonly pressButton: SessionView['pressButton'];
  readonly #options: SessionOptions;
  readonly #record: Recorder;
  #muted = false;
  /** The last practice; it tells itself when it is over. */
  #practice: Practice | undefined;
  readonly #results = new Map<number, Result>();
  #began: number | undefined;
  #sender: Sender = 'restore';
  readonly #editor: Editor;
  readonly #turns = new Turns();
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot | undefined;

  /** Begins to journal; the programme of `roster` is in the timekeeper already. */
  constructor(options: SessionOptions) {
    this.#options = options;
    this.pressButton = options.pressButton;
    const { journal, keeper } = options;
    this.#record = new Recorder(journal, keeper);
    if (options.old) {
      for (const [id, result] of options.old.results) this.#results.set(id, result);
      this.#began = options.old.began;
    }
    const { roster, lineup } = options;
    this.#editor = new Editor({
      keeper,
      record: this.#record,
      results: this.#results,
      roster,
      lineup,
    });
    const what = options.old ? 'resume' : 'begin';
    this.#record.session(what);
    this.#record.lineup(options.roster, what);
    keeper.listen((happening) => {
      this.#heard(happening);
    });
  }

  now(): Instant {
    return this.#options.keeper.now();
  }

  snapshot(): Snapshot {
    this.#snapshot ??= this.#makeSnapshot();
    return this.#snapshot;
  }

  plan(): Plan {
    const { entries, stage, changeover, until } = this.snapshot();
    const wall = this.#options.wall();
    return planOf({ entries, stage, now: this.now(), wall, changeover, until, began: this.#began });
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  act(press: Press): Promise<Answer> {
    return this.#turns.once(press.request, () => this.#act(press));
  }

  edit(edit: Edit, rev: number | undefined, by: Sender): Promise<Answer> {
    return this.#changing(() => this.#editor.edit(edit, rev, by));
  }

  takeOffer(by: Sender): Promise<Answer> {
    return this.#changing(() => this.#editor.takeOffer(by));
  }

  /** The lineup file was saved: what it would change is offered, never taken by itself. */
  fileSaved(saved: Saved): void {
    this.#editor.file.saved(saved);
    this.#changed();
  }

  /** The lineup file was saved with a mistake, or is gone: that is told, and nothing changes. */
  fileFailed(problem: string): void {
    this.#editor.file.problem = problem;
    this.#changed();
  }

  practise(number: PracticeNumber): Promise<Answer> {
    return this.#turns.take(async () => {
      const { keeper } = this.#options;
      const { programme, stage } = keeper;
      const { score, cue, signal } = practiceCue(programme, stage, number);
      if (!signal || !(await keeper.practise(score, cue, PRACTICE_LENGTH)))
        return { ok: false, code: 'refused', sentence: 'Practice is for the time between talks.' };
      const from = this.now();
      this.#practice = { signal, rev: stage.rev, from, until: after(from, PRACTICE_LENGTH) };
      this.#changed();
      return { ok: true, rev: stage.rev };
    });
  }

  mute(on: boolean): Promise<Answer> {
    return this.#turns.take(async () => {
      await this.#options.keeper.mute(on);
      this.#muted = on;
      this.#changed();
      return { ok: true, rev: this.#options.keeper.stage.rev };
    });
  }

  /** Ends in order: says so in the journal and lets go of the light. */
  async close(): Promise<void> {
    const { journal, keeper } = this.#options;
    await this.#turns.done();
    this.#record.session('end');
    await keeper.close();
    journal.close();
  }

  async #changing(run: () => Promise<Answer>): Promise<Answer> {
    const answer = await this.#turns.take(run);
    this.#changed();
    return answer;
  }

  async #act(press: Press): Promise<Answer> {
    const { keeper } = this.#options;
    const { state } = keeper.stage;
    const { type, amount, rev, by } = press;
    if (type === 'undo' && this.#editor.mayUndo(rev)) return this.#editor.undo(by);
    this.#sender = by;
    const outcome = await keeper.act({
      type,
      ...(amount === undefined ? {} : { amount }),
      ...(rev === undefined ? {} : { rev }),
    });
    if (outcome.accepted) return { ok: true, rev: outcome.stage.rev };
    const { reason: code } = outcome;
    this.#record.refused(type, code, by);
    return { ok: false, code, sentence: refusalSentence(code, type, state) };
  }

  #heardEvent(event: EventHappening): void {
    const { keeper, wall } = this.#options;
    const { type, at, from } = event;
    const id = keeper.programme.talks[from.talk]?.id;
    if (type === 'start') this.#began ??= wall();
    if (id !== undefined && type === 'finish')
      this.#results.set(id, { status: 'ended', took: elapsedOf(from, at) });
    if (id !== undefined && type === 'skip') this.#results.set(id, { status: 'missed' });
    this.#record.event(event, event.button ? 'button' : this.#sender);
  }

  #heard(happening: Happening): void {
    switch (happening.kind) {
      case 'event':
        this.#heardEvent(happening);
        break;
      case 'cue':
        this.#record.cue(happening);
        break;
      case 'refused':
        this.#record.refused(happening.type, happening.reason, 'button', happening.at);
        break;
      case 'light':
        this.#record.light(happening.text);
        break;
      case 'stage':
        this.#record.stage();
        break;
    }
    this.#changed();
  }

  #makeSnapshot(): Snapshot {
    const { keeper, journal, name, changeover, until } = this.#options;
    const { stage, programme, light } = keeper;
    const entries = this.#editor.entries();
    return {
      name,
      entries,
      stage,
      programme,
      light,
      muted: this.#muted,
      changeover,
      until,
      warnings: [journal.trouble, this.#editor.file.problem].filter(
        (warning) => warning !== undefined,
      ),
      practice: this.#practice,
      undo: stage.before !== null || this.#editor.mayUndo(undefined),
      speed: this.#options.speed,
      offer: this.#editor.file.difference(entries)?.summary,
    };
  }

  #changed(): void {
    this.#snapshot = undefined;
    for (const listener of this.#listeners) listener();
  }
}
