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

  it('opens for whom one is shown now', async () => {
    const { screen } = made;
    await screen.press('h', 'w');
    expect(screen.output.message).toBe('To the room: │');
    expect(screen.output.text).toContain('Shown to the room now.');
    await screen.press('\t', '2', KEYS.enter, 'w');
    expect(screen.output.message).toBe('To the speaker: │');
  });

  it('says how much room is left while it is typed', async () => {
    const { screen } = made;
    await screen.press('w');
    await screen.write('x'.repeat(29));
    expect(screen.output.text).not.toContain('left.');
    await screen.write('x');
    expect(screen.output.text).toContain('10 characters left.');
    await screen.write('x'.repeat(11));
    expect(screen.output.text).toContain('Too long by 1: a message has at most 40 characters.');
    await screen.press(KEYS.backspace, KEYS.backspace);
    expect(screen.output.text).toContain('1 character left.');
  });

  it('offers all ready ones, the last of them cut', async () => {
    const { screen } = made;
    await screen.press('w');
    expect(screen.output.text).toMatch(/4 wrap up {2}5 repeat\S*… {2}tab room {2}esc cancel/);
    await screen.press('\t');
    expect(screen.output.text).toMatch(/1 technical pause.* 2 sh\S*.* 3 \S*…/);
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
