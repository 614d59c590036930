/**
 * The numbers of a report, worked out a second time from nothing but the edges of the lamps: when a talk was
 * lit as begun and as over, how long it was lit as held, and when each signal came on.
 */
import {
  STATE_SIGNALS,
  THREE_TIERS,
  changeoverLamps,
  lampSet,
  type LampSet,
} from '../../protocol/signal.ts';
import type { Line } from '../../host/journal/journal.ts';
import { Account } from '../../host/report/account.ts';
import type { Report, SignalReport, TalkReport } from '../../host/report/report.ts';
import type { Evening } from './evening.ts';
import type { LampEdge } from './hall.ts';

/** In ms: so far a number may be from what the lamps say. */
const OFF = 5;
/** No signal tells how long a pause that was pressed at the laptop was on its way to the podium, in ms. */
const ON_THE_WIRE = 30;
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
    else compare(talk, hall.lamps, shift, told);
  }
  check(report, told);
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

function isExcused(
  { hall, faults }: Evening,
  talk: TalkReport,
  start: number,
  end: number,
  lines: readonly Line[],
): boolean {
  // An undo shows for a while what then never was; a grant moves signals.
  if (talk.guessed === true || talk.undone > 0 || talk.grants > 0) return true;
  const alone = hall.lines.some(
    ({ line, at }) => line.alone === true && at > start - NEAR && at < end + NEAR,
  );
  const put = lines.some(({ type, what }) => type === 'lineup' && what === 'undo');
  const stopsLight =
    hall.light === 'none' ? ['kill', 'block'] : ['reset', 'power', 'sleep', 'kill'];
  return (
    alone ||
    put ||
    faults.some(
      ({ name, from, to }) =>
        stopsLight.includes(name) && from < end + NEAR && to + SETTLES > start - NEAR,
    )
  );
}

function compare(talk: TalkReport, lamps: readonly LampEdge[], shift: number, told: Numbers): void {
  const { start = 0, end = 0, taken = 0, held, signals, endShown } = talk;
  const name = `talk ${String(talk.id)} (${String(talk.startedBy)}, ${String(talk.endedBy)})`;
  const go = signals.find(({ number }) => number === 0)?.late ?? 0;
  const begun = edgeNear(lamps, start - shift + go, [GREEN]);
  const over = edgeNear(lamps, end - shift + (endShown ?? 0), [BETWEEN, 0]);
  told.talks += 1;
  const off = talk.holds > 0 ? ON_THE_WIRE : OFF;
  const differs = (what: string, report: number, lit: number | undefined): void => {
    told.compared += 1;
    if (lit !== undefined && Math.abs(report - lit) <= off) return;
    const by = lit === undefined ? 'no such edge' : `${(report - lit).toFixed(1)} ms off`;
    told.differences.push(`${name}: ${what} ${by}`);
  };
  differs('start', start - shift + go, begun);
  if (begun === undefined) return;
  for (const signal of signals) {
    if (signal.late === undefined || signal.shown === undefined || signal.number === 0) continue;
    const stood = heldWithin(lamps, begun, (signal.at ?? 0) - shift);
    const lit = onset(lamps, (signal.at ?? 0) - shift, signal);
    differs(signal.name, signal.shown, lit === undefined ? undefined : lit - begun + go - stood);
  }
  // Of one that closes the session no signal tells how long the press was on its way.
  if (endShown === undefined && talk.endedBy !== 'button') return;
  differs('end', end - shift + (endShown ?? 0), over);
  if (over === undefined) return;
  const stood = heldWithin(lamps, begun, over);
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

/** How long the lamps of a pause were lit between two moments. */
function heldWithin(lamps: readonly LampEdge[], from: number, to: number): number {
  return lamps.reduce((sum, { at, lamps: lit }, i) => {
    if (lit !== HELD) return sum;
    const until = Math.min(to, lamps[i + 1]?.at ?? to);
    return sum + Math.max(0, until - Math.max(from, at));
  }, 0);
}
