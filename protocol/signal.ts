/**
 * What people see and hear. What lasts is told by the set of lit lamps alone; an announcement or a
 * sound only draws the eye to it. The numbers here are generated into the firmware's header.
 */
import { duration, seconds, type Duration } from './time.ts';

/** One bit a lamp, in the order of the column from the bottom up (blue, where there is one, is below green). */
export const LAMPS = { green: 1, amber: 2, red: 4, blue: 8 } as const;
export type Lamp = keyof typeof LAMPS;
/** A set of lamps: a sum of values of LAMPS. */
export type LampSet = number;

export const NO_LAMPS: LampSet = 0;
export const THREE_TIERS: LampSet = LAMPS.green | LAMPS.amber | LAMPS.red;
export const FOUR_TIERS: LampSet = THREE_TIERS | LAMPS.blue;

export const lampSet = (...lamps: readonly Lamp[]): LampSet =>
  lamps.reduce<LampSet>((set, lamp) => set | LAMPS[lamp], NO_LAMPS);

/** The lamps of a set in the order of LAMPS, as the documents write it: `amber + red`. */
export function lampNames(set: LampSet): Lamp[] {
  return (Object.keys(LAMPS) as Lamp[]).filter((lamp) => (set & LAMPS[lamp]) !== 0);
}

/** A wink inverts one lamp, so that it can be seen on a lit lamp too. */
export const ANNOUNCEMENTS = ['none', 'blink', 'wink-green', 'wink-amber', 'wink-red'] as const;
export type Announcement = (typeof ANNOUNCEMENTS)[number];

const WINKS: Readonly<Partial<Record<Announcement, LampSet>>> = {
  'wink-green': LAMPS.green,
  'wink-amber': LAMPS.amber,
  'wink-red': LAMPS.red,
};

/** When a sound's beats begin, in ms from its start, and how long each lasts at the two levels. */
export interface Sound {
  readonly beats: readonly number[];
  readonly quiet: number;
  readonly normal: number;
}

/** Every sound is over in 3 s (WCAG 1.4.2). A buzzer knows on and off only: softness is shortness. */
export const SOUNDS = {
  none: { beats: [], quiet: 0, normal: 0 },
  tick: { beats: [0], quiet: 4, normal: 20 },
  single: { beats: [0, 700, 1400, 2100], quiet: 4, normal: 25 },
  paired: { beats: [0, 160, 700, 860, 1400, 1560, 2100, 2260], quiet: 4, normal: 25 },
  // Applause: hands find each other, then thin out. Uneven on purpose, an even row sounds like an alarm.
  roll: {
    beats: [
      0, 210, 370, 490, 600, 690, 790, 870, 970, 1050, 1150, 1230, 1320, 1420, 1500, 1600, 1690,
      1800, 1900, 2030, 2170, 2340, 2540,
    ],
    quiet: 4,
    normal: 30,
  },
  gong: { beats: [0], quiet: 60, normal: 600 },
} as const satisfies Record<string, Sound>;
export type SoundName = keyof typeof SOUNDS;
export const SOUND_NAMES = Object.keys(SOUNDS) as SoundName[];

export const SOUND_LEVELS = ['off', 'quiet', 'normal'] as const;
export type SoundLevel = (typeof SOUND_LEVELS)[number];

export interface Signal {
  readonly lamps: LampSet;
  readonly announcement: Announcement;
  readonly sound: SoundName;
}

/** The same signal, but for a blink that announces it. */
export const unblinking = (signal: Signal): Signal =>
  signal.announcement === 'blink' ? { ...signal, announcement: 'none' } : signal;

