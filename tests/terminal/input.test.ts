import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScreenBench } from './bench-screen.ts';
import { KEYS } from './terminal.ts';

let screen: ScreenBench;

beforeEach(() => {
  vi.useFakeTimers();
  screen = new ScreenBench();
});

afterEach(() => {
  screen.stop();
  vi.useRealTimers();
});

/** Presses keys one after the other, two seconds apart. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    await screen.type(key);
    await screen.pass(2000);
  }
}

describe('pasted text does not press', () => {
  it('when the terminal marks it', async () => {
    await screen.type(`${KEYS.pasteStart}s s\r${KEYS.pasteEnd}`);
    expect(screen.sent).toEqual([]);
    expect(screen.output.message).toContain('Pasted text is left alone');
    await press('s');
    expect(screen.sent).toEqual(['skip']);
  });

  it('when it comes in several pieces', async () => {
    await screen.type(`${KEYS.pasteStart}s`);
    await screen.pass(100);
    await screen.type('s');
    await screen.type(`s${KEYS.pasteEnd}`);
    expect(screen.sent).toEqual([]);
  });

  it('when the terminal cannot mark it', async () => {
    await screen.type('finish this talk');
    expect(screen.sent).toEqual([]);
  });

  it('and a paste that never ends does not lock the keyboard', async () => {
    await screen.type(KEYS.pasteStart);
    await screen.pass(1500);
    await press('s');
    expect(screen.sent).toEqual(['skip']);
  });
});

describe('the focus of the keyboard', () => {
  it('is told when it is lost, until it is back', async () => {
    await screen.type(KEYS.focusOut);
    expect(screen.output.message).toContain('The keyboard is not here');
    await screen.pass(60_000);
    expect(screen.output.message).toContain('The keyboard is not here');
    await screen.type(KEYS.focusIn);
    expect(screen.output.message).toBe('');
  });
});

describe('quitting', () => {
  it.each([['q'], [KEYS.ctrlC]])('%j quits at once while no talk is on', async (key) => {
    await screen.type(key);
    expect(screen.quit).toHaveBeenCalledOnce();
    expect(screen.output.mode('?1049')).toBe(false);
  });

  it.each([['q'], [KEYS.ctrlC]])('%j asks for a second one during a talk', async (key) => {
    await press(' ');
    await screen.type(key);
    expect(screen.quit).not.toHaveBeenCalled();
    expect(screen.output.message).toContain('press again within 3 s');
    await screen.pass(600);
    await screen.type(key);
    await screen.pass(200);
    expect(screen.quit).toHaveBeenCalledOnce();
  });

  it('a quick second Ctrl-C is the second', async () => {
    await press(' ');
    await screen.type(KEYS.ctrlC);
    await screen.pass(250);
    await screen.type(KEYS.ctrlC);
    await screen.pass(200);
    expect(screen.quit).toHaveBeenCalledOnce();
  });

  it('a held Ctrl-C does not quit', async () => {
    await press(' ');
    await screen.hold(KEYS.ctrlC, 2500);
    expect(screen.quit).not.toHaveBeenCalled();
  });

  it('after 3 s it asks anew', async () => {
    await press(' ');
    await screen.type(KEYS.ctrlC);
    await screen.pass(3100);
    expect(screen.output.message).not.toContain('press again');
    await screen.type(KEYS.ctrlC);
    await screen.pass(200);
    expect(screen.quit).not.toHaveBeenCalled();
  });
});
