/**
 * Which talk is on, since when, and what became of the others, press by press. The stage that a line tells
 * counts for more than the presses that should have led to it: some are never heard of.
 */
import { givenIn, indexNow, type EventLine } from '../session/written-lines.ts';
import type { Sender } from '../session/types.ts';
import type { SignalReport } from './report.ts';
import { begun, ended, going, held, reopened, show, standing, type Sitting } from './sitting.ts';
import { couldPress } from './could-press.ts';
import { broughtBack, fresh, withBegin, withoutBegin } from './talk-account.ts';
import type { ListedItem, TalkAccount } from './talk-account.ts';

/** What an undo leads back to. */
interface Before {
  readonly talk: TalkAccount | undefined;
  readonly open: number | undefined;
  readonly lastEnd: number | undefined;
  readonly closed: number | undefined;
}

/** How all stood before the host went on alone with what it knew of a podium. */
interface Together extends Pick<Before, 'open' | 'lastEnd' | 'closed'> {
  readonly talks: ReadonlyMap<number, TalkAccount>;
}

/** In ms: an end, and a clock that stands where it would had nobody pressed, are an end undone. */
const UNDONE_WITHIN = 1000;

export class Sittings {
  readonly talks = new Map<number, TalkAccount>();
  /** Ids of the talks to be given, as stages count them. */
  given: readonly number[] = [];
  /** Allotted between two talks. */
  changeover = 0;
  /** When the session closed. */
  closed: number | undefined;
  state: EventLine['state'] = 'standby';
  #line: EventLine | undefined;
  /** Id of the talk that is on. */
  open: number | undefined;
  #lastEnd: number | undefined;
  /** Id of the talk that has just been finished. */
  #ended: number | undefined;
  #before: Before | undefined;
  #together: Together | undefined;
  /** How it stood when the talk that was on was not any more, by no press that was heard of by then. */
  #lost: (Before & { readonly at: number }) | undefined;

  list(items: readonly ListedItem[]): void {
    for (const { id, talk, length } of items)
      this.talks.set(id, { ...(this.talks.get(id) ?? fresh(id, talk, length)), talk, length });
    this.given = givenIn(items);
  }

  /** Index of the talk where the stage is. */
  get now(): number {
    return this.#line ? indexNow(this.#line, this.given) : 0;
  }

  /** A signal of the talk that is on, if it is news. */
  signal(make: (sitting: Sitting) => SignalReport | undefined): void {
    const { sitting } = (this.open !== undefined && this.talks.get(this.open)) || {};
    const signal = sitting && make(sitting);
    if (signal) show(sitting, signal);
  }

  /** The light shows the changeover, so long after the talk that was on last had ended. */
  over(endShown: number): void {
    if (this.open === undefined && this.#ended !== undefined)
      this.#sit(this.#ended, (sitting) => ({ ...sitting, endShown }));
    this.#ended = undefined;
  }

  /** Gives the talk as it was before it was brought back. Journals of older versions don't name it: the last no-show. */
  call(id = this.given.findLast((one) => this.talks.get(one)?.missed)): TalkAccount | undefined {
    const talk = id === undefined ? undefined : this.talks.get(id);
    if (talk) this.talks.set(talk.id, broughtBack(talk));
    return talk;
  }

  later(id: number, by: 1 | -1): void {
    const talk = this.talks.get(id);
    if (talk) this.talks.set(id, { ...talk, sentToEnd: Math.max(0, talk.sentToEnd + by) });
  }

  /** A line that tells where the stage is, and what led to it. */
  take(line: EventLine, at: number, by: Sender | undefined): void {
    const { type } = line;
    this.#ended = undefined;
    this.#meet(line, at);
    this.#hear(line, at);
    if (type === 'undo') this.#undo();
    else if (type === 'stage') this.#before = undefined;
    else this.#press(line, at, by);
    this.#reconcile(line, at);
  }

  /** A podium that is met again may have gone on without the host: then what the host did alone was nothing. */
  #meet(line: EventLine, at: number): void {
    if (line.alone === true) {
      const { talks, open, closed } = this;
      this.#together ??= { talks: new Map(talks), open, lastEnd: this.#lastEnd, closed };
      return;
    }
    const before = this.#together;
    this.#together = undefined;
    if (before === undefined || line.type === 'stage') return;
    if (couldPress(this, line, at) || !couldPress(before, line, at)) return;
    for (const [id, talk] of before.talks) this.talks.set(id, talk);
    this.open = before.open;
    this.#lastEnd = before.lastEnd;
    this.closed = before.closed;
    this.#before = undefined;
  }

