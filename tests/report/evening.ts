/** Whole evenings in simulated time, whose laptop may die, be started anew, sleep and have its clock set. */
import { PRESETS } from '../../protocol/presets.ts';
import { isProgrammeProblem } from '../../protocol/programme.ts';
import { THREE_TIERS } from '../../protocol/signal.ts';
import type { EventName } from '../../protocol/stage.ts';
import { minutes, seconds } from '../../protocol/time.ts';
import type { Line } from '../../host/journal/journal.ts';
import { openJournal } from '../../host/journal/open-journal.ts';
import type { Talk } from '../../host/lineup/lineup.ts';
import { Account } from '../../host/report/account.ts';
import type { Report, TalkReport } from '../../host/report/report.ts';
import { LocalTimekeeper } from '../../host/session/local-timekeeper.ts';
import { sessionIn } from '../../host/session/restore.ts';
import { Roster } from '../../host/session/roster.ts';
import { Session } from '../../host/session/session.ts';
import type { SessionSettings } from '../../host/session/settings.ts';
import type { Edit, Sender } from '../../host/session/types.ts';
import type { MachineTime } from '../../host/system/machine-time.ts';
import { ProcessClock } from '../support/process-clock.ts';
import { SimulatedClock } from '../support/simulated-clock.ts';

/** When evenings begin, unless a test says otherwise. */
export const SIX = Date.UTC(2026, 10, 28, 18, 0);

export interface EveningOptions {
  readonly at?: number;
  readonly settings?: Partial<SessionSettings>;
}

export class Evening {
  readonly lines: Line[] = [];
  session: Session;
  readonly #world = new SimulatedClock();
  readonly #talks: readonly Talk[];
  readonly #settings: SessionSettings;
  #wall: number;
  #up = 3_600_000;
  #boot = 1;
  #clock: ProcessClock;

  constructor(talks: readonly (string | Talk)[], { at = SIX, settings }: EveningOptions = {}) {
    this.#talks = talks.map((one) =>
      typeof one === 'string' ? { speaker: one, title: `About ${one}` } : one,
    );
    this.#wall = at;
    const usual = { rules: 'clap', documents: PRESETS, changeover: minutes(1), zone: 'UTC' };
    this.#settings = { ...usual, ...settings };
    this.#clock = new ProcessClock(this.#world);
    this.session = this.#open();
  }

  pass(s: number): void {
    this.#world.pass(s * 1000);
  }

  async press(
    type: EventName,
    more: { by?: Sender; ago?: number; amount?: number } = {},
  ): Promise<void> {
    const { by = 'terminal', ago, amount } = more;
    const answer = await this.session.act({
      type,
      by,
      ...(ago === undefined ? {} : { ago: seconds(ago) }),
      ...(amount === undefined ? {} : { amount: seconds(amount) }),
    });
    if (!answer.ok) throw new Error(`${type}: ${answer.sentence}`);
  }

  async edit(edit: Edit): Promise<void> {
    const answer = await this.session.edit(edit, undefined, 'terminal');
    if (!answer.ok) throw new Error(answer.sentence);
  }

  /** A changeover, and a talk of so many seconds. */
  async talk(s: number, changeover = 60): Promise<void> {
    this.pass(changeover);
    await this.press('start');
    this.pass(s);
    await this.press('finish');
  }

  /** `kill -9`, and started again after so long. */
  kill(s: number): void {
    this.#clock.stop();
    this.pass(s);
    this.#clock = new ProcessClock(this.#world);
    this.session = this.#open();
  }

  /** The laptop starts anew, which takes so long. */
  reboot(s: number): void {
    this.#boot += 1;
    this.#up = -(this.#world.now() + s * 1000 - 5000);
    this.kill(s);
  }

  setClock(s: number): void {
    this.#wall += s * 1000;
  }

  report(): Report {
    const account = new Account();
    for (const line of this.lines) account.take(line);
    const report = account.report();
    if (!report) throw new Error('there is no session');
    return report;
  }

  /** What became of a talk, by its speaker. */
  of(speaker: string): TalkReport {
    const found = this.report().talks.find((one) => one.speaker === speaker);
    if (!found) throw new Error(`no ${speaker}`);
    return found;
  }

  get #times(): MachineTime {
    const boot = this.#boot;
    return {
      wall: () => this.#wall + this.#world.now(),
      sinceBoot: () => this.#up + this.#world.now(),
      boot: `boot ${String(boot)}`,
    };
  }

  #open(): Session {
    const old = this.lines.length > 0 ? sessionIn(this.lines, this.#times) : undefined;
    const listed = Roster.of(this.#talks, { rules: PRESETS, lamps: THREE_TIERS });
    const roster = old ? listed.with(old.items) : listed;
    const programme = roster.programme();
    if (isProgrammeProblem(programme)) throw new Error(programme.message);
    const keeper = new LocalTimekeeper(this.#clock, programme, {
      light: { kind: 'none', name: 'screens only', reached: true, truth: 'sure' },
      level: 'quiet',
    });
    if (old) void keeper.resume(old);
    const listener = (text: string): unknown => this.lines.push(JSON.parse(text) as Line);
    const times = this.#times;
    return new Session({
      roster,
      lineup: { talks: this.#talks, remarks: [] },
      keeper,
      journal: openJournal({ seq: this.lines.length, listener, times }),
      changeover: this.#settings.changeover,
      wall: () => times.wall(),
      settings: this.#settings,
      old,
    });
  }
}

/** `18:01:00` in UTC. */
export const clock = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(Math.round(ms)).toISOString().slice(11, 19);

export const s = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.round(ms) / 1000;
