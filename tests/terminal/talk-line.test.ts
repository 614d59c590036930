/** The line on which a talk is typed. */
import { describe, expect, it } from 'vitest';
import { screenEach } from './bench-screen.ts';
import { exampleTalks } from './stand.ts';
import { KEYS } from './terminal.ts';

const made = screenEach({ talks: exampleTalks(4) });
const ALL = ['Samir', 'Chuk', 'Lukas', 'Seth'];

describe('a line that is typed', () => {
  it('adds a speaker at the end, as the next, with a length or without', async () => {
    const { screen } = made;
    await screen.press('e', 'a');
    await screen.write('Zoë - Small things [3:00]');
    expect(screen.output.message).toBe(
      'At the end: Speaker - Title [5:00]: Zoë - Small things [3:00]│',
    );
    await screen.press(KEYS.enter);
    expect(screen.speakers).toEqual([...ALL, 'Zoë']);
    expect(screen.session.snapshot().entries.at(-1)).toMatchObject({
      talk: { title: 'Small things' },
      length: 180_000,
    });
    expect(screen.output.text).toMatch(/^> +5 .*Zoë/m);
    await screen.press('i');
    await screen.write('山田太郎');
    await screen.press(KEYS.enter);
    expect(screen.speakers[0]).toBe('山田太郎');
  });

  it('renames, with the text as it was to begin with', async () => {
    const { screen } = made;
    await screen.press('e', KEYS.down, 'r');
    expect(screen.output.message).toContain('Chuk - Culture shock');
    await screen.press(KEYS.ctrlU);
    await screen.write('Chuck - Shock');
    await screen.press(KEYS.enter);
    expect(screen.session.snapshot().entries[1]?.talk).toMatchObject({
      speaker: 'Chuck',
      title: 'Shock',
    });
    expect(screen.output.message).toBe('Changed: 2 Chuck – Shock');
  });

  it('changes a length', async () => {
    const { screen } = made;
    await screen.press('e', 'd', KEYS.ctrlU);
    await screen.write('90s');
    await screen.press(KEYS.enter);
    expect(screen.session.snapshot().entries[0]?.length).toBe(90_000);
  });

  it('is edited where the cursor is', async () => {
    const { screen } = made;
    await screen.press('e', 'd', KEYS.home, KEYS.delete, '4', KEYS.right, KEYS.backspace, ':');
    expect(screen.output.message).toBe('Length: 4:│00');
    await screen.press(KEYS.enter);
    expect(screen.session.snapshot().entries[0]?.length).toBe(240_000);
  });

  it('left as it was, changes nothing', async () => {
    const { screen } = made;
    const { rev } = screen.session.snapshot().stage;
    await screen.press('e', 'r', KEYS.enter);
    expect(screen.session.snapshot().stage.rev).toBe(rev);
    expect(screen.output.text).toContain('esc leave');
  });

  it.each([
    ['d', 'soon', 'Not saved. Write the length as 5:00, 5 min or 90 s; 24 hours at most.'],
    ['r', ' - Title', 'Not saved: that is not a talk. Write Speaker - Title [5:00].'],
    [
      'r',
      'A - B [99:99]',
      'Not saved: the length "99:99" cannot be read. Write Speaker - Title [5:00].',
    ],
    ['r', '---', 'Not saved: that is not a talk. Write Speaker - Title [5:00].'],
  ])(
    '%s %j is not taken: a sentence says why, and the line stays',
    async (key, typed, sentence) => {
      const { screen } = made;
      await screen.press('e', key, KEYS.ctrlU);
      await screen.write(typed);
      await screen.type(KEYS.enter);
      expect(screen.output.text.split('\n')[21]).toBe(` ${sentence}`);
      expect(screen.output.message).toContain(`${typed.trim()}│`);
      expect(screen.speakers).toEqual(ALL);
    },
  );

  it('takes every key for text: no talk is started, finished or skipped by it', async () => {
    const { screen } = made;
    await screen.press(' ', 'e', 'a');
    await screen.write(' fhsbuoglq?L1T');
    expect(screen.sent).toEqual(['start']);
    expect(screen.quit).not.toHaveBeenCalled();
    expect(screen.output.text).toContain('other keys only type');
    await screen.escape();
    await screen.press('f');
    expect(screen.sent).toEqual(['start', 'finish']);
  });

  it('leaves the light and the clock in view, and what happens meanwhile', async () => {
    const { screen } = made;
    await screen.press('e', 'a');
    await screen.session.act({ type: 'start', by: 'button' });
    await screen.pass(10);
    expect(screen.output.text).toMatch(/ON STAGE {2}1 of 4/);
    expect(screen.output.text).toContain('Started: 1 Samir');
    expect(screen.output.message).toContain('│');
  });

  it('is given up by Ctrl-C, and after a minute without a key', async () => {
    const { screen } = made;
    await screen.press('e', 'a', KEYS.ctrlC);
    expect(screen.quit).not.toHaveBeenCalled();
    await screen.press('a', 'x');
    await screen.pass(57_000);
    expect(screen.output.message).toContain('x│');
    await screen.pass(3000);
    expect(screen.output.message).toBe('Nothing was typed for a minute: the line is closed.');
    expect(screen.speakers).toEqual(ALL);
  });

  it('takes pasted text, as one line and without what a terminal would obey', async () => {
    const { screen } = made;
    await screen.press('e', 'a');
    await screen.type(`${KEYS.pasteStart}Eve\x07 -\nTitle${KEYS.pasteEnd}`);
    expect(screen.output.message).toContain('Eve - Title│');
    await screen.press(KEYS.enter);
    expect(screen.session.snapshot().entries.at(-1)?.talk).toMatchObject({
      speaker: 'Eve',
      title: 'Title',
    });
  });

  it('does not take the key that opened it while that is held', async () => {
    const { screen } = made;
    await screen.press('e');
    await screen.hold('a', 3000);
    expect(screen.output.message).toBe('At the end: Speaker - Title [5:00]: │');
    await screen.pass(1000);
    await screen.write('aab');
    await screen.pass(500);
    expect(screen.output.message).toMatch(/ a+b│$/);
  });

  it('does not leave the mode, or say anything, while Esc or Enter is held', async () => {
    const { screen } = made;
    await screen.press('e', 'a');
    await screen.write('Zoë - Y');
    await screen.hold(KEYS.enter, 2000);
    expect(screen.speakers).toEqual([...ALL, 'Zoë']);
    expect(screen.output.message).not.toContain('Enter does nothing');
  });
});
