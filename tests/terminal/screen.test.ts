import { describe, expect, it, vi } from 'vitest';
import { ScreenBench, screenEach } from './bench-screen.ts';
import { exampleTalks } from './stand.ts';
import { KEYS } from './terminal.ts';

const made = screenEach({ untilMinutes: 62 });

/** How often something was written while so much time passed. */
async function writesIn(ms: number): Promise<number> {
  const before = made.screen.output.writes.length;
  await made.screen.pass(ms);
  return made.screen.output.writes.length - before;
}

describe('the screen is drawn when something on it changes', () => {
  it('once a second while a talk is on, and exactly when the second changes', async () => {
    await made.screen.pass(330);
    await made.screen.type(' ');
    expect(made.screen.output.text).toContain('GO');
    await made.screen.pass(7000);
    const written = made.screen.output.writes.length;
    // Typed 330 ms after a full second, and 2 ms for the screen to draw: the next second is 998 ms away.
    await made.screen.pass(990);
    expect(made.screen.output.writes.length).toBe(written);
    await made.screen.pass(10);
    expect(made.screen.output.writes.length).toBe(written + 1);
    expect(await writesIn(10_000)).toBe(10);
  });

  it('twice a second while the light blinks', async () => {
    await made.screen.type(' ');
    await made.screen.pass(240_000);
    // Five blinks, and the clock's seconds in the same drawings.
    expect(await writesIn(4400)).toBeLessThanOrEqual(10);
    expect(made.screen.output.text).toContain('ONE FINGER');
  });

  it('not at all while nothing changes', async () => {
    await made.screen.pass(61_000);
    expect(await writesIn(58_000)).toBe(0);
    // The time of day, and just after it a room that is a minute too late.
    expect(await writesIn(2000)).toBe(2);
  });

  it('and read no oftener than that', async () => {
    await made.screen.type(' ');
    const plan = vi.spyOn(made.screen.session, 'plan');
    await made.screen.pass(60_000);
    expect(plan.mock.calls.length).toBeLessThanOrEqual(66);
  });

  it('and writes only the lines that differ', async () => {
    await made.screen.type(' ');
    await made.screen.pass(20_000);
    await made.screen.pass(1000);
    // eslint-disable-next-line no-control-regex
    const rows = made.screen.output.writes.at(-1)?.match(/\x1b\[\d+;1H/g) ?? [];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(5);
    // eslint-disable-next-line no-control-regex
    expect(made.screen.output.writes.at(-1)).toMatch(/^\x1b\[\?2026h.*\x1b\[\?2026l$/s);
  });

  it('shows an event from elsewhere at once', async () => {
    await made.screen.session.act({ type: 'start', by: 'web' });
    await made.screen.pass(1);
    expect(made.screen.output.text).toContain('ON STAGE  1 of 12');
    expect(made.screen.output.message).toBe('Started: 1 Samir – Data science without data');
  });

  it('does not queue drawings for a terminal that stands still', async () => {
    await made.screen.type(' ');
    made.screen.output.stall();
    // One was on its way; what came after it is drawn from what is true when it gets through.
    expect(await writesIn(10_000)).toBe(1);
    made.screen.output.goOn();
    await made.screen.pass(1);
    expect(made.screen.output.text).toContain('left');
    expect(await writesIn(5000)).toBe(5);
  });
});

describe('the terminal', () => {
  it('is taken over: alternate screen, no cursor, focus reports, marked pastes', () => {
    expect(made.screen.input.raw).toBe(true);
    for (const mode of ['?1049', '?1004', '?2004'])
      expect(made.screen.output.mode(mode)).toBe(true);
    for (const mode of ['?25', '?7']) expect(made.screen.output.mode(mode)).toBe(false);
  });

  it('is given back as it was, once', () => {
    made.screen.stop();
    expect(made.screen.input.raw).toBe(false);
    for (const mode of ['?1049', '?1004', '?2004', '?2026'])
      expect(made.screen.output.mode(mode)).toBe(false);
    for (const mode of ['?25', '?7']) expect(made.screen.output.mode(mode)).toBe(true);
    const written = made.screen.output.writes.length;
    made.screen.stop();
    expect(made.screen.output.writes.length).toBe(written);
  });

  it('leaves no listener and no timer behind', () => {
    const counts = (): number[] =>
      ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGCONT', 'exit', 'uncaughtExceptionMonitor'].map((name) =>
        process.listenerCount(name),
      );
    const during = counts();
    made.screen.stop();
    expect(counts()).toEqual(during.map((n) => n - 1));
    expect(made.screen.input.listenerCount('keypress')).toBe(0);
  });

  it('is drawn anew after a change of its size', async () => {
    made.screen.output.columns = 60;
    made.screen.output.rows = 16;
    made.screen.output.emit('resize');
    await made.screen.pass(1);
    expect(made.screen.output.text).toContain('▐   ▌ red');
    expect(made.screen.output.text.split('\n')[0]).toHaveLength(60);
  });

  it('that has gone stops the screen and not the session', async () => {
    made.screen.output.emit('error', Object.assign(new Error('write EIO'), { code: 'EIO' }));
    made.screen.input.emit('error', new Error('read EIO'));
    await made.screen.session.act({ type: 'start', by: 'web' });
    expect(await writesIn(3000)).toBe(0);
    expect(made.screen.state).toBe('running');
    expect(made.screen.quit).not.toHaveBeenCalled();
  });

  it('is taken over again when the process goes on after a stop', () => {
    made.screen.input.raw = false;
    process.emit('SIGCONT');
    expect(made.screen.input.raw).toBe(true);
    expect(made.screen.output.text).toContain('NEXT');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is given back at %s, and the program may end',
    (signal) => {
      process.emit(signal, signal);
      expect(made.screen.output.mode('?1049')).toBe(false);
      expect(made.screen.quit).toHaveBeenCalledOnce();
    },
  );
});

describe('a whole session', () => {
  it('ends with a screen that says so', async () => {
    made.screen.stop();
    made.screen = new ScreenBench({ talks: exampleTalks(1) });
    await made.screen.type(' ');
    await made.screen.pass(298_000);
    await made.screen.type(KEYS.enter);
    expect(made.screen.output.message).toBe(
      'Finished: 1 Samir – Data science without data (4:58)  Closed: 1 talk given',
    );
    expect(made.screen.output.text).toContain('THE SESSION IS OVER');
  });
});
