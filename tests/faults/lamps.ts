/** Whether the lamps were those of the score at every moment, or what is declared for a fault. */
import {
  POWER_LOST,
  STATE_SIGNALS,
  THREE_TIERS,
  changeoverLamps,
  type LampSet,
} from '../../protocol/signal.ts';
import type { Fault } from './breaker.ts';
import type { Evening } from './evening.ts';
import type { Reach } from './hall.ts';
import type { Asked } from './people.ts';
import { Timeline } from './timeline.ts';
import { lampsOf, ownStages, truthOf, winking } from './truth.ts';

/** An edge may be so far from its time in ms: two ms of the host's idea of the clock, and some for the emulator's steps. */
const USUALLY_OFF = 12;
/** A reset costs at most this until the host corrects it. */
export const OFF_AFTER_RESET = 70;
/** The bootloader holds the board for 1,398 ms; then onsets are limited for a second. */
const BOOTLOADER = 1500;
/** What a line takes to the podium at most, in ms, with those before it. */
const ON_THE_WIRE = 30;
/** A button that is held while the power comes tests the lamps. */
const LAMP_TEST_LASTS = 8000;
const RESET_LASTS = 2700;
const SETTLED_AFTER = 1300;

export function untrueLamps(evening: Evening): string[] {
  const { hall, faults } = evening;
  const end = hall.world.now;
  const { segments } = truthOf(hall.lines);
  const wanted = new Timeline(lampsOf(segments, end));
  const own = new Timeline(lampsOf(ownStages(hall.said, hall.lines), end));
  const shown = new Timeline(hall.lamps.map(({ at, lamps }) => ({ from: at, sets: [lamps] })));
  const excuses = excusesOf(evening);
  const began = segments[0]?.from ?? 0;
  const resets = faults.filter(
    ({ name }) => name === 'reset' || name === 'power' || name === 'kill',
  );
  const firstReset = Math.min(...resets.map(({ from }) => from));
  const runs: { from: number; to: number; lamps: LampSet }[] = [];
  for (let t = began + 50; t < end; t += 5) {
    const lamps = shown.at(t)[0] ?? 0;
    const off = t < firstReset ? USUALLY_OFF : OFF_AFTER_RESET;
    if (wanted.within(t - off, t + off).includes(lamps)) continue;
    const excuse = excuses.filter(({ from, to }) => t >= from && t < to);
    if (excuse.some(({ sets }) => sets.includes(lamps))) continue;
    if (excuse.some(({ own: itself }) => itself) && own.within(t - 80, t + 30).includes(lamps))
      continue;
    const last = runs.at(-1);
    if (last && t - last.to <= 5 && last.lamps === lamps) last.to = t;
    else runs.push({ from: t, to: t, lamps });
  }
  return runs.map(
    ({ from, to, lamps }) =>
      `lamps ${String(lamps)} from ${String(from)} to ${String(to)} instead of ${wanted.at(from).join(' or ')}`,
  );
}

interface Excuse {
  readonly from: number;
  readonly to: number;
  /** What may be shown besides what is true. */
  readonly sets: readonly LampSet[];
  /** The podium may show its own stage. */
  readonly own: boolean;
}

const ALL_SETS = [0, 1, 2, 3, 4, 5, 6, 7];

function excusesOf({ hall, faults, pressed, asked }: Evening): Excuse[] {
  const powerLost = [0, changeoverLamps(THREE_TIERS)].flatMap((lamps) =>
    winking({ lamps, announcement: POWER_LOST }),
  );
  const broken = faults.map((fault): Excuse => {
    const { name, from } = fault;
    const healed = healedAt(fault, hall.reach) + SETTLED_AFTER;
    switch (name) {
      case 'reset':
        return { from, to: Math.max(from + RESET_LASTS, healed), sets: [0], own: false };
      case 'power':
        if (
          pressed.some(
            ({ at, long }) => at > fault.to && at - (long ? 1300 : 150) < fault.to + BOOTLOADER,
          )
        )
          return {
            from,
            to: Math.max(healed, fault.to + LAMP_TEST_LASTS),
            sets: ALL_SETS,
            own: true,
          };
        return {
          from,
          to: healed,
          sets: [0, ...powerLost, ...winking(STATE_SIGNALS.closed)],
          own: true,
        };
      case 'kill':
      case 'unplug':
      case 'noise':
      case 'delay':
        return {
          from,
          to: healed,
          sets: hall.light === 'none' ? [litAt(hall, from)] : [],
          own: true,
        };
      case 'block':
        // A light that the host plays stands still with the host.
        return {
          from,
          to: fault.to + 20,
          sets: hall.light === 'none' ? [litAt(hall, from)] : [],
          own: false,
        };
      case 'sleep':
        // What was pressed in the moment before may come twice: then the podium's time counts.
        return { from: from - 1000, to: healed, sets: [], own: true };
      case 'wall':
        return { from, to: from, sets: [], own: false };
    }
  });
  return [...broken, ...onTheWay(hall), ...asked.map(untilItsLine)];
}

/**
 * Until an event has come to the podium, which counts it from its moment, the light is as it was before. While
 * they meet, as the host's screen says, that is when they have met.
 */
const onTheWay = ({ lines, reach }: Evening['hall']): Excuse[] =>
  lines.flatMap(({ line, at, writtenAt }) => {
    if (line.by !== 'terminal') return [];
    const met = sureAt(reach, writtenAt)
      ? at
      : reach.find((one) => one.at > writtenAt && one.sure)?.at;
    const to = Math.max(at + Number(line.late ?? 0) + ON_THE_WIRE, met ?? Infinity);
    return [{ from: at, to, sets: [], own: true }];
  });

/** What is pressed is carried out first; its line, and with it the answer, comes after. */
const untilItsLine = ({ at, answeredAt = at }: Asked): Excuse => ({
  from: at,
  to: answeredAt,
  sets: [],
  own: true,
});

/** Whether the host had its light within reach, and knew that it is true. */
export const sureAt = (reach: readonly Reach[], t: number): boolean =>
  reach.findLast(({ at }) => at <= t)?.sure === true;

const litAt = ({ lamps }: Evening['hall'], t: number): LampSet =>
  lamps.findLast(({ at }) => at <= t)?.lamps ?? 0;

/** When host and podium were together again, and knew it. */
export function healedAt({ name, from, to }: Fault, reach: readonly Reach[]): number {
  const startedAnew = name === 'power' || name === 'reset';
  // A board that starts anew is noticed when its bootloader is done and the host is awake.
  const noticed =
    startedAnew && sureAt(reach, from) ? reach.find((one) => one.at >= from && !one.sure)?.at : to;
  const since = Math.max(to, noticed ?? Infinity);
  if (sureAt(reach, since)) return since;
  return reach.find((one) => one.at > since && one.sure)?.at ?? Infinity;
}
