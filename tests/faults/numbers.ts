/**
 * The numbers of a report, worked out a second time from nothing but the edges of the lamps: when a talk was
 * lit as begun and as over, how long it was lit as held, and when each signal came on.
 */
import {
  RHYTHM,
  STATE_SIGNALS,
  THREE_TIERS,
  changeoverLamps,
  lampSet,
  type LampSet,
} from '../../protocol/signal.ts';
import { EVENT_NAMES, type TIMED_EVENTS } from '../../protocol/stage.ts';
import type { Line } from '../../host/journal/journal.ts';
import { Account } from '../../host/report/account.ts';
import type { Report, SignalReport, TalkReport } from '../../host/report/report.ts';
import type { Evening } from './evening.ts';
import type { LampEdge } from './hall.ts';
import type { Asked } from './people.ts';

/** In ms: so far a number may be from what the lamps say. */
const OFF = 5;
/** What is timed counts from when it was pressed at the laptop, and is lit when it is there: within this, in ms. */
const ON_ITS_WAY = 450;
/** An edge further from where the report has it belongs to something else. */
const NEAR = 500;
/** What is broken disturbs the light for so long after it is whole again. */
const SETTLES = 4000;

const GREEN = lampSet('green');
const HELD = STATE_SIGNALS.held.lamps;
const BETWEEN = changeoverLamps(THREE_TIERS);

export interface Numbers {
  /** How many numbers were compared, and of how many talks. */
  compared: number;
  talks: number;
  /** Talks that were left out: the light itself was not as the talk was, as it is declared for a fault. */
  excused: number;
  readonly differences: string[];
}

/** The report of an evening against its lamps. */
export function numbersOf(evening: Evening): Numbers {
  const { hall } = evening;
  const lines = hall.lines.map(({ line }) => line);
  const account = new Account();
  for (const line of lines) account.take(line);
  const report = account.report();
  const told: Numbers = { compared: 0, talks: 0, excused: 0, differences: [] };
  if (!report) return { ...told, differences: ['there is no report'] };
  const shift = shiftOf(lines, hall.times.sinceBoot() - hall.world.now);
  for (const talk of report.talks) {
    if (talk.start === undefined || talk.end === undefined) continue;
    if (isExcused(evening, talk, talk.start - shift, talk.end - shift, lines)) told.excused += 1;
    else compare(talk, evening, shift, told);
  }
  check(report, told);
  compareWithScreens(evening, report, told);
  return told;
}

/** What a report's time of day is ahead of the time that really passed. */
function shiftOf(lines: readonly Line[], uptime: number): number {
  const last = lines.at(-1);
  return last ? Date.parse(last.time) - (last.up * 1000 - uptime) : 0;
}

/** Sums must be those of the talks. */
function check({ talks, changeovers }: Report, told: Numbers): void {
  const sum = talks.reduce((total, { changeover = 0 }) => total + changeover, 0);
  told.compared += 1;
  if (Math.abs(sum - changeovers.sum) > 0.01) told.differences.push('the sum of changeovers');
}

/** What a talk took when it was finished last, in ms, and that was not undone; NaN if it never was. */
function lastTaken(lines: Evening['hall']['lines'], id: number): number {
  const names: readonly string[] = EVENT_NAMES;
  const events = lines.map(({ line }) => line).filter(({ type }) => names.includes(type));
  const stands = (i: number): boolean => events[i + 1]?.type !== 'undo';
  const last = events.findLast(
    ({ type, id: of }, i) => type === 'finish' && of === id && stands(i),
  );
  return Number(last?.took);
}

/**
 * What the report says of each talk is what screens said of it last. One that was given, brought back, and has not
 * come again is missed or waits on screens; the report has what was given, which its last finish tells.
 */
function compareWithScreens({ hall }: Evening, { talks }: Report, told: Numbers): void {
  for (const entry of hall.host?.session?.snapshot().entries ?? []) {
    const { id, status } = entry;
    const talk = talks.find((one) => one.id === id);
    const same = status === 'ended' ? 'given' : status;
    const again = talk?.status === 'given' && talk.calledBack > 0 && same !== 'given';
    const took = again ? lastTaken(hall.lines, id) : entry.took;
    told.compared += 1;
    if (talk?.status !== same && !again)
      told.differences.push(
        `talk ${String(id)} is ${status}, and ${String(talk?.status)} in the report`,
      );
    else if (took !== undefined && !(Math.abs(took - (talk.taken ?? NaN)) <= OFF))
      told.differences.push(
        `talk ${String(id)} took ${String(took)}, and ${String(talk.taken)} in the report`,
      );
  }
}

