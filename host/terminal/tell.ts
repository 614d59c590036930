/** What has happened between two snapshots of a session, in plain words. */
import { MESSAGE_TO } from '../../protocol/message-texts.ts';
import { elapsedOf } from '../../protocol/stage.ts';
import { formatDuration, type Instant } from '../../protocol/time.ts';
import type { Entry, Snapshot } from '../session/types.ts';
import { currentEntry } from './model.ts';
import { clean } from './clean.ts';
import { closedWords, lightWords, numbered, signed } from './words.ts';

/** One event: a word for it, and whom or what it concerns. */
export interface Event {
  readonly word: string;
  readonly text: string;
  /** What the operator may do now. */
  readonly then?: string;
}

/**
 * The events that lead from one snapshot to the next, in order; none where nothing changed. `now` is the
 * session's clock.
 */
export function tell(before: Snapshot, after: Snapshot, now: Instant): Event[] {
  const undone = after.undone === before.undone ? undefined : after.undone;
  return [
    ...(undone
      ? [{ word: 'undone', text: clean(undone.text) }]
      : [...lineupEvents(before, after), ...stageEvents(before, after, now)]),
    ...lightEvents(before, after),
    ...(before.muted === after.muted
      ? []
      : [{ word: 'sound', text: after.muted ? 'muted' : 'on again' }]),
    ...messageEvents(before, after),
    ...(after.notice && after.notice.number !== before.notice?.number
      ? [{ word: 'notice', text: clean(after.notice.text) }]
      : []),
    ...after.warnings
      .filter((warning) => !before.warnings.includes(warning))
      .map((warning) => ({ word: 'warning', text: clean(warning) })),
  ];
}

/** `Started: 3 Lukas – Typing` */
export const sentence = ({ word, text, then }: Event): string =>
  `${word.charAt(0).toUpperCase()}${word.slice(1)}: ${text}${then === undefined ? '' : `. ${then}`}`;

function stageEvents(before: Snapshot, after: Snapshot, now: Instant): Event[] {
  const { stage: from } = before;
  const { stage: to } = after;
  if (from.rev === to.rev || edited(before, after)) return [];
  const was = nameOf(before, before);
  const is = nameOf(after, after);
  if (to.changed === null) return [{ word: 'restored', text: is }];
  if (to.before === null) return [{ word: 'undone', text: `now ${STATES[to.state]}, ${is}` }];
  if (to.granted !== from.granted && to.state === from.state && to.talk === from.talk)
    return [{ word: granted(to.granted - from.granted), text: is }];
  switch (to.state) {
    case 'running':
      return [from.state === 'held' ? { word: 'goes on', text: is } : started(to, is, now)];
    case 'held':
      return [{ word: 'paused', text: is }];
    case 'standby':
    case 'closed':
      return left(before, after, was, is);
  }
}

/** `+0:30 added`, `-0:30 taken away` */
const granted = (ms: number): string => `${signed(ms)} ${ms < 0 ? 'taken away' : 'added'}`;

const STATES = {
  standby: 'between talks',
  running: 'on stage',
  held: 'paused',
  closed: 'closed',
} as const;

/** A start that was told late says how late: `Started: 3 Lukas – Typing, 20 s ago`. */
function started(stage: Snapshot['stage'], is: string, now: Instant): Event {
  const late = Math.round(elapsedOf(stage, now) / 1000);
  const ago = late < TOLD_LATE ? '' : `, ${String(late)} s ago`;
  return { word: 'started', text: is + ago };
}

/** A press that took a while to arrive is not told as one that was made late, in s. */
const TOLD_LATE = 5;

