/**
 * The journal: JSON Lines. What happens is carried out first, then its line is written, and whoever pressed
 * is answered last: `written`. So nothing that was acknowledged is lost, and nothing is doubled: a press
 * without an answer is sent again with its request id, and its line either tells the answer or is not there.
 * Waiting with the light instead would keep a speaker waiting for a disk. What lights and screens show may
 * therefore be ahead of the journal, while a disk is slow; a program that dies then goes on from the podium,
 * or without a podium from the last line.
 *
 * Written means handed to the kernel, which keeps it whatever becomes of this program; it is on the disk
 * within a second. That is not waited for: it takes from 5 ms to seconds on a busy disk, and would help only
 * where the laptop itself loses its power. Then a podium still knows where the talk is.
 *
 * A journal that cannot be written stops nothing: presses are acknowledged, lines wait until there is
 * room, and operators are told.
 */
import type { EventName } from '../../protocol/stage.ts';
import type { MachineTime } from '../system/machine-time.ts';
import { LineQueue } from './line-queue.ts';
import type { LineStore } from './line-store.ts';
import type { Keep } from './waiting-lines.ts';

export type LineType =
  | 'session'
  | 'lineup'
  | 'stage'
  | Exclude<EventName, 'go'>
  | 'later'
  | 'refused'
  | 'cue'
  | 'link'
  | 'notice'
  | 'sleep'
  | 'mute'
  | 'message'
  | 'closed';

export interface Line {
  readonly seq: number;
  /** Wall clock, ISO. */
  readonly time: string;
  /** Seconds since the machine started: how much time passed, whatever became of the time of day. */
  readonly up: number;
  /** The session's clock. */
  readonly ms: number;
  readonly type: LineType;
  readonly [field: string]: unknown;
}

/** Gets the text of each line as it happens, for `--json`: before it is on the disk. */
export type LineListener = (text: string) => void;

export interface JournalParts {
  /** Where lines go; without it to the listener alone, as in a rehearsal. */
  readonly store?: LineStore | undefined;
  /** Number of the last line that is in the file already. */
  readonly seq?: number | undefined;
  readonly listener?: LineListener | undefined;
  readonly times: MachineTime;
}

export class Journal {
  readonly #queue: LineQueue | undefined;
  #seq: number;
  readonly #listener: LineListener | undefined;
  readonly #times: MachineTime;

  constructor({ store, seq = 0, listener, times }: JournalParts) {
    this.#seq = seq;
    this.#listener = listener;
    this.#times = times;
    this.#queue = store && new LineQueue(store);
  }

  /** This start of the machine, where the system names it. */
  get program(): string | undefined {
    return this.#times.program;
  }

  get boot(): string | undefined {
    return this.#times.boot;
  }

  /** What operators must be told, or undefined while all is well. */
  get trouble(): string | undefined {
    return this.#queue?.trouble;
  }

  /** How it is with what is to be written: see JournalMeasures. */
  measures(): { written: boolean; delay: number; waiting: number; lost: number } {
    return this.#queue?.measures() ?? { written: true, delay: 0, waiting: 0, lost: 0 };
  }

  /** Called when the trouble changes, and with a sentence about what was mended; `lost`: and what was not. */
  onChange(listener: (mended?: string, lost?: boolean) => void): void {
    if (this.#queue) this.#queue.onChange = listener;
  }

  /** Takes a line to be written, behind those that are on their way. */
  write(type: LineType, ms: number, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#seq += 1;
    const time = new Date(this.#times.wall()).toISOString();
    const up = this.#times.sinceBoot() / 1000;
    const line: Line = { seq: this.#seq, time, up, ms, type, ...fields };
    const text = JSON.stringify(line, (_, value: unknown) =>
      typeof value === 'number' ? thousandths(value) : value,
    );
    this.#queue?.append(`${text}\n`, KEPT[type]);
    this.#listener?.(text);
  }

  /** Resolves when all lines up to now are the kernel's, or wait for a reason that `trouble` tells. */
  written(): Promise<void> {
    return this.#queue?.written() ?? Promise.resolve();
  }

  /** Waits for what is on its way, for ten seconds at most; gives what the journal lacks, in words. */
  close(): Promise<string | undefined> {
    return this.#queue?.close() ?? Promise.resolve(undefined);
  }
}

/** What a session needs to go on is kept where not all lines can wait. */
const KEPT: { readonly [type in LineType]?: Keep } = { session: 'always', lineup: 'newest' };

/** Numbers have a microsecond at the finest; more digits would pretend. */
const thousandths = (n: number): number => Math.round(n * 1000) / 1000;
