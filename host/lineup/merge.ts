/**
 * A lineup file that was saved while its session runs. Only what differs from the file as it was last
 * read is taken, so that whatever was added, moved, changed or removed on a screen stays so. Pure: this
 * tells what would be; somebody accepts it or not.
 */
import type { EntryStatus } from '../../protocol/order.ts';
import { formatDuration } from '../../protocol/time.ts';
import { Draft, type Merged } from './draft.ts';
import type { Lineup, Talk } from './lineup.ts';
import { outOfOrder, pairsOf } from './pairs.ts';

/**
 * A talk of the running session. `missed` ones were skipped, and keep their place like those that ended;
 * or they are marked `skip` and their turn is still to come, and then they are as good as waiting.
 */
export interface Current {
  readonly talk: Talk;
  readonly state: EntryStatus;
}

/** Values of the session as a whole that the file changed. */
export type SessionChange = Partial<Pick<Lineup, 'name' | 'changeover' | 'start' | 'end'>>;

export interface Difference {
  /** The whole session as it would be, in order. */
  readonly talks: readonly Merged[];
  readonly session: SessionChange;
  /** `1 added, 1 moved`; empty if nothing would change. */
  readonly summary: string;
}

/**
 * What a saved file would change in the session: `before` is the file as last read, `after` as it is
 * now. Talks that ended, were missed or are on stay as they are and where they are, and none of them
 * comes back. A talk that is new or moved goes behind the one that it follows in the file.
 */
export function difference(before: Lineup, after: Lineup, current: readonly Current[]): Difference {
  const files = pairsOf(before.talks, after.talks);
  const here = pairsOf(
    before.talks,
    current.map(({ talk }) => talk),
  );
  const been = current.findLastIndex(
    ({ talk, state }) =>
      state === 'ended' || state === 'on' || (state === 'missed' && talk.skip !== true),
  );
  const draft = new Draft();
  let removed = 0;
  let changed = 0;
  current.forEach(({ talk, state }, was) => {
    const old = here.back.get(was);
    const now = old === undefined ? undefined : files.forth.get(old);
    const open = state === 'next' || state === 'waiting' || (state === 'missed' && was > been);
    const gone = old !== undefined && now === undefined;
    if (gone && open) {
      removed += 1;
      return;
    }
    const wanted = open ? withChanges(talk, before.talks[old ?? -1], after.talks[now ?? -1]) : talk;
    if (wanted !== talk) changed += 1;
    draft.keep({ talk: wanted, was }, open, now);
  });
  draft.findTwins(after.talks.map((talk, now) => (files.back.has(now) ? undefined : talk)));
  const moved = outOfOrder(after.talks.flatMap((_, now) => files.back.get(now) ?? []));
  const counts = { added: 0, removed, moved: 0, changed };
  after.talks.forEach((talk, now) => {
    const old = files.back.get(now);
    if (old === undefined && draft.add(talk, now)) counts.added += 1;
    if (old !== undefined && moved.has(old) && draft.move(now)) counts.moved += 1;
  });
  const session = sessionChange(before, after);
  return { talks: draft.talks, session, summary: summaryOf(counts, session) };
}

/** The talk with those of its values changed that the file changed; the same object if there are none. */
function withChanges(talk: Talk, before: Talk | undefined, after: Talk | undefined): Talk {
  if (!before || !after) return talk;
  const { line: _before, ...old } = before;
  const { line: _after, ...now } = after;
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])] as (keyof typeof now)[];
  const differing = keys.filter((key) => old[key] !== now[key] && talk[key] !== now[key]);
  if (differing.length === 0) return talk;
  const merged: Record<string, unknown> = { ...talk };
  for (const key of differing) merged[key] = now[key];
  const entries = Object.entries(merged).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as Talk;
}

function sessionChange(before: Lineup, after: Lineup): SessionChange {
  const keys = ['name', 'changeover', 'start', 'end'] as const;
  const changed = keys.filter((key) => after[key] !== undefined && after[key] !== before[key]);
  return Object.fromEntries(changed.map((key) => [key, after[key]]));
}

function summaryOf(counts: Readonly<Record<string, number>>, session: SessionChange): string {
  const { changeover, ...others } = session;
  return [
    ...Object.entries(counts).flatMap(([what, n]) => (n > 0 ? `${String(n)} ${what}` : [])),
    ...(changeover === undefined ? [] : [`changeover ${formatDuration(changeover)}`]),
    ...Object.keys(others).map((key) => `another ${key}`),
  ].join(', ');
}
