import { describe, expect, it } from 'vitest';
import {
  LAMPS,
  RHYTHM,
  SOUNDS,
  SOUND_NAMES,
  STATE_SIGNALS,
  buzzerAt,
  changeoverLamps,
  lampNames,
  lampSet,
  lampsAt,
  replaceMissing,
  untilBuzzerChange,
  untilLampsChange,
  type Announcement,
} from '../../protocol/signal.ts';
import { duration } from '../../protocol/time.ts';

const [GREEN, AMBER, RED, BLUE] = [1, 2, 4, 8];

describe('lamps', () => {
  it('have one bit each, from the bottom of the column up, blue apart', () => {
    expect(LAMPS).toEqual({ green: GREEN, amber: AMBER, red: RED, blue: BLUE });
    expect(lampSet('amber', 'red')).toBe(6);
    expect(lampNames(6)).toEqual(['amber', 'red']);
    expect(lampNames(0)).toEqual([]);
  });

  it('green and amber stand in for a blue one that is not there', () => {
    expect(changeoverLamps(15)).toBe(BLUE);
    expect(changeoverLamps(7)).toBe(GREEN | AMBER);
    expect(replaceMissing(BLUE | RED, 7)).toBe(GREEN | AMBER | RED);
    expect(replaceMissing(RED, 7)).toBe(RED);
  });

  it('on hold red and green are lit, closed none', () => {
    expect(STATE_SIGNALS.held.lamps).toBe(RED | GREEN);
    expect(STATE_SIGNALS.closed.lamps).toBe(0);
  });
});

/** `lampsAt` at the given times, and the times of its changes as `untilLampsChange` tells them. */
const rhythm = (announcement: Announcement, lamps: number, ...times: number[]): number[] =>
  times.map((ms) => lampsAt({ lamps, announcement }, duration(ms)));

function changes(announcement: Announcement, from: number): number[] {
  const found: number[] = [];
  let now = from;
  for (;;) {
    const wait = untilLampsChange({ announcement }, duration(now));
    if (wait === undefined || found.length === 12) return found;
    found.push((now += wait));
  }
}

describe('announcements', () => {
  it('a blink is lit first, 1 Hz, and over after five seconds', () => {
    expect(rhythm('blink', 6, 0, 499, 500, 999, 1_000, 4_999, 5_000, 5_500)).toEqual([
      ...[6, 6, 0, 0],
      ...[6, 0, 6, 6],
    ]);
    expect(changes('blink', 0)).toEqual([
      ...[500, 1_000, 1_500, 2_000, 2_500],
      ...[3_000, 3_500, 4_000, 4_500, 5_000],
    ]);
  });

  it('a wink inverts one lamp for a tenth of a second, once in four', () => {
    expect(rhythm('wink-green', 0, 0, 99, 100, 3_999, 4_000)).toEqual([GREEN, GREEN, 0, 0, GREEN]);
    expect(rhythm('wink-amber', 3, 0, 100)).toEqual([GREEN, GREEN | AMBER]);
    expect(rhythm('wink-red', 0, 0, 100)).toEqual([RED, 0]);
    expect(changes('wink-red', 0).slice(0, 4)).toEqual([100, 4_000, 4_100, 8_000]);
  });

  it('without one the set lasts', () => {
    expect(rhythm('none', 6, 0, 500, 1e9)).toEqual([6, 6, 6]);
    expect(changes('none', 0)).toEqual([]);
  });

  it('before the beginning it is as at the beginning', () => {
    expect(rhythm('blink', 6, -1, -60_000)).toEqual([6, 6]);
    expect(rhythm('wink-green', 0, -3_950)).toEqual([GREEN]);
    expect(changes('blink', -700)[0]).toBe(500);
    expect(changes('wink-green', -3_950)[0]).toBe(100);
  });

  it('are all below three flashes a second', () => {
    expect(RHYTHM.onsetLimit).toBeLessThan(3);
    expect(RHYTHM.onsetWindow).toBe(1_000);
  });
});

describe('sounds', () => {
  it('one finger: four single ticks, 0.7 s apart', () => {
    expect(SOUNDS.single.beats).toEqual([0, 700, 1_400, 2_100]);
  });

  it('two fingers: four paired ticks, 0.7 s apart', () => {
    const { beats } = SOUNDS.paired;
    expect(beats.filter((_, i) => i % 2 === 0)).toEqual([0, 700, 1_400, 2_100]);
    const gaps = beats.filter((_, i) => i % 2 === 1).map((beat, i) => beat - i * 700);
    expect(gaps).toEqual([160, 160, 160, 160]);
  });

  it.each(SOUND_NAMES)(
    '%s is over in three seconds, with beats that the podium can count',
    (name) => {
      const { beats, quiet, normal } = SOUNDS[name];
      for (const length of [quiet, normal]) {
        const ends = beats.map((beat) => beat + length);
        expect(Math.max(0, ...ends)).toBeLessThan(3_000);
        // A beat ends before the next begins, or they could not be told apart.
        for (const [i, beat] of beats.slice(1).entries()) expect(ends[i]).toBeLessThan(beat);
      }
      for (const beat of beats)
        expect([beat % 10, Math.floor(beat / 10) <= 255]).toEqual([0, true]);
    },
  );

  it('the buzzer sounds at the beats, for as long as the level says', () => {
    const heard = (level: 'off' | 'quiet' | 'normal', ...times: number[]): boolean[] =>
      times.map((ms) => buzzerAt('single', level, duration(ms)));
    expect(heard('quiet', -1, 0, 3, 4, 700, 703, 704)).toEqual([
      ...[false, true, true, false],
      ...[true, true, false],
    ]);
    expect(heard('normal', 24, 25)).toEqual([true, false]);
    expect(heard('off', 0, 700)).toEqual([false, false]);
  });

  it('the buzzer tells when it changes, and when it will not any more', () => {
    const wait = (ms: number, level: 'off' | 'quiet' = 'quiet'): number | undefined =>
      untilBuzzerChange('single', level, duration(ms));
    expect([wait(-10), wait(0), wait(4), wait(2_103)]).toEqual([10, 4, 696, 1]);
    expect([wait(2_104), wait(0, 'off')]).toEqual([undefined, undefined]);
    expect(untilBuzzerChange('none', 'quiet', duration(0))).toBeUndefined();
  });
});
