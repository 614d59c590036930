/** The limit on onsets: moments at which some lamp goes from dark to lit. */
import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import { DARK, limitOnsets, type Column } from '../../protocol/column.ts';
import type { LampSet } from '../../protocol/signal.ts';
import { instant, type Instant } from '../../protocol/time.ts';

const [GREEN, AMBER, RED] = [1, 2, 4];

/** Asks for sets at moments, and gives what is lit after each. */
function lit(...asked: readonly (readonly [ms: number, wanted: LampSet])[]): LampSet[] {
  let column = DARK;
  return asked.map(([ms, wanted]) => {
    ({ column } = limitOnsets(column, wanted, instant(ms)));
    return column.lit;
  });
}

describe('the limit on onsets', () => {
  it('lets two onsets a second through', () => {
    expect(lit([0, GREEN], [100, 0], [200, AMBER])).toEqual([GREEN, 0, AMBER]);
  });

  it('defers a third, until a second after the first', () => {
    expect(lit([0, RED], [100, 0], [200, RED], [300, 0], [400, RED], [999, RED])).toEqual([
      ...[RED, 0, RED, 0],
      ...[0, 0],
    ]);
    expect(lit([0, RED], [100, 0], [200, RED], [300, 0], [1000, RED])).toEqual([
      RED,
      0,
      RED,
      0,
      RED,
    ]);
  });

  it('says when to ask again', () => {
    const column: Column = { lit: 0, onsets: [instant(100), instant(300)] };
    expect(limitOnsets(column, RED, instant(400)).retry).toBe(1100);
    expect(limitOnsets(column, RED, instant(1100))).toEqual({
      column: { lit: RED, onsets: [300, 1100] },
    });
  });

  it('never defers going dark, also of the one lamp of several', () => {
    expect(lit([0, GREEN], [100, RED], [200, GREEN])).toEqual([GREEN, RED, 0]);
    expect(lit([0, GREEN], [100, GREEN | RED], [200, AMBER | RED])).toEqual([
      GREEN,
      GREEN | RED,
      RED,
    ]);
  });

  it('counts lamps that follow within 20 ms as one onset', () => {
    expect(lit([0, GREEN], [19, GREEN | AMBER], [200, 0], [300, RED])).toEqual([
      ...[GREEN, GREEN | AMBER],
      ...[0, RED],
    ]);
    expect(lit([0, GREEN], [20, GREEN | AMBER], [200, 0], [300, RED]).at(-1)).toBe(0);
  });

  it('shows the newest that was asked for when it is allowed', () => {
    expect(lit([0, GREEN], [100, RED], [200, GREEN], [300, AMBER], [1000, AMBER])).toEqual([
      ...[GREEN, RED],
      ...[0, 0, AMBER],
    ]);
  });
});

interface Asked {
  readonly now: Instant;
  readonly wanted: LampSet;
}

const asked = fc
  .array(
    fc.record({
      wait: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 700 })),
      wanted: fc.integer({ min: 0, max: 15 }),
    }),
    { maxLength: 60 },
  )
  .map((steps): Asked[] => {
    let now = 0;
    return steps.map(({ wait, wanted }) => ({ now: instant((now += wait)), wanted }));
  });

describe('for any sets at any times', () => {
  it('there are two onsets at most in any second, lamps within 20 ms counting once', () => {
    fc.assert(
      fc.property(asked, (steps) => {
        let column = DARK;
        const onsets: Instant[] = [];
        for (const { now, wanted } of steps) {
          const before = column.lit;
          ({ column } = limitOnsets(column, wanted, now));
          const newest = onsets.at(-1);
          const merges = newest !== undefined && now - newest < 20;
          if ((column.lit & ~before) !== 0 && !merges) onsets.push(now);
        }
        for (const first of onsets)
          expect(onsets.filter((t) => t >= first && t - first < 1000).length).toBeLessThanOrEqual(
            2,
          );
      }),
    );
  });

  it('nothing is lit that is not wanted, and nothing goes dark that is wanted', () => {
    fc.assert(
      fc.property(asked, (steps) => {
        let column = DARK;
        for (const { now, wanted } of steps) {
          const before = column.lit;
          ({ column } = limitOnsets(column, wanted, now));
          expect(column.lit & ~wanted).toBe(0);
          expect(before & wanted & ~column.lit).toBe(0);
        }
      }),
    );
  });

  it('what was deferred is lit at the moment that was said, whatever else was asked before', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 15 }), (steps, newest) => {
        let column = DARK;
        for (const { now, wanted } of steps) ({ column } = limitOnsets(column, wanted, now));
        const now = steps.at(-1)?.now ?? instant(0);
        const told = limitOnsets(column, newest, now);
        if (told.retry === undefined) {
          expect(told.column.lit).toBe(newest);
          return;
        }
        expect(told.retry).toBeGreaterThan(now);
        expect(told.retry - now).toBeLessThanOrEqual(1000);
        expect(limitOnsets(told.column, newest, told.retry)).toMatchObject({
          column: { lit: newest },
        });
      }),
    );
  });
});
