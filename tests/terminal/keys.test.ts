import { describe, expect, it } from 'vitest';
import { ScreenBench, screenEach } from './bench-screen.ts';
import { KEYS } from './terminal.ts';

const made = screenEach();

describe('each key asks for one thing', () => {
  it.each([
    [['s'], ['skip']],
    [
      ['s', 'b'],
      ['skip', 'back'],
    ],
    [[' '], ['start']],
    [
      [' ', KEYS.enter],
      ['start', 'finish'],
    ],
    [
      [' ', 'f'],
      ['start', 'finish'],
    ],
    [
      [' ', 'h', ' '],
      ['start', 'hold', 'start'],
    ],
    [
      [' ', 'G', 'T', 'H', ' ', 'F'],
      ['start', 'grant 30', 'grant 60', 'hold', 'start', 'finish'],
    ],
    [
      [' ', 'п', 'Е', 'р', ' ', 'а'],
      ['start', 'grant 30', 'grant 60', 'hold', 'start', 'finish'],
    ],
    [
      [' ', 'γ', 'Τ', 'η', ' ', 'φ'],
      ['start', 'grant 30', 'grant 60', 'hold', 'start', 'finish'],
    ],
    [
      [' ', 'ע', 'א', 'י', ' ', 'כ'],
      ['start', 'grant 30', 'grant 60', 'hold', 'start', 'finish'],
    ],
    [
      [' ', 'g', 't', '+', '-', '_'],
      ['start', 'grant 30', 'grant 60', 'grant 30', 'grant -30', 'grant -60'],
    ],
    [
      ['s', 'u'],
      ['skip', 'undo'],
    ],
    [['o'], ['reopen']],
  ])('%j sends %j', async (keys, sent) => {
    await made.screen.press(...keys);
    expect(made.screen.sent).toEqual(sent);
  });

  it('no key sends "go", and letters without a meaning send nothing', async () => {
    await made.screen.press(
      ...Array.from('acijknrvwxyzACIJKNRVWXYZ567890!"$%&/()='),
      '\x1b[15~',
      '\x1bs',
      '\x13',
    );
    expect(made.screen.sent).toEqual([]);
  });

  it('space never ends a talk: it says which key does', async () => {
    await made.screen.press(' ', ' ');
    expect(made.screen.sent).toEqual(['start']);
    expect(made.screen.output.message).toContain('Enter finishes it');
  });

  it('l puts the talk in standby at the end of the lineup', async () => {
    await made.screen.press('l');
    const names = made.screen.session.snapshot().entries.map(({ talk }) => talk.speaker);
    expect([names[0], names.at(-1)]).toEqual(['Chuk', 'Samir']);
    expect(made.screen.output.message).toBe('Moved to end: 12 Samir – Data science without data');
  });

  it('m mutes, and takes it back', async () => {
    await made.screen.press('m');
    expect(made.screen.output.text).toContain('SOUND MUTED');
    await made.screen.press('m');
    expect(made.screen.output.text).toContain('sound on');
  });

  it.each([
    ['1', 'one finger', ['AMBER']],
    ['2', 'two fingers', ['RED', 'AMBER']],
    ['3', 'applause', ['RED']],
    ['4', 'overtime', ['RED', 'AMBER', 'GREEN']],
  ])('%s practises %s, on the screen too', async (key, phase, lamps) => {
    await made.screen.type(key);
    expect(made.screen.output.text).toMatch(new RegExp(`PRACTICE\n.*${phase}`));
    expect(made.screen.output.text.match(/\b(RED|AMBER|GREEN)\b/g)).toEqual(lamps);
    await made.screen.pass(6000);
    expect(made.screen.output.text).not.toContain('PRACTICE');
  });

  it('? opens help and closes it', async () => {
    await made.screen.press('?');
    expect(made.screen.output.text).toContain('show a signal');
    await made.screen.press('?');
    expect(made.screen.output.text).not.toContain('show a signal');
  });

  it('i shows what there is to know about the session, whole', async () => {
    const address = `http://127.0.0.1:4114/operator#token=${'x'.repeat(44)}`;
    made.screen.stop();
    made.screen = new ScreenBench({}, ['Light: none.', `Operator's page: ${address}`]);
    await made.screen.pass(1);
    expect(made.screen.output.message).toBe('Light: none.');
    await made.screen.press('i');
    expect(made.screen.output.text.replace(/\n /g, '')).toContain(address);
    await made.screen.escape();
    expect(made.screen.output.text).toContain('Chuk');
  });

  it.each([
    ['y', 'y'],
    ['Y', 'y'],
    ['ß', 'ß'],
    ['字', '字'],
    ['\x18', 'ctrl-x'],
    ['\x1b[D', 'left'],
    ['\x1b[H', 'home'],
    ['\t', 'tab'],
    ['\x7f', 'backspace'],
    ['\x1bOP', 'f1'],
    ['\x1b[15~', 'f5'],
  ])('%j means nothing, and is answered with what keys there are', async (key, name) => {
    await made.screen.press(key);
    expect(made.screen.output.message).toBe(
      `${name} does nothing: space start, s no-show, ? all keys.`,
    );
  });

  it('a notice that comes with the first picture waits until that has been read', async () => {
    made.screen.stop();
    made.screen = new ScreenBench({}, ['Light: none.']);
    made.screen.session.notice('turn off automatic sleep');
    await made.screen.pass(1);
    expect(made.screen.output.message).toBe('Light: none.');
    await made.screen.pass(6000);
    expect(made.screen.output.message).toBe('Notice: turn off automatic sleep');
  });

  it.each(['?', 'i'])('Esc closes what %s opened', async (key) => {
    await made.screen.press(key);
    expect(made.screen.output.text).not.toContain('Lukas');
    await made.screen.escape();
    expect(made.screen.output.text).toContain('Lukas');
  });

  it('r asks for what the saved lineup file offers', async () => {
    await made.screen.press('r');
    expect(made.screen.output.message).toBe('The lineup file offers nothing new.');
  });

  it('v presses the button of a virtual podium, and there is none here', async () => {
    await made.screen.press('v', 'x');
    expect(made.screen.output.message).toBe(
      'Only the virtual podium’s button can be pressed here.',
    );
  });

  it('arrows scroll the lineup, until something happens', async () => {
    await made.screen.type(KEYS.down.repeat(5));
    expect(made.screen.output.text).toContain('Indra');
    expect(made.screen.output.text).not.toMatch(/1 {2}14:00 {2}Samir/);
    await made.screen.press(' ');
    expect(made.screen.output.text).toMatch(/1 {2}now {4}Samir/);
  });
});

