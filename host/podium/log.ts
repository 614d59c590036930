/** The podium's log: what it tells of events and cues, entry by entry. */
import type { ReplyValues } from '../../protocol/codec.ts';
import { EVENT_NAMES, type EventName } from '../../protocol/stage.ts';
import type { PodiumLink } from './link.ts';

export type LogEntry = ReplyValues<'log'>;

export interface LogPart {
  readonly entries: readonly LogEntry[];
  /** Number of the last entry; `since` when there is none after it. */
  readonly last: number;
  /** Entries after `since` were forgotten. */
  readonly gap: boolean;
}

/** Everything after entry `since`. Throws LinkLost. */
export async function readLog(link: PodiumLink, since: number): Promise<LogPart> {
  const entries: LogEntry[] = [];
  let last = since;
  let gap = false;
  for (;;) {
    const entry = await link.request('log', { since: last });
    if (entry.kind === 'end') return { entries, last, gap };
    if (entry.kind === 'gap') {
      gap = true;
      // It tells the oldest entry that it still has.
      last = entry.number - 1;
    } else {
      entries.push(entry);
      last = entry.number;
    }
  }
}

export const isEvent = (kind: LogEntry['kind']): kind is EventName =>
  (EVENT_NAMES as readonly string[]).includes(kind);
