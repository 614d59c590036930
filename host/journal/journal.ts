/**
 * The journal: JSON Lines, each written before what it tells is acknowledged. Written means handed to
 * the kernel, which keeps it whatever becomes of this program; it is on the disk within a second. It is
 * not waited for: that takes from 5 ms to seconds on a busy disk, in which nobody's press would be
 * answered and no cue be shown, and it would help only where the laptop itself loses its power. Then a
 * podium still knows where the talk is.
 *
 * A journal that cannot be written stops nothing: presses are acknowledged, lines wait until there is
 * room, and operators are told.
 */
import type { EventName } from '../../protocol/stage.ts';
import { machineTime, type MachineTime } from '../system/machine-time.ts';
import { LineFile } from './line-file.ts';

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

/** Gets the text of each line, for `--json`. */
export type LineListener = (text: string) => void;

export interface JournalOptions {
  /** Without it, lines go to the listener alone, as in a rehearsal. */
  readonly path?: string | undefined;
  /** Number of the last line that is in the file already. */
  readonly seq?: number | undefined;
  readonly listener?: LineListener | undefined;
  /** A simulated one in tests. */
  readonly times?: MachineTime | undefined;
}

export class Journal {
  readonly path: string | undefined;
  readonly #file: LineFile | undefined;
  #seq: number;
  readonly #listener: LineListener | undefined;
  readonly #times: MachineTime;

  /** Throws an InputProblem where another process writes it. */
  constructor({ path, seq = 0, listener, times = machineTime }: JournalOptions = {}) {
    this.path = path;
    this.#seq = seq;
    this.#listener = listener;
    this.#times = times;
    this.#file = path === undefined ? undefined : new LineFile(path);
  }

  /** This start of the machine, where the system names it. */
  get boot(): string | undefined {
    return this.#times.boot;
  }

  /** What operators must be told, or undefined while all is well. */
  get trouble(): string | undefined {
    const why = this.#file?.trouble;
    return why === undefined
      ? undefined
      : `the journal cannot be written: ${why}. The light goes on, and what happens waits to be recorded`;
  }

  /** Called when the trouble changes, and with a sentence about what was mended. */
  onChange(listener: (mended?: string) => void): void {
    if (this.#file) this.#file.onChange = listener;
  }

  /** Writes a line; when it returns, the line is the kernel's, or `trouble` says why not. */
  write(type: LineType, ms: number, fields: Readonly<Record<string, unknown>> = {}): void {
    this.#seq += 1;
    const time = new Date(this.#times.wall()).toISOString();
    const up = this.#times.sinceBoot() / 1000;
    const line: Line = { seq: this.#seq, time, up, ms, type, ...fields };
    const text = JSON.stringify(line, (_, value: unknown) =>
      typeof value === 'number' ? thousandths(value) : value,
    );
    this.#file?.append(`${text}\n`);
    this.#listener?.(text);
  }

  /** Afterwards `trouble` tells whether lines are lost. */
  close(): void {
    this.#file?.close();
  }
}

/** Numbers have a microsecond at the finest; more digits would pretend. */
const thousandths = (n: number): number => Math.round(n * 1000) / 1000;
