/** What an undo took back, in words for operators: every screen, and whoever pressed it, is told the same. */
import type { Programme } from '../../protocol/programme.ts';
import type { Stage } from '../../protocol/stage.ts';
import { duration, formatDuration } from '../../protocol/time.ts';
import type { Answer, Edit, Entry, Item, UndoneWords } from './types.ts';

/** What was taken back of a lineup: an edit, or what its saved file offered. */
export type Edited = Edit['type'] | 'file';

const EDITS: Readonly<Record<Edited, string>> = {
  later: 'Move to end',
  add: 'Add',
  move: 'Move',
  swap: 'Swap',
  call: 'Bring back',
  remove: 'Remove',
  change: 'Change',
  paste: 'Paste a list',
  file: 'Use the new lineup',
};

/** A press that led from `back` to `from`, which are the stages after and before its undo. */
export function pressUndone(
  from: Stage,
  back: Stage,
  programme: Programme,
  entries: readonly Entry[],
): UndoneWords {
  const id = programme.talks[back.talk]?.id;
  const speaker = entries.find((entry) => entry.id === id)?.talk.speaker ?? 'The talk';
  const granted = from.granted - back.granted;
  if (from.state === back.state && from.talk === back.talk && granted !== 0)
    return { text: `${granted < 0 ? '−' : '+'}${timeOf(granted)} for ${speaker}.` };
  const now =
    back.state === 'closed'
      ? 'The session is over again.'
      : `${speaker} is ${IS[back.state]} again.`;
  return { text: `${labelOf(from, back)}. ${now}` };
}

const timeOf = (ms: number): string => formatDuration(duration(Math.abs(ms)));

const IS = { standby: 'next', running: 'on', held: 'paused' } as const;

/** The button that leads from `back` to `from`: its label, as on every screen. */
function labelOf(from: Stage, back: Stage): string {
  const on = back.state === 'running' || back.state === 'held';
  switch (from.state) {
    case 'running':
      return back.state === 'held' ? 'Go on' : 'Start';
    case 'held':
      return 'Pause';
    case 'closed':
      return on ? 'Finish' : 'No-show';
    case 'standby':
      if (on) return from.talk === back.talk ? 'Restart' : 'Finish';
      if (from.talk < back.talk)
        return back.state === 'closed' && from.talk === 0 ? 'Reopen' : 'Previous';
      return back.state === 'closed' ? 'Reopen' : 'No-show';
  }
}

/** An edit that led from the lineup `back` to `from`; `called` is the talk that it brought back. */
export function editUndone(
  what: Edited,
  from: readonly Item[],
  back: readonly Item[],
  called?: number,
): UndoneWords {
  const missed = back.find(({ id }) => id === called);
  if (missed) return { text: `${EDITS[what]}. ${missed.talk.speaker} is a no-show again.` };
  const missing = (items: readonly Item[], others: readonly Item[]): Item[] =>
    items.filter(({ id }) => !others.some((other) => other.id === id));
  const [gone, ...moreGone] = missing(from, back);
  const [here, ...moreHere] = missing(back, from);
  const now =
    gone && !here && moreGone.length === 0
      ? `${gone.talk.speaker} is not in the lineup any more.`
      : here && !gone && moreHere.length === 0
        ? `${here.talk.speaker} is in the lineup again.`
        : 'The lineup is as it was.';
  return { text: `${EDITS[what]}. ${now}` };
}

/** The answer to a press that was accepted; to an undo with what it took back. */
export const answerTo = (rev: number, undone: UndoneWords | undefined): Answer => ({
  ok: true,
  rev,
  ...(undone && { sentence: `Undone: ${undone.text}` }),
});
