/**
 * The session: a lineup on a timekeeper, with a journal. Every event is journalled before whoever
 * pressed is answered, and nothing else waits for its line. Why in this order: `journal.ts`.
 */
import type { Duration, Instant } from '../../protocol/time.ts';
import { Editor } from './editor.ts';
import { cameTo } from './happening.ts';
import { askFor, momentIn, type Moment } from './pressing.ts';
import type { SessionOptions } from './session-options.ts';
import { FinishedTalks } from './finished-talks.ts';
import { News } from './news.ts';
import { planOf } from './plan.ts';
import { Messages } from './messages.ts';
import { Practising } from './practice.ts';
import { Recorder, type Pressed } from './recorder.ts';
import type { Saved } from './saved-file.ts';
import { refusalOf } from './refusals.ts';
import { AfterSleep } from './after-sleep.ts';
import type { Happening } from './timekeeper.ts';
import { Turns } from './turns.ts';
import type { Answer, Edit, Message, Plan, PracticeNumber } from './types.ts';
import type { Press, Sender, SessionView, Snapshot } from './types.ts';
import { answerTo } from './undone.ts';

export class Session implements SessionView {
  readonly pressButton: SessionView['pressButton'];
  readonly measures: SessionView['measures'] = () => this.#record.measures();
  /** Called before each press, whose moment an unnoticed sleep would make wrong. */
  lookForSleep: () => void = () => undefined;
  readonly #options: SessionOptions;
  readonly #record: Recorder;
  #muted = false;
  readonly #practice: Practising;
  readonly #messages: Messages;
  readonly #past: FinishedTalks;
  readonly #slept: AfterSleep;
  /** Who pressed last, and the id with which it may be asked for again. */
  #pressed: Pressed = { by: 'restore' };
  /** How many presses the timekeeper told of. */
  #told = 0;
  readonly #news = new News();
  readonly #editor: Editor;
  readonly #turns: Turns;
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot | undefined;

