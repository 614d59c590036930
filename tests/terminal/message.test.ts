/** w: a message to the speaker or the room. */
import { describe, expect, it } from 'vitest';
import { screenEach } from './bench-screen.ts';
import { exampleTalks } from './stand.ts';
import { KEYS } from './terminal.ts';

const made = screenEach({ talks: exampleTalks(4) });
const shown = (): unknown => made.screen.session.snapshot().messages;

describe('w', () => {
  it('shows what is typed to the speaker, and says so', async () => {
    const { screen } = made;
    await screen.press('w');
    expect(screen.output.text).toContain('1 microphone!');
    await screen.write('five more');
    expect(screen.output.message).toBe('To the speaker: five more│');
    await screen.press(KEYS.enter);
    expect(shown()).toEqual({ speaker: 'five more' });
    expect(screen.output.text).toContain('to the speaker: five more');
    expect(screen.output.text).toContain('w changes it');
    expect(screen.sent).toEqual([]);
  });

  it('a number takes a ready one, Tab turns to the room', async () => {
    const { screen } = made;
    await screen.press('w', '4', KEYS.enter);
    await screen.press('w', '\t', '1', KEYS.enter);
    expect(shown()).toEqual({ speaker: 'wrap up', room: 'technical pause, we go on shortly' });
  });

  it('Tab keeps what is typed', async () => {
    const { screen } = made;
    await screen.press('w');
    await screen.write('hello');
    await screen.press('\t');
    expect(screen.output.message).toBe('To the room: hello│');
    await screen.press(KEYS.enter);
    expect(shown()).toEqual({ room: 'hello' });
  });

  it('an empty line takes it away; Esc changes nothing', async () => {
    const { screen } = made;
    await screen.press('w', '2', KEYS.enter, 'w');
    await screen.escape();
    expect(shown()).toEqual({ speaker: 'louder' });
    await screen.press('w', KEYS.enter);
    expect(shown()).toEqual({});
    await screen.press('w', KEYS.enter);
    expect(shown()).toEqual({});
  });

  it('one that is too long is not sent, and stays to be mended', async () => {
    const { screen } = made;
    await screen.press('w');
    await screen.write('x'.repeat(41));
    await screen.press(KEYS.enter);
    expect(shown()).toEqual({});
    await screen.press(KEYS.backspace, KEYS.enter);
    expect(shown()).toEqual({ speaker: 'x'.repeat(40) });
  });

  it('held, opens one line and types nothing', async () => {
    const { screen } = made;
    await screen.hold('w', 1500);
    expect(screen.output.message).toBe('To the speaker: │');
  });
});

it('during a technical pause the line of help says how it ends', async () => {
  expect(made.screen.output.text).toContain('h technical pause');
  await made.screen.press('p');
  expect(made.screen.output.text).toContain('h end the pause');
  await made.screen.press('h', ' ', 'p');
  expect(made.screen.sent).toEqual(['start', 'hold']);
});
