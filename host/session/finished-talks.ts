/** What has been in a session: when it began, and how each talk came out. */
import { elapsedOf } from '../../protocol/stage.ts';
import { instant, type Duration, type Instant } from '../../protocol/time.ts';
import { endedAfter, type Result } from './entries.ts';
import type { OldSession } from './restore.ts';
import type { EventHappening, Timekeeper } from './timekeeper.ts';

export class FinishedTalks {
  /** By the ids of talks. */
  readonly results = new Map<number, Result>();
  /** The first start, on the session's clock. */
  began: Instant | undefined;
  readonly #keeper: Timekeeper;

  /** `old`: the session that goes on. */
  constructor(keeper: Timekeeper, old: OldSession | undefined) {
    this.#keeper = keeper;
    for (const [id, result] of old?.results ?? []) this.results.set(id, result);
    if (old?.began !== undefined) this.began = instant(keeper.now() - old.began);
  }

  heard({ type, at, from }: EventHappening): void {
    const id = this.#keeper.programme.talks[from.talk]?.id;
    if (type === 'start') this.began ??= at;
    if (id !== undefined && type === 'finish')
      this.results.set(id, endedAfter(elapsedOf(from, at), from.granted));
    if (id !== undefined && type === 'skip') this.results.set(id, { status: 'missed' });
  }

  /** The session's clock stood still for so long. */
  stoodStill(length: Duration): void {
    if (this.began !== undefined) this.began = instant(this.began - length);
  }
}