function isExcused(
  { hall, faults }: Evening,
  talk: TalkReport,
  start: number,
  end: number,
  lines: readonly Line[],
): boolean {
  // An undo shows for a while what then never was.
  if (talk.guessed === true || talk.undone > 0) return true;
  const alone = hall.lines.some(
    ({ line, at }) => line.alone === true && at > start - NEAR && at < end + NEAR,
  );
  const put = lines.some(({ type, what }) => type === 'lineup' && what === 'undo');
  const stopsLight = hall.light === 'none' ? ['kill', 'block'] : ['reset', 'power'];
  return (
    alone ||
    put ||
    faults.some(
      ({ name, from, to }) =>
        stopsLight.includes(name) && from < end + NEAR && to + SETTLES > start - NEAR,
    )
  );
}

function compare(
  talk: TalkReport,
  { hall: { lamps }, asked }: Evening,
  shift: number,
  told: Numbers,
): void {
  const { start = 0, end = 0, taken = 0, held, signals, endShown } = talk;
  const name = `talk ${String(talk.id)} (${String(talk.startedBy)}, ${String(talk.endedBy)})`;
  const go = signals.find(({ number }) => number === 0)?.late ?? 0;
  const begun = edgeNear(lamps, start - shift + go, [GREEN]);
  const over = edgeNear(lamps, end - shift + (endShown ?? 0), [BETWEEN, 0]);
  told.talks += 1;
  const differs = (what: string, report: number, lit: number | undefined): void => {
    told.compared += 1;
    if (lit !== undefined && Math.abs(report - lit) <= OFF) return;
    const by = lit === undefined ? 'no such edge' : `${(report - lit).toFixed(1)} ms off`;
    told.differences.push(`${name}: ${what} ${by}`);
  };
  differs('start', start - shift + go, begun);
  if (begun === undefined) return;
  for (const signal of signals) {
    if (signal.late === undefined || signal.shown === undefined || signal.number === 0) continue;
    // A grant moves what is due.
    if (talk.grants > 0) continue;
    const stood = heldWithin(lamps, asked, begun, (signal.at ?? 0) - shift);
    const lit = onset(lamps, (signal.at ?? 0) - shift, signal);
    differs(signal.name, signal.shown, lit === undefined ? undefined : lit - begun + go - stood);
  }
  // Of one that closes the session no signal tells how long the press was on its way.
  if (endShown === undefined && (talk.endedBy !== 'button' || inBlink(lamps, end - shift))) return;
  differs('end', end - shift + (endShown ?? 0), over);
  if (over === undefined) return;
  const stood = heldWithin(lamps, asked, begun, over - (endShown ?? 0));
  differs('taken', taken, over - (endShown ?? 0) - (begun - go) - stood);
  differs('held', held, stood);
}

function edgeNear(
  lamps: readonly LampEdge[],
  at: number,
  sets: readonly LampSet[],
): number | undefined {
  const found = lamps
    .filter((edge) => sets.includes(edge.lamps) && Math.abs(edge.at - at) < NEAR)
    .sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at));
  return found[0]?.at;
}

/** The dark half of a blink: lamps that are put out then show nothing of it. */
function inBlink(lamps: readonly LampEdge[], at: number): boolean {
  const i = lamps.findLastIndex((edge) => edge.at < at);
  const [lit, dark] = [lamps[i - 1], lamps[i]];
  return (
    dark?.lamps === 0 &&
    lit !== undefined &&
    Math.abs(dark.at - lit.at - RHYTHM.blinkPeriod / 2) < 2
  );
}

/** When other lamps came on, near where the report has a signal. A repeat lights what is lit already. */
const onset = (
  lamps: readonly LampEdge[],
  at: number,
  { name }: SignalReport,
): number | undefined => {
  const found = lamps
    .filter((edge) => Math.abs(edge.at - at) < NEAR && (PHASES[name] ?? []).includes(edge.lamps))
    .sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at));
  return found[0]?.at;
};

const PHASES: Readonly<Record<string, readonly LampSet[]>> = {
  'one-finger': [lampSet('amber')],
  'two-finger': [lampSet('amber', 'red'), lampSet('green', 'amber', 'red')],
  applause: [lampSet('red')],
  overtime: [lampSet('green', 'amber', 'red')],
};

/** How long the pauses between two moments were, which the lamps show. */
function heldWithin(
  lamps: readonly LampEdge[],
  asked: readonly Asked[],
  from: number,
  to: number,
): number {
  return lamps.reduce((sum, { at, lamps: lit }, i) => {
    if (lit !== HELD || at < from || at > to) return sum;
    const next = lamps[i + 1]?.at ?? Infinity;
    const until = next > to ? to : next - onItsWay(asked, next, 'start');
    return sum + Math.max(0, until - (at - onItsWay(asked, at, 'hold')));
  }, 0);
}

/**
 * How long before its edge something timed was pressed at the laptop; 0 where the button was, or `go`, which
 * counts from when it is there.
 */
function onItsWay(
  asked: readonly Asked[],
  edge: number,
  timed: (typeof TIMED_EVENTS)[number],
): number {
  const press = asked.findLast(
    ({ what, at, answer }) =>
      what === timed && at <= edge && answer?.ok !== false && edge - at < ON_ITS_WAY,
  );
  return press ? edge - press.at : 0;
}
