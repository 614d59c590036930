import { describe, expect, it } from 'vitest';
import { screenEach } from './bench-screen.ts';
import { KEYS } from './terminal.ts';

const made = screenEach();

describe('pasted text does not press', () => {
  it('when the terminal marks it', async () => {
    await made.screen.type(`${KEYS.pasteStart}s s\r${KEYS.pasteEnd}`);
    expect(made.screen.sent).toEqual([]);
    expect(made.screen.output.message).toContain('Paste ignored');
    await made.screen.press('s');
    expect(made.screen.sent).toEqual(['skip']);
  });

  it('when it comes in several pieces', async () => {
    await made.screen.type(`${KEYS.pasteStart}s`);
    await made.screen.pass(100);
    await made.screen.type('s');
    await made.screen.type(`s${KEYS.pasteEnd}`);
    expect(made.screen.sent).toEqual([]);
  });

  it('when the terminal cannot mark it', async () => {
    await made.screen.type('finish this talk');
    expect(made.screen.sent).toEqual([]);
  });

  it('and a paste that never ends does not lock the keyboard', async () => {
    await made.screen.type(KEYS.pasteStart);
    await made.screen.pass(1500);
    await made.screen.press('s');
    expect(made.screen.sent).toEqual(['skip']);
  });
});

describe('the focus of the keyboard', () => {
  it('is told when it is lost, until it is back', async () => {
    await made.screen.type(KEYS.focusOut);
    expect(made.screen.output.message).toContain('The keyboard is not here');
    await made.screen.pass(60_000);
    expect(made.screen.output.message).toContain('The keyboard is not here');
    await made.screen.type(KEYS.focusIn);
    expect(made.screen.output.message).toBe('');
  });
});

describe('quitting', () => {
  it.each([['q'], [KEYS.ctrlC]])('%j quits at once before anything was done', async (key) => {
    await made.screen.type(key);
    expect(made.screen.quit).toHaveBeenCalledOnce();
    expect(made.screen.output.mode('?1049')).toBe(false);
  });

  it.each([['q'], [KEYS.ctrlC]])('%j asks for a second one during a talk', async (key) => {
    await made.screen.press(' ');
    await made.screen.type(key);
    expect(made.screen.quit).not.toHaveBeenCalled();
    expect(made.screen.output.message).toContain('press again within 3 s');
    await made.screen.pass(600);
    await made.screen.type(key);
    await made.screen.pass(200);
    expect(made.screen.quit).toHaveBeenCalledOnce();
  });

  it('asks between talks, too, once one was given or missed', async () => {
    await made.screen.press('s');
    await made.screen.type('q');
    expect(made.screen.quit).not.toHaveBeenCalled();
    expect(made.screen.output.message).toContain('The session is not over: press again');
  });

  it('a quick second Ctrl-C is the second', async () => {
    await made.screen.press(' ');
    await made.screen.type(KEYS.ctrlC);
    await made.screen.pass(250);
    await made.screen.type(KEYS.ctrlC);
    await made.screen.pass(200);
    expect(made.screen.quit).toHaveBeenCalledOnce();
  });

  it('a held Ctrl-C does not quit', async () => {
    await made.screen.press(' ');
    await made.screen.hold(KEYS.ctrlC, 2500);
    expect(made.screen.quit).not.toHaveBeenCalled();
  });

  it('after 3 s it asks anew', async () => {
    await made.screen.press(' ');
    await made.screen.type(KEYS.ctrlC);
    await made.screen.pass(3100);
    expect(made.screen.output.message).not.toContain('press again');
    await made.screen.type(KEYS.ctrlC);
    await made.screen.pass(200);
    expect(made.screen.quit).not.toHaveBeenCalled();
  });
});
