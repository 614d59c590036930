/** Editing the lineup from the keyboard. */
import { describe, expect, it } from 'vitest';
import { screenEach } from './bench-screen.ts';
import { exampleTalks } from './stand.ts';
import { KEYS } from './terminal.ts';

const made = screenEach({ talks: exampleTalks(4) });
const ALL = ['Samir', 'Chuk', 'Lukas', 'Seth'];

/** The line that is marked as chosen. */
const chosen = (): string | undefined =>
  /^>.*$/m.exec(made.screen.output.text)?.[0].replace(/ +/g, ' ');

describe('the lineup mode', () => {
  it('opens and leaves with e or Esc, and the arrows choose a talk', async () => {
    const { screen } = made;
    await screen.press('e');
    expect(chosen()).toMatch(/^>► 1 14:00 Samir/);
    expect(screen.output.message).toContain('arrows choose');
    await screen.press(KEYS.down, KEYS.down);
    expect(chosen()).toMatch(/Lukas/);
    await screen.escape();
    expect(chosen()).toBeUndefined();
    await screen.press('e', 'e');
    expect(chosen()).toBeUndefined();
  });

  it('moves a talk, one place a press, and carries the choice along', async () => {
    const { screen } = made;
    await screen.press('e', KEYS.down, KEYS.down, '<', '<');
    expect(screen.speakers).toEqual(['Lukas', 'Samir', 'Chuk', 'Seth']);
    expect(chosen()).toMatch(/1 14:00 Lukas/);
    await screen.press('<');
    expect(screen.output.message).toBe('It is there already.');
    await screen.press('>');
    expect(screen.speakers).toEqual(['Samir', 'Lukas', 'Chuk', 'Seth']);
    await screen.press(KEYS.down, KEYS.down, 'n');
    expect(screen.speakers).toEqual(['Seth', 'Samir', 'Lukas', 'Chuk']);
  });

  it('swaps two talks with x and x, and not after Esc', async () => {
    const { screen } = made;
    await screen.press('e', 'x');
    expect(screen.output.message).toContain('Swap Samir');
    await screen.press(KEYS.down, KEYS.down);
    expect(screen.output.text).toMatch(/^x►? +1 .*Samir/m);
    await screen.press('x');
    expect(screen.speakers).toEqual(['Lukas', 'Chuk', 'Samir', 'Seth']);
    await screen.press('x');
    await screen.escape();
    await screen.press(KEYS.up, 'x', 'x');
    expect(screen.speakers).toEqual(['Lukas', 'Chuk', 'Samir', 'Seth']);
  });

  it('removes a talk, and u takes that back', async () => {
    const { screen } = made;
    await screen.press('e', KEYS.down, KEYS.delete);
    expect(screen.speakers).toEqual(['Samir', 'Lukas', 'Seth']);
    await screen.press('u');
    expect(screen.speakers).toEqual(ALL);
  });

  it('calls who was missed', async () => {
    const { screen } = made;
    await screen.press('s', 'e', KEYS.up, 'n');
    expect(screen.speakers).toEqual(ALL);
    expect(screen.output.text).toContain('NEXT  1 of 4');
  });

  it.each(['<', 'x', 'r', 'd', KEYS.delete])(
    'does not touch the talk that is on, or one that has been: %j',
    async (key) => {
      const { screen } = made;
      await screen.press(' ', 'e', key);
      expect(screen.output.message).toBe('That talk is on or already given: it can’t be changed.');
      await screen.press('f', KEYS.up, key);
      expect(screen.output.message).toBe('That talk is on or already given: it can’t be changed.');
      expect(screen.speakers).toEqual(ALL);
    },
  );

  it('only space, f, h and u run the session; all others say so, and Enter does nothing', async () => {
    const { screen } = made;
    await screen.press('e', 's', 'l', 'b', ' ', 'g', 't', 'o', 'b', 'h', ' ', KEYS.enter);
    expect(screen.output.message).toContain('Enter does nothing here: f finishes');
    await screen.press('f', 's');
    expect(screen.output.message).toContain('s does nothing in the lineup');
    await screen.press('l', 'b', 'u');
    expect(screen.sent).toEqual(['start', 'hold', 'start', 'finish', 'undo']);
    expect(screen.speakers).toEqual(ALL);
    expect(chosen()).toBeDefined();
  });

  it('Esc closes its help first', async () => {
    const { screen } = made;
    await screen.press('e', '?');
    await screen.escape();
    expect(chosen()).toBeDefined();
    await screen.escape();
    expect(chosen()).toBeUndefined();
  });

  it('a held key counts once, and quick presses count each', async () => {
    const { screen } = made;
    await screen.press('e', KEYS.down.repeat(3));
    await screen.hold('<', 2000);
    expect(screen.speakers).toEqual(['Samir', 'Chuk', 'Seth', 'Lukas']);
    await screen.pass(2000);
    for (let i = 0; i < 2; i++) {
      await screen.type('<');
      await screen.pass(400);
    }
    expect(screen.speakers).toEqual(['Seth', 'Samir', 'Chuk', 'Lukas']);
  });

  it('is refused with a sentence when something else happened first', async () => {
    const { screen } = made;
    await screen.press('e', KEYS.down);
    screen.input.write('>');
    void screen.session.act({ type: 'start', by: 'web' });
    await screen.pass(10);
    expect(screen.output.text).toContain('Something else happened first');
    expect(screen.speakers).toEqual(ALL);
  });

  it('keeps its choice when others edit, and chooses anew when that talk is gone', async () => {
    const { screen } = made;
    await screen.press('e', KEYS.down);
    await screen.session.edit({ type: 'move', id: 2, before: null }, undefined, 'web');
    await screen.pass(10);
    expect(chosen()).toMatch(/4 .*Chuk/);
    await screen.session.edit({ type: 'remove', id: 2 }, undefined, 'web');
    await screen.pass(10);
    await screen.press('r');
    expect(screen.output.message).toContain('not in the lineup any more');
    await screen.press(KEYS.down);
    expect(chosen()).toMatch(/1 .*Samir/);
  });

  it('tells its keys on the line of help and after ?', async () => {
    const { screen } = made;
    await screen.press('e');
    expect(screen.output.text).toMatch(/a add {2}i add next.*esc leave$/);
    await screen.press('?');
    expect(screen.output.text).toContain('add one who is next');
  });
});

describe('a lineup longer than the screen', () => {
  const long = screenEach();

  it('is scrolled so that the chosen talk and its neighbours are in view', async () => {
    const { screen } = long;
    await screen.press('e');
    for (let i = 0; i < 12; i++) {
      expect(chosenIn(screen.output.text)).toBe(i + 1);
      if (i < 11) expect(screen.output.text).toMatch(new RegExp(`^ +${String(i + 2)} `, 'm'));
      await screen.press(KEYS.down);
    }
    for (let i = 12; i > 0; i--) {
      expect(chosenIn(screen.output.text)).toBe(i);
      await screen.press(KEYS.up);
    }
  });

  const chosenIn = (text: string): number => Number(/^>►? +(\d+) /m.exec(text)?.[1]);
});