  /** Begins to journal; the programme of `roster` is in the timekeeper already. */
  constructor(options: SessionOptions) {
    this.#options = options;
    this.pressButton = options.pressButton;
    const { journal, keeper, old, roster, lineup, played } = options;
    this.#record = new Recorder(journal, keeper);
    this.#past = new FinishedTalks(keeper, old);
    this.#practice = new Practising(keeper);
    this.#slept = new AfterSleep(keeper, this.#record, this.#past);
    this.#turns = new Turns(() => journal.written(), old?.answers);
    journal.onChange((mended = '', lost = false) => {
      if (lost) this.#record.notice(mended);
      if (mended !== '') this.#news.tell(mended);
      this.#changed();
    });
    const { results } = this.#past;
    this.#editor = new Editor({ keeper, record: this.#record, results, roster, lineup, played });
    this.#record.begin(roster, options.settings, old !== undefined);
    this.#messages = new Messages(this.#record, keeper, old?.messages);
    keeper.listen(this.#heard);
    if (old?.muted === true) void this.mute(true);
  }

  now(): Instant {
    return this.#options.keeper.now();
  }

  snapshot(): Snapshot {
    return (this.#snapshot ??= this.#makeSnapshot());
  }

  plan(): Plan {
    const { began } = this.#past;
    return planOf({ ...this.snapshot(), now: this.now(), wall: this.#options.wall(), began });
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  act(press: Press): Promise<Answer> {
    const moment = momentIn(this.#options.keeper, this.lookForSleep);
    return this.#turns.ask(press.request, () => this.#act(press, moment));
  }

  answered(request: string | undefined): Promise<Answer> | undefined {
    return this.#turns.known(request);
  }

  once(request: string | undefined, run: () => Promise<Answer>): Promise<Answer> {
    return this.#turns.once(request, run);
  }

  edit(edit: Edit, rev: number | undefined, by: Sender, request?: string): Promise<Answer> {
    return this.#changing(() => this.#editor.edit(edit, rev, { by, request }), request);
  }

  takeOffer(by: Sender, request?: string): Promise<Answer> {
    return this.#changing(() => this.#editor.takeOffer({ by, request }), request);
  }

  /** The lineup file was saved: what it would change is offered, never taken by itself. */
  fileSaved(saved: Saved): void {
    this.#editor.file.saved(saved);
    this.#changed();
  }

  /** The lineup file was saved with a mistake, or is gone: that is told until it is undefined again. */
  fileFailed(problem: string | undefined): void {
    this.#editor.file.problem = problem;
    this.#changed();
  }

  practise(number: PracticeNumber): Promise<Answer> {
    return this.#changing(() => this.#practice.show(number));
  }

  mute(on: boolean, request?: string): Promise<Answer> {
    return this.#changing(async () => {
      const { keeper } = this.#options;
      await keeper.mute(on);
      this.#muted = on;
      this.#record.mute(on, request);
      return { ok: true, rev: keeper.stage.rev };
    }, request);
  }

  message(message: Message, by: Sender, request?: string): Promise<Answer> {
    return this.#changing(() => this.#messages.take(message, { by, request }), request);
  }

  /** The computer slept: see AfterSleep. */
  slept(slept: Duration, awake: Duration, stoodStill = false): Promise<void> {
    this.#options.keeper.woke?.();
    return this.#turns.take(async () => {
      const told = await this.#slept.count(slept, awake, stoodStill);
      if (told === undefined) this.#changed();
      else this.notice(told);
    });
  }

  holdFromSleep(): Promise<Answer> {
    return this.#changing(() => this.#slept.holdFromThen());
  }

  /** Something for operators that is no event. */
  notice(text: string): void {
    this.#record.notice(text);
    this.#news.tell(text);
    this.#changed();
  }

  warn(of: string, sentence: string | undefined): void {
    this.#news.warn(of, sentence);
    this.#changed();
  }

  /**
   * Lets go of the light and says so in the journal: an end in order, or with `over` false one after which
   * the session is to go on, as it is in the middle of a talk. Gives what the journal lacks.
   */
  async close(over = true): Promise<string | undefined> {
    const { journal, keeper } = this.#options;
    await this.#turns.done();
    const { state } = keeper.stage;
    this.#record.session(over && state !== 'running' && state !== 'held' ? 'end' : 'stop');
    await keeper.close();
    return journal.close();
  }

  #changing(run: () => Promise<Answer>, request?: string): Promise<Answer> {
    return this.#turns.ask(request, async () => {
      const answer = await run();
      this.#changed();
      return answer;
    });
  }

  async #act(press: Press, moment: Moment): Promise<Answer> {
    const { keeper } = this.#options;
    const { state } = keeper.stage;
    const { type, rev, by } = press;
    if (type === 'undo' && this.#editor.mayUndo(rev)) return this.#editor.undo(press);
    this.#pressed = press;
    const told = this.#told;
    const outcome = await askFor(press, moment, keeper);
    if (outcome.accepted) {
      const heard = this.#told !== told;
      if (!heard) this.#record.accepted(cameTo(type, state), press);
      const undone = heard && type === 'undo' ? this.#editor.undone : undefined;
      return answerTo(outcome.stage.rev, undone);
    }
    this.#record.refused(type, outcome.reason, by);
    return refusalOf(outcome.reason, type, state);
  }

  readonly #heard = (happening: Happening): void => {
    if (happening.kind === 'event') {
      this.#past.heard(happening);
      this.#messages.heard(happening.type);
      if (!happening.button) this.#told += 1;
      if (happening.type === 'undo') this.#editor.pressUndone(happening);
    }
    this.#record.happening(happening, this.#pressed);
    this.#changed();
  };

  #makeSnapshot(): Snapshot {
    const { keeper, journal, name, changeover, start, until } = this.#options;
    const { stage, programme, light } = keeper;
    const entries = this.#editor.entries();
    const slept = this.#slept.question;
    return {
      name,
      entries,
      stage,
      programme,
      light,
      muted: this.#muted,
      steady: this.#options.settings?.noFlash,
      changeover,
      start,
      until,
      warnings: this.#news.warnings(journal.trouble, this.#editor.file.problem, slept?.text),
      slept: slept !== undefined,
      notice: this.#news.notice,
      practice: this.#practice.shown,
      messages: this.#messages.shown,
      undo: stage.before !== null || this.#editor.mayUndo(undefined),
      undone: this.#editor.undone,
      speed: this.#options.speed,
      offer: this.#editor.file.difference(entries)?.summary,
    };
  }

  #changed(): void {
    this.#snapshot = undefined;
    for (const listener of this.#listeners) listener();
  }
}