describe('a press carries the revision that was on the screen', () => {
  it('and is refused with a sentence when something happened since', async () => {
    await made.screen.press(' ');
    // In the same instant, before the screen has drawn it, somebody else finishes the talk.
    made.screen.input.write('h');
    void made.screen.session.act({ type: 'finish', by: 'web' });
    await made.screen.pass(10);
    expect(made.screen.presses.at(-1)).toMatchObject({ type: 'hold', rev: 1, by: 'terminal' });
    expect(made.screen.state).toBe('standby');
    expect(made.screen.output.message).toContain('still want to.');
  });

  it('a refusal is shown and fades', async () => {
    await made.screen.type('b');
    expect(made.screen.output.message).toBe('This is the first talk: there is none before it.');
    await made.screen.pass(6100);
    expect(made.screen.output.message).toBe('');
  });
});

describe('a held key counts once', () => {
  const talk = (): number => made.screen.session.snapshot().stage.talk;

  it.each([
    ['held for 4 s', 4000, {}],
    ['held with an early first repeat', 2000, { delay: 250 }],
    ['held with a late first repeat', 3000, { delay: 660, every: 40 }],
    ['held with a very late first repeat', 4000, { delay: 1000, every: 60 }],
    ['pressed for half a second', 510, {}],
    ['held over a slow line', 3000, { every: 100 }],
  ])('%s', async (_, ms, how) => {
    await made.screen.hold('s', ms, how);
    await made.screen.pass(200);
    expect(talk()).toBe(1);
  });

  it('a stream that arrives in one go counts once', async () => {
    await made.screen.type('s'.repeat(30));
    await made.screen.pass(200);
    expect(talk()).toBe(1);
  });

  it.each([700, 800, 1000, 1600, 3000])('a second press %i ms later counts', async (gap) => {
    await made.screen.type('s');
    await made.screen.pass(gap);
    await made.screen.type('s');
    await made.screen.pass(200);
    expect(talk()).toBe(2);
  });

  it('and so does the second of impatient presses every 400 ms', async () => {
    for (let i = 0; i < 4; i++) {
      await made.screen.type('s');
      await made.screen.pass(398);
    }
    expect(talk()).toBe(2);
  });

  it('and so does one soon after a held key was let go', async () => {
    await made.screen.hold('s', 2000);
    await made.screen.pass(500);
    await made.screen.type('s');
    await made.screen.pass(200);
    expect(talk()).toBe(2);
  });

  it('another key in between lets the same key count again', async () => {
    await made.screen.type('m');
    await made.screen.pass(100);
    await made.screen.type('i');
    await made.screen.pass(100);
    await made.screen.type('m');
    expect(made.screen.output.text).toContain('sound on');
  });
});
