import { describe, expect, it } from 'vitest';
import { Tally } from '../../host/session/measures.ts';
import { duration, instant, minutes, seconds } from '../../protocol/time.ts';
import { stand } from './stand.ts';

describe('what a session counts', () => {
  it('has presses by what they came to, and refusals by their reason', async () => {
    const { session } = stand();
    await session.act({ type: 'start', by: 'web' });
    await session.act({ type: 'go', by: 'web' });
    await session.act({ type: 'finish', rev: 7, by: 'terminal' });
    await session.act({ type: 'finish', by: 'terminal' });
    const { presses, refusals } = session.measures();
    expect(presses).toMatchObject({ start: 1, finish: 1, hold: 0 });
    expect(presses).not.toHaveProperty('go');
    expect(refusals).toMatchObject({ guard: 1, stale: 1, refused: 0 });
  });

  it('has every signal that time brought, with how late its player showed it', async () => {
    const { session, clock } = stand();
    await session.act({ type: 'start', by: 'web' });
    clock.pass(minutes(5));
    // Changeover, go, one finger, two fingers, applause: a simulated clock is never late.
    const { lateness } = session.measures();
    expect(lateness).toMatchObject({ count: 5, sum: 0 });
    expect(new Set(lateness.upTo)).toEqual(new Set([5]));
  });

  it('does not take for late what a grant, an undo or a press told late led to', async () => {
    const { session, clock } = stand();
    clock.pass(seconds(30));
    await session.act({ type: 'start', by: 'web', ago: seconds(20) });
    expect(session.measures().lateness).toMatchObject({ count: 1, sum: 0 });
    clock.pass(seconds(230));
    await session.act({ type: 'grant', amount: seconds(30), by: 'web' });
    await session.act({ type: 'undo', by: 'web' });
    const before = session.measures().lateness;
    expect(before.sum).toBe(0);
    clock.pass(seconds(50));
    expect(session.measures().lateness).toMatchObject({ count: before.count + 2, sum: 0 });
  });
});

describe('lateness', () => {
  const at = (ms: number, late: number, tally: Tally): void => {
    tally.shown(instant(ms), duration(ms), duration(ms - late));
  };

  it('is counted up to each bound, its sum beside it; a player that is early is in time', () => {
    const tally = new Tally();
    for (const late of [-0.4, 0, 2, 7, 60, 9000]) at(60_000, late, tally);
    const { bounds, upTo, count, sum } = tally.lateness;
    expect(Object.fromEntries(bounds.map((bound, i) => [bound, upTo[i]]))).toMatchObject({
      1: 2,
      2: 3,
      5: 3,
      10: 4,
      50: 4,
      100: 5,
      5000: 5,
    });
    expect({ count, sum }).toEqual({ count: 6, sum: 9069 });
  });

  it('is not that of a signal which the stage was put behind', () => {
    const tally = new Tally();
    tally.put(instant(50_000));
    at(50_000, 10_000, tally);
    at(60_000, 10, tally);
    expect(tally.lateness).toMatchObject({ count: 1, sum: 10 });
  });
});