  /** A host that was started again tells where the stage is first, and then what led there: now it is heard of. */
  #hear({ type }: EventLine, at: number): void {
    const lost = this.#lost;
    if (lost === undefined || type === 'stage') return;
    this.#lost = undefined;
    if (at < lost.at) this.#goBack(lost);
  }

  #goBack({ talk, open, lastEnd, closed }: Before): void {
    if (talk) this.talks.set(talk.id, talk);
    this.open = open;
    this.#lastEnd = lastEnd;
    this.closed = closed;
  }

  #press(line: EventLine, at: number, by: Sender | undefined): void {
    const { type } = line;
    const now = indexNow(line, this.given);
    const fromStandby = this.open === undefined;
    const id = type === 'back' && fromStandby ? this.given[now] : (line.id ?? this.given[this.now]);
    const talk = id === undefined ? undefined : this.talks.get(id);
    this.#before = { talk, open: this.open, lastEnd: this.#lastEnd, closed: this.closed };
    if (talk === undefined) return;
    if (type === 'start') this.#start(talk, line, at, by);
    else if (type === 'finish') this.#finish(talk, line, at, by);
    else if (type === 'back') this.#back(talk);
    else if (type === 'hold') this.#sit(talk.id, (sitting) => held(sitting, at, true));
    else if (type === 'grant')
      this.#sit(talk.id, (sitting) => ({ ...sitting, grants: sitting.grants + 1 }));
    else if (type === 'skip' && talk.sitting?.end === undefined)
      this.talks.set(talk.id, { ...talk, missed: { at, ahead: this.#ahead(now) } });
  }

  #start(talk: TalkAccount, { ago }: EventLine, at: number, by: Sender | undefined): void {
    // Else it was on hold and goes on.
    if (this.open === talk.id) return;
    const changeover = this.#lastEnd === undefined ? undefined : at - this.#lastEnd;
    const startedAgo = typeof ago === 'number' && ago > 0 ? ago : undefined;
    const sitting = begun(at, { startedBy: by, startedAgo, changeover });
    this.talks.set(talk.id, withBegin(talk, sitting));
    this.open = talk.id;
  }

  #finish(talk: TalkAccount, line: EventLine, at: number, by: Sender | undefined): void {
    const taken = typeof line.took === 'number' ? line.took : undefined;
    const more = { taken, endedBy: by, ahead: this.#ahead(indexNow(line, this.given)) };
    this.#sit(talk.id, (sitting) => ended(sitting, at, more));
    this.open = undefined;
    this.#lastEnd = at;
    this.#ended = talk.id;
  }

  /** A false start; from standby the talk before is called back. */
  #back(talk: TalkAccount): void {
    if (this.open === talk.id) {
      this.talks.set(talk.id, { ...withoutBegin(talk), falseStarts: talk.falseStarts + 1 });
      this.open = undefined;
    } else this.talks.set(talk.id, broughtBack(talk));
  }

  /** Back to how it was before the last press. */
  #undo(): void {
    const before = this.#before;
    this.#before = undefined;
    if (!before) return;
    const { talk } = before;
    this.#goBack({ ...before, talk: talk && { ...talk, undone: talk.undone + 1 } });
  }

  #reconcile(line: EventLine, at: number): void {
    const { type, state, elapsed, granted } = line;
    this.state = state;
    this.#line = line;
    this.closed = state === 'closed' ? (this.closed ?? at) : undefined;
    const goes = (state === 'running' || state === 'held') && elapsed !== null;
    const id = goes ? this.given[this.now] : undefined;
    if (this.open !== undefined && this.open !== id) this.#lostSightOf(this.open, at);
    if (type !== 'stage') this.#lost = undefined;
    const talk = id === undefined ? undefined : this.talks.get(id);
    if (talk === undefined || elapsed === null) return;
    if (this.open === undefined) this.#found(talk, at, elapsed);
    this.#sit(talk.id, (sitting) =>
      state === 'running'
        ? going(sitting, at, elapsed, granted)
        : standing(sitting, at, elapsed, granted),
    );
  }

  /** A talk is on whose start nobody heard of; or its end was undone, and its start is known. */
  #found(talk: TalkAccount, at: number, elapsed: number): void {
    const { sitting } = talk;
    const goesOn =
      sitting?.end !== undefined && Math.abs(sitting.zero + elapsed - at) < UNDONE_WITHIN;
    this.talks.set(
      talk.id,
      goesOn
        ? { ...talk, sitting: reopened(sitting) }
        : withBegin(talk, begun(at - elapsed, { guessed: true })),
    );
    this.open = talk.id;
  }

  /** A talk was on, and now is not, by no press that was heard of. */
  #lostSightOf(id: number, at: number): void {
    const talk = this.talks.get(id);
    this.#lost = { talk, open: id, lastEnd: this.#lastEnd, closed: undefined, at };
    this.open = undefined;
    if (!talk) return;
    if (this.given.indexOf(id) >= this.now) {
      this.talks.set(id, withoutBegin(talk));
      return;
    }
    this.#lastEnd = at;
    const ahead = this.#ahead(this.now);
    this.#sit(id, (sitting) => ({
      ...ended(sitting, at, { taken: undefined, endedBy: sitting.endedBy, ahead }),
      guessed: true,
    }));
  }

  /** What is planned from the talk of that index on, each with a changeover before it. */
  #ahead(from: number): number {
    return this.given
      .slice(from)
      .reduce((sum, id) => sum + this.changeover + (this.talks.get(id)?.length ?? 0), 0);
  }

  #sit(id: number, change: (sitting: Sitting) => Sitting): void {
    const talk = this.talks.get(id);
    const sitting = talk?.sitting && change(talk.sitting);
    // Most lines tell what is so already: a copy for each takes longer than all else.
    if (talk && sitting !== talk.sitting) this.talks.set(id, { ...talk, sitting });
  }
}