/** Rhythms. 1 Hz and a limit of two onsets a second stay below the three flashes of WCAG 2.3.1. */
export const RHYTHM = {
  /** One blink: lit for the first half, dark for the second. */
  blinkPeriod: seconds(1),
  /** A blink announces for so long, then the set is steady (WCAG 2.2.2). */
  blinkLasts: seconds(5),
  winkPeriod: seconds(4),
  winkLasts: duration(100),
  /** At most `onsetLimit` onsets within any `onsetWindow`; lamps within `onsetMerge` count once. */
  onsetWindow: seconds(1),
  onsetLimit: 2,
  onsetMerge: duration(20),
} as const;

const signal = (
  lamps: LampSet,
  announcement: Announcement = 'none',
  sound: SoundName = 'none',
): Signal => ({ lamps, announcement, sound });

/** What is shown when no score is: the states, and the conditions of a podium that is not well. */
export const STATE_SIGNALS = {
  held: signal(lampSet('red', 'green')),
  closed: signal(NO_LAMPS),
  'no-programme': signal(NO_LAMPS, 'wink-red'),
  fault: signal(NO_LAMPS, 'wink-amber'),
} as const satisfies Record<string, Signal>;

/** The announcement that a loss of power adds to the changeover's set, until the next event. */
export const POWER_LOST: Announcement = 'wink-amber';

/** The set of the changeover, for the lamps that are there. */
export const changeoverLamps = (present: LampSet): LampSet =>
  replaceMissing(lampSet('blue'), present);

/** A set for a column that lacks its blue lamp: green and amber stand in for it. */
export function replaceMissing(lamps: LampSet, present: LampSet): LampSet {
  const missing = lamps & LAMPS.blue & ~present;
  return missing ? (lamps & ~LAMPS.blue) | lampSet('green', 'amber') : lamps;
}

/** The lamps lit `elapsed` after a signal began; before its beginning, as at the beginning. */
export function lampsAt(shown: Pick<Signal, 'lamps' | 'announcement'>, elapsed: Duration): LampSet {
  const t = Math.max(0, elapsed);
  if (shown.announcement === 'blink') {
    const dark = t < RHYTHM.blinkLasts && t % RHYTHM.blinkPeriod >= RHYTHM.blinkPeriod / 2;
    return dark ? NO_LAMPS : shown.lamps;
  }
  const wink = WINKS[shown.announcement] ?? NO_LAMPS;
  return t % RHYTHM.winkPeriod < RHYTHM.winkLasts ? shown.lamps ^ wink : shown.lamps;
}

/** How long until `lampsAt` changes, or undefined when it never will. */
export function untilLampsChange(
  shown: Pick<Signal, 'announcement'>,
  elapsed: Duration,
): Duration | undefined {
  const t = Math.max(0, elapsed);
  const early = duration(t - elapsed);
  if (shown.announcement === 'none') return undefined;
  if (shown.announcement === 'blink') {
    if (t >= RHYTHM.blinkLasts) return undefined;
    const half = RHYTHM.blinkPeriod / 2;
    return duration(early + half - (t % half));
  }
  const phase = t % RHYTHM.winkPeriod;
  return duration(
    early + (phase < RHYTHM.winkLasts ? RHYTHM.winkLasts : RHYTHM.winkPeriod) - phase,
  );
}

/** Whether the buzzer sounds `elapsed` after a sound began. */
export function buzzerAt(name: SoundName, level: SoundLevel, elapsed: Duration): boolean {
  const length = beatLength(name, level);
  return SOUNDS[name].beats.some((beat) => elapsed >= beat && elapsed < beat + length);
}

/** How long until `buzzerAt` changes, or undefined when the sound is over. */
export function untilBuzzerChange(
  name: SoundName,
  level: SoundLevel,
  elapsed: Duration,
): Duration | undefined {
  const length = beatLength(name, level);
  if (length === 0) return undefined;
  const edges = SOUNDS[name].beats.flatMap((beat) => [beat, beat + length]);
  const next = edges.find((edge) => edge > elapsed);
  return next === undefined ? undefined : duration(next - elapsed);
}

const beatLength = (name: SoundName, level: SoundLevel): number =>
  level === 'off' ? 0 : SOUNDS[name][level];
