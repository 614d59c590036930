/** What whoever has the token gets to see of a snapshot besides. */
import type { Plan } from '../session/types.ts';
import type { DayForm } from '../../protocol/time-of-day.ts';
import type { Entry, Snapshot } from '../session/types.ts';
import type {
  EntryDocument,
  OperatorDocument,
  PlanDocument,
  PublicDocument,
} from '../page/document.ts';
import { talkDocument } from '../session/public-document.ts';

/** With the token: notes, profiles, grants, the plan and what is wrong. `day`: how this computer tells the time. */
export function operatorDocument(
  base: PublicDocument,
  snapshot: Snapshot,
  plan: Plan,
  day: DayForm,
): OperatorDocument {
  const { stage, entries, warnings } = snapshot;
  return {
    ...base,
    granted: stage.granted,
    changed: stage.changed,
    undo: snapshot.undo,
    entries: entries.map(entryDocument),
    plan: planDocument(plan, snapshot),
    day,
    offer: snapshot.offer ?? null,
    warnings,
    slept: snapshot.slept ?? false,
  };
}

export function entryDocument(entry: Entry): EntryDocument {
  const { talk, length, rules, status, took, granted, played } = entry;
  const { notes, sayAs, pronouns, silent, noFlash, skip } = talk;
  const extras = { notes, sayAs, pronouns, silent, noFlash, skip, took, granted, played };
  const told = Object.entries(extras).filter(([, value]) => value !== undefined);
  return { ...talkDocument(entry), length, rules, status, ...Object.fromEntries(told) };
}

/** Rounded to seconds, so that the document changes only when somebody could see it. */
function planDocument({ end, behind, over }: Plan, { until }: Snapshot): PlanDocument {
  const whole = (ms: number): number => Math.round(ms / 1000) * 1000;
  return {
    end: whole(end),
    until: until ?? null,
    behind: behind === undefined ? null : whole(behind),
    over,
  };
}
