/** How a talk of the lineup stands and where it may go: one rule for the operator's page and the terminal. */
import type { State } from './stage-table.ts';

/** `missed`: skipped, or marked `skip` in the lineup; it can be called back. */
export type EntryStatus = 'waiting' | 'next' | 'on' | 'ended' | 'missed';

/**
 * The talk that is on or next. None in a closed session: one that was added since is to come, and nobody is on
 * until the session is opened again.
 */
export const currentOf = <Talk>(
  talks: readonly Talk[],
  { state, talk }: { readonly state: State; readonly talk: number },
): Talk | undefined => (state === 'closed' ? undefined : talks[talk]);

/** As much of an entry as says whether it may be moved. */
interface Placed {
  readonly id: number;
  readonly status: EntryStatus;
}

export interface Move {
  readonly type: 'move';
  readonly id: number;
  readonly before: number | null;
}

/** Whether a talk is still to come: the one that is on and those that have been are not touched. */
export const isOpen = ({ status }: Placed): boolean => status === 'waiting' || status === 'next';

/** The edit that moves a talk, or undefined where it cannot go there: `first` is the next to speak. */
export function moveOf(
  entries: readonly Placed[],
  id: number,
  where: 'up' | 'down' | 'first',
): Move | undefined {
  const open = entries.filter(isOpen);
  const at = open.findIndex((entry) => entry.id === id);
  if (at < 0 || (where === 'down' ? at === open.length - 1 : at === 0)) return undefined;
  const targets = { up: at - 1, down: at + 2, first: 0 };
  return { type: 'move', id, before: open[targets[where]]?.id ?? null };
}
