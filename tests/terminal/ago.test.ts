/** A talk that began without anybody pressing start. */
import { describe, expect, it } from 'vitest';
import { elapsedOf } from '../../protocol/stage.ts';
import { screenEach } from './bench-screen.ts';

const made = screenEach();
const elapsed = (): number => {
  const { session } = made.screen;
  return Math.round(elapsedOf(session.snapshot().stage, session.now()) / 1000);
};

describe('a talk that began already', () => {
  it.each([
    ['1', 10],
    ['2', 20],
    ['3', 30],
    ['A', 0],
  ])('a, then %s, starts it so long ago: %i s', async (key, seconds) => {
    const { screen } = made;
    await screen.press('s');
    await screen.pass(60_000);
    await screen.type('a');
    expect(screen.output.message).toContain('2: 20 s ago');
    await screen.pass(1000);
    await screen.type(key);
    expect(screen.state).toBe(seconds > 0 ? 'running' : 'standby');
    if (seconds === 0) return;
    expect(elapsed()).toBe(seconds);
    expect(screen.output.message).toMatch(new RegExp(`^Started: 2 .*, ${String(seconds)} s ago$`));
    await screen.pass(2000);
    await screen.type('u');
    expect(screen.session.snapshot().stage).toMatchObject({ state: 'standby', talk: 1 });
  });

  it('is asked for again once nobody answered, and any other key gives it up', async () => {
    const { screen } = made;
    await screen.type('a');
    await screen.pass(6100);
    await screen.press('2');
    await screen.press('a', 'm', '2');
    await screen.press('a', 'a', '4');
    expect(screen.state).toBe('standby');
    expect(screen.output.message).toContain('1, 2 or 3 says how long ago');
  });

  it('began not before the last event, nor right after it', async () => {
    const { screen } = made;
    await screen.press('s');
    await screen.pass(5000);
    await screen.press('a', '1');
    expect(screen.state).toBe('standby');
    expect(screen.output.message).toContain('not before the last press');
    await screen.press('s');
    await screen.type('a');
    await screen.pass(500);
    await screen.type('s');
    await screen.type('a');
    await screen.type('1');
    expect(screen.output.message).toContain('press again in 2 s');
  });

  it.each([
    [[' '], 'u undoes that'],
    [[' ', 'h'], 'space lets it go on'],
  ])('after %j there is nothing to tell of', async (keys, said) => {
    await made.screen.press(...keys, 'a');
    expect(made.screen.output.message).toContain(said);
    await made.screen.press('1');
    expect(made.screen.sent).toEqual(keys.map((key) => (key === 'h' ? 'hold' : 'start')));
  });
});
