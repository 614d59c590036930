/** What digits say, by examples; `tests/conformance` holds the firmware to the same. */
import { describe, expect, it } from 'vitest';
import {
  CELL,
  CELL_FULL,
  DIGIT_WIDTHS,
  digitsAt,
  digitsText,
  type DigitsSettings,
} from '../../protocol/digits.ts';
import { OPENING, put, type State } from '../../protocol/stage.ts';
import { duration, instant, seconds } from '../../protocol/time.ts';
import { CLAP, lengthOf, programmeOf } from '../support/programmes.ts';

const USUAL: DigitsSettings = {
  module: 'max7219',
  count: 'down',
  over: 'count-on',
  changeover: 'dark',
};

/** What is said at so many ms of a talk of `length`. */
function said(
  length: string,
  elapsed: number | null,
  change: Partial<DigitsSettings> = {},
  {
    state = 'running',
    noFlash = false,
    now = 0,
  }: Partial<{ state: State; noFlash: boolean; now: number }> = {},
): string {
  const programme = programmeOf([{ id: 1, rules: CLAP, length: lengthOf(length), noFlash }]);
  const place = {
    ...{ state, talk: state === 'closed' ? 1 : 0, granted: seconds(0) },
    elapsed: elapsed === null ? null : duration(elapsed),
  };
  const stage = put(OPENING, place, instant(now));
  return digitsText(digitsAt({ programme, stage }, { ...USUAL, ...change }, instant(now)));
}

describe('digits', () => {
  it.each([
    [0, '5:00'],
    [1, '5:00'],
    [1000, '4:59'],
    [299_999, '0:01'],
    [300_000, '0:00'],
    [300_999, '0:00'],
    [301_000, '-0:01'],
    [361_000, '-1:01'],
  ])('tell the time left, rounded up, and the time over, rounded down: %i', (elapsed, text) => {
    expect(said('5:00', elapsed)).toBe(text);
    expect(said('5:00', elapsed, { module: 'tm1637' })).toBe(text);
  });

  it('tell the time passed where they count up, with no sign', () => {
    expect([0, 999, 1000, 299_999, 307_000].map((ms) => said('5:00', ms, { count: 'up' }))).toEqual(
      ['0:00', '0:00', '0:01', '4:59', '5:07'],
    );
  });

  it('stop or go dark at the end where they are set so', () => {
    expect(said('5:00', 307_000, { over: 'stop' })).toBe('0:00');
    expect(said('5:00', 307_000, { over: 'stop', count: 'up' })).toBe('5:00');
    expect(said('5:00', 307_000, { over: 'dark' })).toBe('');
  });

  it('tell hours where there is room, and whole minutes where there is none for seconds', () => {
    expect(said('24:00:00', 0)).toBe('24:00:00');
    expect(said('1:39:59', 0, { module: 'tm1637' })).toBe('99:59');
    expect(said('24:00:00', 0, { module: 'tm1637' })).toBe('1440');
    expect(said('1:41:00', 1000, { module: 'tm1637' })).toBe('101');
    expect(said('5:00', 899_000, { module: 'tm1637' })).toBe('-9:59');
    expect(said('5:00', 960_000, { module: 'tm1637' })).toBe('-11');
  });

  it('blink on hold, slower than once a second, but for talks in which nothing may', () => {
    const held = (now: number, noFlash = false): string =>
      said('5:00', 60_000, {}, { state: 'held', noFlash, now });
    expect([0, 1499, 1500, 1999, 2000].map((now) => held(now))).toEqual([
      '4:00',
      '4:00',
      '',
      '',
      '4:00',
    ]);
    expect(held(1500, true)).toBe('4:00');
  });

  it('are between talks what they are set to, and dark when the session is closed', () => {
    const between = (changeover: DigitsSettings['changeover'], elapsed: number | null): string =>
      said('5:00', elapsed, { changeover }, { state: 'standby' });
    expect(between('dark', 61_000)).toBe('');
    expect(between('since', 61_000)).toBe('1:01');
    expect(between('since', null)).toBe('');
    expect(between('dashes', 61_000)).toBe('--------');
    expect(said('5:00', null, {}, { state: 'closed' })).toBe('');
  });

  it('stand at the right, with the point of a module behind minutes and hours', () => {
    const programme = programmeOf([{ id: 1, rules: CLAP, length: lengthOf('1:02:03') }]);
    const place = { state: 'running', talk: 0, elapsed: seconds(0), granted: seconds(0) } as const;
    const scene = { programme, stage: put(OPENING, place, instant(0)) };
    expect(digitsAt(scene, USUAL, instant(0))).toEqual([
      ...[CELL.blank, CELL.blank, CELL.blank],
      ...[1 | CELL.point, 0, 2 | CELL.point, 0, 3],
    ]);
    expect(digitsText(new Array<number>(DIGIT_WIDTHS.tm1637).fill(CELL_FULL))).toBe('8:8:8:8:');
  });
});