/** Standby or the end was reached: by a finish, a no-show, a step back or a reopening. */
function left(before: Snapshot, after: Snapshot, was: string, is: string): Event[] {
  const { stage: from } = before;
  const { stage: to } = after;
  const closed = to.state === 'closed' ? [{ word: 'closed', text: closedWords(after) }] : [];
  if (from.state === 'closed')
    return [{ word: to.talk === from.talk - 1 ? 'previous' : 'reopened', text: is }];
  const on = from.state !== 'standby';
  if (to.talk === from.talk + 1)
    return [
      on
        ? { word: 'finished', text: was + tookOf(before, after) }
        : { word: 'no-show', text: was + playedOf(before, after) },
      ...closed,
    ];
  return [
    on
      ? { word: 'back to the start', text: is, then: 'Space starts it.' }
      : { word: 'previous', text: is },
    ...closed,
  ];
}

function tookOf(before: Snapshot, after: Snapshot): string {
  const id = currentEntry(before)?.id;
  const took = after.entries.find((entry) => entry.id === id)?.took;
  return took === undefined ? '' : ` (${formatDuration(took)})`;
}

/** In a rehearsal nobody was missed. */
const playedOf = (before: Snapshot, after: Snapshot): string => {
  const id = currentEntry(before)?.id;
  return after.entries.find((entry) => entry.id === id)?.played === true ? ' (played)' : '';
};

const nameOf = (snapshot: Snapshot, { entries }: Snapshot): string => {
  const entry = currentEntry(snapshot);
  return entry ? numbered(entry, entries) : closedWords(snapshot);
};

/** One that ended with a start or a finish is not told: that was. */
const messageEvents = (before: Snapshot, after: Snapshot): Event[] =>
  MESSAGE_TO.flatMap((to) => {
    const text = after.messages[to];
    if (text === before.messages[to]) return [];
    if (text !== undefined) return [{ word: 'message', text: `to the ${to}: ${clean(text)}` }];
    return before.stage.rev === after.stage.rev
      ? [{ word: 'message', text: `cleared for the ${to}` }]
      : [];
  });

const idsOf = ({ entries }: Snapshot): string => entries.map(({ id }) => id).join();

const edited = (before: Snapshot, after: Snapshot): boolean =>
  before.programme !== after.programme || idsOf(before) !== idsOf(after);

function lineupEvents(before: Snapshot, after: Snapshot): Event[] {
  if (before.entries === after.entries) return [];
  const added = after.entries.filter((entry) => !has(before, entry));
  const removed = before.entries.filter((entry) => !has(after, entry));
  const events = [
    ...added.map((entry) => ({ word: 'added', text: numbered(entry, after.entries) })),
    ...removed.map((entry) => ({ word: 'removed', text: numbered(entry, before.entries) })),
    ...after.entries.flatMap((entry) => changedTalk(before, entry, after)),
  ];
  return events.length > 0 || idsOf(before) === idsOf(after) ? events : [moved(before, after)];
}

const has = ({ entries }: Snapshot, { id }: Entry): boolean =>
  entries.some((entry) => entry.id === id);

function changedTalk(before: Snapshot, entry: Entry, after: Snapshot): Event[] {
  const old = before.entries.find(({ id }) => id === entry.id);
  const same = old === undefined || (old.talk === entry.talk && old.length === entry.length);
  return same ? [] : [{ word: 'changed', text: numbered(entry, after.entries) }];
}

/** A talk that went to the end is told as that; any other order is a new order. */
function moved(before: Snapshot, after: Snapshot): Event {
  const last = after.entries.at(-1);
  const rest = after.entries.slice(0, -1).map(({ id }) => id);
  const others = before.entries.filter(({ id }) => id !== last?.id).map(({ id }) => id);
  return last && rest.join() === others.join()
    ? { word: 'moved to end', text: numbered(last, after.entries) }
    : { word: 'new order', text: `next ${nameOf(after, after)}` };
}

function lightEvents({ light: from }: Snapshot, { light: to }: Snapshot): Event[] {
  if (from.reached === to.reached && from.truth === to.truth && from.name === to.name) return [];
  const text = lightWords(to, undefined).text.replace(/^light:? /, '');
  return [{ word: 'light', text: from.reached || !to.reached ? text : `${text} is back` }];
}
