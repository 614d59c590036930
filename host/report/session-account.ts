/** One session as its lines are read. What cannot be is passed over. */
import type { Rules } from '../../protocol/rules.ts';
import type { Line } from '../journal/journal.ts';
import { settingsIn, type SessionSettings } from '../session/settings.ts';
import { SENDERS, type Sender } from '../session/types.ts';
import { isEvent, itemsIn, type EventLine } from '../session/written-lines.ts';
import { Incidents } from './incidents.ts';
import { Sittings } from './sittings.ts';
import type { TalkAccount } from './talk-account.ts';
import { Timeline, type Seen } from './timeline.ts';

/** What led to where the stage is, and when the player knew. */
interface Cause {
  readonly type: string;
  readonly at: number;
}

export class SessionAccount {
  readonly time = new Timeline();
  readonly incidents = new Incidents();
  readonly sittings = new Sittings();
  /** Of the lineup with which it began: ids and lengths of the talks to be given, in order. */
  original: ReadonlyMap<number, number> = new Map();
  /** Ids in the order of the lineup as it stands. */
  order: readonly number[] = [];
  settings: Partial<SessionSettings> = {};
  readonly documents = new Map<string, Rules>();
  readonly presses: Partial<Record<Sender, number>> = {};
  refused = 0;
  lines = 0;
  odd = 0;
  speed: number | undefined;
  trim: number | undefined;
  /** Place of the last line on the session's line. */
  lastAt = -Infinity;
  /** How the program ended last, if it did in order. */
  ending: 'end' | 'stop' | undefined;
  #cause: Cause | undefined;
  #later: number | undefined;
  /** The talk that the last edit brought back, as it was before. */
  #called: TalkAccount | undefined;
  /** A stage without the id of its talk. */
  #early: { readonly line: EventLine; readonly seen: Seen } | undefined;

  take(line: Line): void {
    this.lines += 1;
    const seen = this.time.see(line);
    // Older versions told where the stage is after an edit by its index alone, and the lineup of which it is one only then.
    if (line.type === 'lineup') this.#takeLineup(line);
    this.settle();
    if (line.type === 'session') this.#takeSession(line, seen);
    if (typeof line.trim === 'number') this.trim = line.trim;
    this.lastAt = Math.max(this.lastAt, seen.told);
    if (line.type === 'cue') this.#takeCue(line, seen);
    else if (line.type === 'refused') this.refused += 1;
    else if (line.type === 'later') this.#takeLater(line);
    else if (isEvent(line)) {
      this.#early = { line, seen };
      if (line.type !== 'stage' || line.nowId !== undefined) this.settle();
    } else if (line.type !== 'lineup') this.incidents.take(line, seen.told, this.sittings.open);
  }

  /** What was taken last counts, too. */
  settle(): void {
    const early = this.#early;
    this.#early = undefined;
    if (early) this.#takeEvent(early.line, early.seen);
  }

  #takeSession(line: Line, { told }: Seen): void {
    const { documents = new Map<string, Rules>(), ...settings } = settingsIn(line);
    this.settings = { ...this.settings, ...settings };
    this.sittings.changeover = this.settings.changeover ?? 0;
    for (const [name, rules] of documents) this.documents.set(name, rules);
    const { what, speed } = line;
    if (typeof speed === 'number' && speed > 0 && speed !== 1) this.speed = speed;
    if (what === 'resume')
      this.incidents.resumed(told, this.lastAt, this.ending, this.sittings.open);
    this.ending = what === 'end' || what === 'stop' ? what : undefined;
    this.incidents.light(line);
  }

  #takeLineup(line: Line): void {
    const items = itemsIn(line);
    if (!items) {
      this.odd += 1;
      return;
    }
    const told = line.talks as readonly { readonly length?: unknown }[];
    const listed = items.map((item, i) => {
      const length = told[i]?.length;
      return { ...item, length: typeof length === 'number' ? length : (item.talk.duration ?? 0) };
    });
    if (line.what === 'undo' && this.#later !== undefined) this.sittings.later(this.#later, -1);
    if (line.what !== 'later') this.#later = undefined;
    this.sittings.list(listed);
    const called = line.what === 'undo' ? this.#called : undefined;
    if (called) this.sittings.talks.set(called.id, { ...called, undone: called.undone + 1 });
    this.#called =
      line.what === 'call'
        ? this.sittings.call(typeof line.called === 'number' ? line.called : undefined)
        : undefined;
    this.order = listed.map(({ id }) => id);
    if (line.what !== 'begin' && this.original.size > 0) return;
    const planned = listed.filter(({ talk }) => talk.skip !== true);
    this.original = new Map(planned.map(({ id, length }) => [id, length]));
  }

  #takeLater({ id }: Line): void {
    if (typeof id !== 'number') return;
    this.#later = id;
    this.sittings.later(id, 1);
  }

  #takeCue(line: Line, { at }: Seen): void {
    const { talk, cue: name, number, due, shown, jumped } = line;
    const { open, given } = this.sittings;
    if (open === undefined && name === 'changeover' && typeof shown === 'number')
      this.sittings.over(shown);
    if (open === undefined || typeof talk !== 'number' || given[talk] !== open) return;
    if (typeof name !== 'string' || typeof number !== 'number' || typeof due !== 'number') return;
    if (jumped === true) this.sittings.signal(() => ({ name, number, due, jumped }));
    else if (typeof shown === 'number')
      this.sittings.signal(({ signals }) => {
        const late = shown - due;
        const led = this.#ledTo(at - late);
        // A player that went on shows what holds: only what nobody had seen is news, and late indeed.
        if (led === 'stage')
          return signals.some((one) => one.number === number)
            ? undefined
            : { name, number, due, shown, at, late };
        return led === undefined
          ? { name, number, due, shown, at, late }
          : { name, number, due, shown, at };
      });
  }

  /** What led to a signal that had been due before that, and so could not be in time. */
  #ledTo(due: number): string | undefined {
    const cause = this.#cause;
    return cause === undefined || due >= cause.at - 1 ? undefined : cause.type;
  }

  #takeEvent(line: EventLine, { at, told }: Seen): void {
    const { type, by, ago } = line;
    const sender = (SENDERS as readonly unknown[]).includes(by) ? (by as Sender) : undefined;
    if (type !== 'stage' && sender) this.presses[sender] = (this.presses[sender] ?? 0) + 1;
    this.sittings.take(line, at, sender);
    const past = typeof ago === 'number' && ago > 0;
    this.#cause = { type, at: past ? told : at };
    if (type === 'reopen')
      this.incidents.add({ at, kind: 'reopened', text: 'the session was opened again' });
    this.incidents.podium(line, told, this.sittings.open);
  }
}
