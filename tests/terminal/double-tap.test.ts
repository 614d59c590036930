import { describe, expect, it } from 'vitest';
import { screenEach } from './bench-screen.ts';
import { KEYS } from './terminal.ts';

const made = screenEach();

describe('a double tap', () => {
  it.each([300, 1000, 1900])('does not start and finish: Enter %i ms later', async (gap) => {
    const { screen } = made;
    await screen.type(' ');
    await screen.pass(gap);
    await screen.type(KEYS.enter);
    expect(screen.state).toBe('running');
    expect(screen.output.message).toContain('press again');
    await screen.pass(2000);
    await screen.type(KEYS.enter);
    expect(screen.state).toBe('standby');
  });

  it('does not hit a key whose meaning has just changed, which counts after 0.7 s', async () => {
    const { screen } = made;
    await screen.type(' ');
    await screen.pass(600);
    await screen.type('h');
    expect(screen.state).toBe('running');
    expect(screen.output.message).toContain('press again');
    await screen.pass(100);
    await screen.type('b');
    expect(screen.state).toBe('standby');
  });

  it('of a sound or a step of time is none', async () => {
    const { screen } = made;
    await screen.press(' ', 'g');
    await screen.type('t');
    await screen.pass(100);
    await screen.type('-');
    expect(screen.sent).toEqual(['start', 'grant 30', 'grant 60', 'grant -30']);
  });
});
