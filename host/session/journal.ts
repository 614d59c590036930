/**
 * The journal: JSON Lines, each written before what it tells is acknowledged, and on the disk within
 * a second. A journal that cannot be written stops nothing: it says so, and goes on trying.
 */
import { closeSync, fsync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EventName } from '../../protocol/stage.ts';
import { machineTime, type MachineTime } from '../clock.ts';
import { takeLock, type Lock } from './lock.ts';

export type LineType =
  | 'session'
  | 'lineup'
  | 'stage'
  | Exclude<EventName, 'go'>
  | 'later'
  | 'refused'
  | 'cue'
  | 'link'
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

const SYNC_AFTER = 500;

export class Journal {
  /** What operators must be told, or undefined while all is well. */
  trouble: string | undefined;
  readonly path: string | undefined;
  #fd: number | undefined;
  #lock: Lock | undefined;
  #seq: number;
  #syncing: NodeJS.Timeout | undefined;
  readonly #listener: LineListener | undefined;
  readonly #times: MachineTime;

  /** Throws where another process writes it. */
  constructor({ path, seq = 0, listener, times = machineTime }: JournalOptions = {}) {
    this.path = path;
    this.#seq = seq;
    this.#listener = listener;
    this.#times = times;
    if (path === undefined) return;
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      this.#lock = takeLock(path);
      this.#fd = openSync(path, 'a', 0o600);
    } catch (error) {
      if (this.#lock === undefined && (error as NodeJS.ErrnoException).code === 'ELOCKED')
        throw error;
      this.#failed(error);
    }
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
    this.#append(`${text}\n`);
    this.#listener?.(text);
  }

  close(): void {
    clearTimeout(this.#syncing);
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
    this.#lock?.release();
  }

  #append(text: string): void {
    if (this.path === undefined) return;
    try {
      this.#fd ??= openSync(this.path, 'a', 0o600);
      writeAll(this.#fd, text);
      this.trouble = undefined;
      this.#syncing ??= setTimeout(() => {
        this.#sync();
      }, SYNC_AFTER).unref();
    } catch (error) {
      this.#failed(error);
    }
  }

  #sync(): void {
    this.#syncing = undefined;
    if (this.#fd === undefined) return;
    fsync(this.#fd, (error) => {
      if (error) this.#failed(error);
    });
  }

  #failed(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.trouble = `the journal cannot be written (${why}): the light goes on, the record does not`;
  }
}

/** Numbers have a microsecond at the finest; more digits would pretend. */
const thousandths = (n: number): number => Math.round(n * 1000) / 1000;

function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done);
}
