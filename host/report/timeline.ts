/**
 * When the lines of a journal happened. The machine's uptime orders them, whatever became of the time of
 * day; the session's clock is finer and tells when something happened that was told late. A machine that
 * was started anew has another uptime: across that only the time of day tells.
 */
import type { Line } from '../journal/journal.ts';
import { isoTime } from '../system/iso-time.ts';

/** A time of day that is off by more than this, in ms, was set; less is a clock that is disciplined. */
const WAS_SET = 2000;
/** So far, in ms, the session's clock may lie beside the machine's before it is another clock. */
const ANOTHER_CLOCK = 250;
/** Or so far, in ms, where two lines in a row agree on it: then what the host took it for has been corrected. */
const CORRECTED = 5;

/** Their `ms` is that of what they tell, and nothing says how long ago that was. */
const UNDATED: ReadonlySet<string> = new Set(['cue', 'refused', 'closed']);

export interface Seen {
  /** In ms, on one line for the whole session. */
  readonly at: number;
  /** When it was told: not before it happened. */
  readonly told: number;
}

export interface ClockSet {
  readonly at: number;
  /** In ms; positive where the clock was put forward. */
  readonly by: number;
}

export class Timeline {
  /** How often and by how much the time of day was set while the session was on. */
  readonly sets: ClockSet[] = [];
  #last: { readonly up: number; readonly wall: number; readonly at: number } | undefined;
  /** What added to the uptime gives a place on the line. */
  #base = 0;
  /** What added to a place on the line gives ms since 1970, by the last setting of the clock. */
  #offset = 0;
  #boot: unknown;
  /** What added to the session's clock gives a place on the line. */
  #clock: number | undefined;
  /** The same, by the last line alone that tells when it happened. */
  #lately = NaN;
  /** Number of the podium's boot: the session's clock is the podium's, and each boot has another. */
  #podium: unknown;
  #hurried = false;

  /** Takes the lines one after another. */
  see(line: Line): Seen {
    const wall = isoTime(line.time);
    const up = line.up * 1000;
    const started = line.type === 'session' && line.what !== 'end' && line.what !== 'stop';
    if (started) this.#startedIn(line, up, wall);
    const told = this.#base + up;
    this.#last = { up, wall, at: told };
    if (!this.#hurried) this.#setBy(wall - told - this.#offset, told);
    const { ms, late } = line;
    const by = typeof late === 'number' && late >= 0 ? late : 0;
    if (!Number.isFinite(ms)) return { at: told - by, told };
    const anew = this.#bootedIn(line);
    const dated = !this.#hurried && !UNDATED.has(line.type);
    const another = dated && this.#isOther(told - ms - by, anew);
    if (started || this.#clock === undefined || another) this.#clock = told - ms - by;
    const at = this.#clock + ms;
    return { at, told: Math.max(at, this.#hurried ? at + by : told) };
  }

  /** In ms since 1970, as the clock was set last. */
  wall(at: number): number {
    return at + this.#offset;
  }

  /** Another process begins to write; the machine may have been started anew before it. */
  #startedIn({ boot, speed }: Line, up: number, wall: number): void {
    this.#hurried = typeof speed === 'number' && speed !== 1;
    const last = this.#last;
    const known = boot !== undefined && this.#boot !== undefined;
    const same = known ? boot === this.#boot : last !== undefined && up >= last.up;
    this.#boot = boot;
    if (last === undefined) {
      this.#base = wall - up;
      this.#offset = 0;
    } else if (!same) this.#base = last.at + Math.max(0, wall - last.wall) - up;
  }

  /** Whether a line shows that the session's clock is another than it was. */
  #isOther(clock: number, anew: boolean): boolean {
    const off = Math.abs(clock - (this.#clock ?? clock));
    const agreed = Math.abs(clock - this.#lately) < CORRECTED;
    this.#lately = clock;
    return anew || off > ANOTHER_CLOCK || (off > CORRECTED && agreed);
  }

  /** The podium was started anew: its new clock goes on where the host took the old one to be, and may lie beside it. */
  #bootedIn({ podium }: Line): boolean {
    const before = this.#podium;
    this.#podium = podium ?? before;
    return before !== undefined && this.#podium !== before;
  }

  #setBy(by: number, at: number): void {
    if (Math.abs(by) <= WAS_SET) return;
    this.#offset += by;
    if (this.sets.length < MOST_SETS) this.sets.push({ at, by });
  }
}

/** A clock that jumps all the time is broken, and not worth more lines. */
const MOST_SETS = 100;
