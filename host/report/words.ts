/** How a report says times, lengths and states: in the time zone of the event, wherever it is read. */
import { duration, formatDuration } from '../../protocol/time.ts';
import { visible } from '../system/characters.ts';
import type { Sender } from '../session/types.ts';
import type { Report, TalkReport } from './report.ts';

/** Whole seconds, rounded: `4:10`. */
export const length = (ms: number): string =>
  formatDuration(duration(Math.round(Math.abs(ms) / 1000) * 1000));

/** `+0:20`, `-0:50`, `0:00`. */
export function signed(ms: number, minus = '-'): string {
  const text = length(ms);
  return text === '0:00' ? text : `${ms > 0 ? '+' : minus}${text}`;
}

/** `1:30 behind plan`, `0:15 ahead of plan`, `on time`. */
export function standing(behind: number): string {
  const text = length(behind);
  if (text === '0:00') return 'on time';
  return `${text} ${behind > 0 ? 'behind' : 'ahead of'} plan`;
}

/** How late a signal was: `2 ms`, `0.4 s`, `1:10`. */
export function lateness(ms: number): string {
  const late = Math.max(0, ms);
  if (late < 100) return `${String(Math.round(late))} ms`;
  return late < 60_000 ? `${(late / 1000).toFixed(late < 10_000 ? 1 : 0)} s` : length(late);
}

export interface Hours {
  /** `18:00:05` */
  readonly second: (ms: number) => string;
  /** `18:00` */
  readonly minute: (ms: number) => string;
  /** `Saturday, 28 November 2026` */
  readonly day: (ms: number) => string;
  /** `2026-11-28 18:00:05` */
  readonly sortable: (ms: number) => string;
  readonly zone: string;
}

/** Of a zone by its IANA name; of this computer's where that is none. */
export function hoursIn(zone: string | undefined): Hours {
  const timeZone = isZone(zone) ? zone : Intl.DateTimeFormat().resolvedOptions().timeZone;
  const format = (
    options: Intl.DateTimeFormatOptions,
    locale = 'en-GB',
  ): ((ms: number) => string) => {
    const made = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
    return (ms) => (Number.isFinite(ms) && Math.abs(ms) <= LAST ? made.format(ms) : '?');
  };
  const two = '2-digit';
  const minute = format({ hour: two, minute: two });
  const second = format({ hour: two, minute: two, second: two });
  const date = format({ year: 'numeric', month: two, day: two }, 'sv-SE');
  const day = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return { second, minute, day, zone: timeZone, sortable: (ms) => `${date(ms)} ${second(ms)}` };
}

/** The last moment that a Date can tell. */
const LAST = 8.64e15;

function isZone(zone: string | undefined): zone is string {
  if (zone === undefined) return false;
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** What stands above a report. */
export function titleOf({ name, room, event, lineup }: Report): string {
  const parts = [event, name, room].filter((part) => part !== undefined && part !== '');
  // Several sessions without a name would be told apart by nothing.
  const usual = ['Lightning talks', ...(lineup === undefined ? [] : [lineup])];
  return visible([...new Set(parts.length > 0 ? parts : usual)].join(' · '));
}

export const nameOf = ({ speaker, title }: TalkReport): string =>
  visible([speaker, title].filter((part) => part !== '').join(' – '));

export const STATES: Readonly<Record<Report['state'], string>> = {
  'not begun': 'not started',
  'going on': 'still going on when this was written',
  closed: 'closed',
  ended: 'ended before the last talk',
  stopped: 'stopped, can be resumed',
};

export const count = (n: number, noun: string): string =>
  `${String(n)} ${noun}${n === 1 ? '' : 's'}`;

const times = (n: number): string => (n === 1 ? 'once' : n === 2 ? 'twice' : `${String(n)} times`);

/** How who pressed is called. */
export const PRESSERS: Readonly<Record<Sender, string>> = {
  button: 'button',
  terminal: 'terminal',
  web: 'web',
  osc: 'OSC',
  mqtt: 'MQTT',
  autopilot: 'autopilot',
  file: 'file',
  restore: 'restored',
};

/** What was unusual about a talk, in words. */
export function remarks(talk: TalkReport): string[] {
  const { status, holds, held, startedAgo, falseStarts, calledBack, before, undone } = talk;
  const { sentToEnd, moved, added, guessed, missedFirst, grants, granted, startedBy, endedBy } =
    talk;
  const late = talk.signals.flatMap((one) => (one.late === undefined ? [] : [one.late]));
  const latest = Math.max(0, ...late);
  const told: (string | false)[] = [
    status === 'missed' ? 'no-show' : missedFirst === true && 'no-show at first',
    status === 'left out' && 'left out by the organisers',
    status === 'removed' && 'removed from the lineup',
    status === 'on' && 'on',
    status === 'given' && talk.start === undefined && 'over, time unknown',
    added && 'added on the day',
    moved && 'moved',
    sentToEnd > 0 && `moved to the end ${times(sentToEnd)}`,
    startedAgo !== undefined && `started ${length(startedAgo)} before the press`,
    (holds > 0 || held >= 1000) && `paused ${times(Math.max(1, holds))} (${length(held)})`,
    grants > 0 && `${signed(granted)} ${granted < 0 ? 'taken away' : 'added'}`,
    falseStarts > 0 && count(falseStarts, 'false start'),
    calledBack > 0 && `brought back ${times(calledBack)}`,
    before > 0 && `given ${times(before)} before`,
    undone > 0 && (undone === 1 ? 'a press undone' : `${String(undone)} presses undone`),
    guessed === true && 'start or end estimated: the light was out of reach',
    latest >= LATE && `a signal was ${lateness(latest)} late`,
    startedBy !== undefined && `by ${pressers(startedBy, endedBy)}`,
  ];
  return told.filter((one) => one !== false);
}

const pressers = (first: Sender, last = first): string =>
  first === last ? PRESSERS[first] : `${PRESSERS[first]}, ${PRESSERS[last]}`;

/** Wanted of every signal, in ms: what is later can be seen beside a clock. */
export const LATE = 100;
