/** The podium's log: what it tells of events and cues, entry by entry. */
import type { ReplyValues } from '../../protocol/codec.ts';
import { EVENT_NAMES, REV_MODULO, type EventName } from '../../protocol/stage.ts';
import { LOG_LENGTH } from '../../protocol/wire.ts';
import type { PodiumLink } from './podium-link.ts';

export type LogEntry = ReplyValues<'log'>;

export interface LogPart {
  readonly entries: readonly LogEntry[];
  /** Number of the last entry; `since` when there is none after it. */
  readonly last: number;
  /** Entries after `since` were forgotten. */
  readonly gap: boolean;
}

/** Entries have numbers of 16 bits; 1 comes after the last, and 0 asks for all. */
const LAST_NUMBER = 65_535;
/** More than it holds, and than can come while it is read, is no log. */
const MOST = 4 * LOG_LENGTH;

/** Everything after entry `since`; nothing but a gap of a log that has no end. Throws LinkLost. */
export async function readLog(link: PodiumLink, since: number): Promise<LogPart> {
  const entries: LogEntry[] = [];
  let last = since;
  let gap = false;
  for (let read = 0; read < MOST; read++) {
    const entry = await link.request('log', { since: last });
    if (entry.kind === 'end') return { entries, last, gap };
    if (entry.kind === 'gap') {
      gap = true;
      // It tells the oldest entry that it still has.
      last = entry.number > 1 ? entry.number - 1 : LAST_NUMBER;
    } else {
      entries.push(entry);
      last = entry.number;
    }
  }
  return { entries: [], last, gap: true };
}

/** One part after another. */
export const joined = (one: LogPart, other: LogPart): LogPart => ({
  entries: [...one.entries, ...other.entries],
  last: other.last,
  gap: one.gap || other.gap,
});

/**
 * What a log has beyond a revision: events that led further, and cues from a moment of its clock on.
 * A gap is one only if an event is missing.
 */
export function beyond({ entries, last, gap }: LogPart, rev: number, clock: number): LogPart {
  const kept = entries.filter((entry) =>
    entry.kind === 'cue'
      ? isAhead(entry.rev, rev) || (entry.rev === rev && entry.clock > clock)
      : entry.kind !== 'boot' && isAhead(entry.rev, rev),
  );
  const [first] = kept.filter(({ kind }) => kind !== 'cue');
  return { entries: kept, last, gap: gap && first !== undefined && first.rev !== nextRev(rev) };
}

/** Whether a revision comes after another; they begin again at 0. */
export const isAhead = (rev: number, of: number): boolean => {
  const steps = (rev - of + REV_MODULO) % REV_MODULO;
  return steps > 0 && steps < REV_MODULO / 2;
};

const nextRev = (rev: number): number => (rev + 1) % REV_MODULO;

export const isEvent = (kind: LogEntry['kind']): kind is EventName =>
  (EVENT_NAMES as readonly string[]).includes(kind);
