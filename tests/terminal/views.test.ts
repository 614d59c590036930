import { describe, expect, it, vi } from 'vitest';
import stringWidth from 'string-width';
import { FOUR_TIERS } from '../../protocol/signal.ts';
import { instant } from '../../protocol/time.ts';
import { draw } from '../../host/terminal/view.ts';
import { DAY_1, exampleTalks, inTheFourthTalk, lines, Stand } from './stand.ts';

describe('the screen at 80×24', () => {
  it('shows who is on, the light, the phase and the time left, the plan and the lineup', async () => {
    const stand = await inTheFourthTalk(285);
    expect(`\n${stand.picture()}`).toBe(`
── Lightning talks, day 1 ───────────────────────────────────────────── 14:13 ──
  ╭────────╮        ON STAGE  4 of 12  5:00 clap
  │████████│ RED    Seth
  │████████│        The future of trust stores in Python
  ├────────┤
  │████████│ AMBER
  │████████│                ██████        ██    ██████   TWO FINGERS
  ├────────┤                ██  ██  ██  ████    ██       left
  │        │ green          ██  ██        ██    ██████
  │        │                ██  ██  ██    ██        ██
  ╰────────╯                ██████      ██████  ██████
                    then Pablo – Memray, a memory profiler
── 9 min ahead ─────── ends 15:01 ──── until 15:02: all fits, 0 min to spare ───
    2         Chuk      Culture shock at my first PyCon US           took 4:58 ▲
    3         Lukas     Typing: covariance and contravariance…         no-show
 ►  4  now    Seth      The future of trust stores in Python          on stage
    5  14:14  Pablo     Memray, a memory profiler
    6  14:20  Graham    The grief cycle, data security breache…
    7  14:26  Mason     What is synthetic data?
    8  14:32  Sophia    HoloViz
    9  14:38  Shavai    Robyn: an async web framework with a R…                ▼
 no light: this screen is the light                                   sound on

 enter finish  h pause  g +0:30  t +1:00  b restart  u undo  ? help  q quit`);
  });

  it('has what the digits on the box say below its lamps, and their places where it is dark', async () => {
    const stand = await inTheFourthTalk(285);
    const { digits } = {
      digits: { module: 'max7219', count: 'down', over: 'count-on', changeover: 'dark' },
    } as const;
    const shown = (width: number, height: number): string => {
      const model = stand.model();
      const light = { ...model.snapshot.light, digits };
      return draw({ ...model, snapshot: { ...model.snapshot, light } }, width, height).join('\n');
    };
    expect(lines(shown(80, 24), 12)).toMatch(/^ {2}\[ {4}0:15\] +then Pablo/);
    expect(lines(shown(120, 40), 18)).toMatch(/^ {2}\[ {4}0:15\] +then Pablo/);
    expect(lines(shown(60, 14), 7)).toMatch(/^ \[ {4}0:15\] +then Pablo/);
    await stand.press('finish');
    expect(lines(shown(80, 24), 12)).toMatch(/^ {2}\[ {8}\] /);
  });

  it('before the first talk: its length, and no clock', () => {
    const picture = new Stand(DAY_1).picture();
    expect(lines(picture, 2, 4)).toBe(`\
  ╭────────╮        NEXT  1 of 12  5:00 clap
  │        │ red    Samir
  │        │        Data science without data`);
    expect(lines(picture, 7, 8)).toMatch(/READY\n.*space starts it$/);
    expect(lines(picture, 13)).toMatch(/^── not begun ─+ ends 15:11 ─/);
  });

  it('a changeover that runs over says that nobody has pressed start', async () => {
    const stand = new Stand();
    await stand.give(62, 59.2);
    expect(lines(stand.picture(), 7, 9)).toMatch(/CHANGEOVER\n.*left\n.*[^a-z]$/);
    await stand.give(1, 75);
    expect(lines(stand.picture(), 7, 10)).toMatch(
      /CHANGEOVER\n.*over\n.*nobody has\n.*pressed start$/,
    );
  });

  it('a pause between talks is told to the room, and nobody is late meanwhile', async () => {
    const stand = new Stand();
    await stand.give(62, 59.2);
    await stand.give(1, 75);
    await stand.session.message(
      { to: 'room', text: 'technical pause, we go on shortly' },
      'terminal',
    );
    const picture = lines(stand.picture(), 7, 10);
    expect(picture).toMatch(/CHANGEOVER\n.*technical/);
    expect(picture).not.toContain('nobody');
  });

  it('practice that was asked for elsewhere shows here too', () => {
    const stand = new Stand();
    const snapshot = stand.session.snapshot();
    const signal = snapshot.programme.scores[1]?.cues[1]?.signal;
    if (!signal) throw new Error('the score has a second cue');
    const practice = { signal, rev: 0, from: instant(0), until: instant(5000) };
    vi.spyOn(stand.session, 'snapshot').mockReturnValue({ ...snapshot, practice });
    expect(stand.picture()).toMatch(/PRACTICE\n.*one finger/);
    stand.pass(5);
    expect(stand.picture()).not.toContain('PRACTICE');
  });

  it('a talk on hold keeps its clock, and says so', async () => {
    const stand = await inTheFourthTalk(330.5);
    await stand.press('hold');
    const held = stand.picture();
    expect(lines(held, 7, 8)).toMatch(/PAUSED\n.*over/);
    stand.pass(30);
    expect(lines(stand.picture(), 2, 12)).toBe(lines(held, 2, 12));
  });

  it('says how much time was granted', async () => {
    const stand = await inTheFourthTalk(285);
    await stand.press('grant', 60);
    expect(stand.picture()).toMatch(/GO\n.*left\n.*\+1:00 added/);
    expect(stand.picture()).toContain('on stage +1:00');
  });

  it('a closed session says what it came to', async () => {
    const stand = new Stand({ talks: exampleTalks(2) });
    await stand.give(100);
    await stand.press('skip');
    const picture = stand.picture();
    expect(picture).toContain('THE SESSION IS OVER');
    expect(picture).toContain('1 talk given, 1 no-show');
    expect(picture).toMatch(/Samir .* 1:40 of 5:00\n.*Chuk .* no-show/);
  });

  it('one to which a talk is added has it to come, and stands as it did', async () => {
    const stand = new Stand({ talks: exampleTalks(1) });
    await stand.press('start');
    await stand.press('grant', 60);
    stand.pass(100);
    await stand.press('finish');
    const { behind } = stand.session.plan();
    const talk = { speaker: 'Lou', title: 'Late' };
    await stand.session.edit({ type: 'add', talk }, undefined, 'terminal');
    expect(stand.session.snapshot().entries.at(-1)?.status).toBe('waiting');
    expect(stand.session.plan().behind).toBe(behind);
    const picture = stand.picture();
    expect(picture).toContain('THE SESSION IS OVER');
    expect(picture).toMatch(/o opens it again/);
    // An operator knows what was granted.
    expect(picture).toMatch(/ 1:40 of 6:00/);
    expect(picture).not.toMatch(/on stage|then Lou/);
    await stand.press('reopen');
    expect(stand.session.snapshot().entries.at(-1)?.status).toBe('next');
  });

  it('a column with a blue lamp has four tiers', async () => {
    const stand = new Stand({ lamps: FOUR_TIERS });
    await stand.give(100, 5);
    expect(lines(stand.picture(), 9, 10)).toMatch(/│████████│ BLUE .*\n {2}╰────────╯/);
  });
});

describe('more room is used', () => {
  const screens = '192.168.1.7:4114/screens';

  it.each([
    [60, 16],
    [80, 24],
    [120, 30],
    [200, 50],
  ])('at %i×%i the address of the screens stands at the top', async (width, height) => {
    const stand = await inTheFourthTalk(285);
    const [top = ''] = stand.picture(width, height, { screens }).split('\n');
    expect(top).toMatch(new RegExp(`^── Lightning .* ${screens} ─+ 14:13 ──$`));
  });

  it('at 200×50 every key stands beside the light, and notes beside the talks', async () => {
    const stand = await inTheFourthTalk(285, { talks: [...exampleTalks(3), NOTED] });
    const picture = stand.picture(200, 50);
    const [, headline = ''] = picture.split('\n');
    expect(headline).toMatch(/ON STAGE {2}4 of 4.* space +start; go on/);
    expect(picture).toMatch(/ on stage {3}5:00 · she · say AY-da · brings a dongle/);
    for (const row of picture.split('\n')) expect(stringWidth(row)).toBeLessThanOrEqual(200);
    // However long a title is, three cells stay free before the keys.
    const long = { speaker: 'Bo', title: 'A title that nobody reads to its end '.repeat(7) };
    const wide = new Stand({ talks: [long] }).picture(200, 50);
    expect(lines(wide, 4)).toMatch(/^.{109}… {3}enter, f {2}finish the talk/);
  });
});

const NOTED = {
  speaker: 'Ada',
  title: 'Engines',
  pronouns: 'she',
  sayAs: 'AY-da',
  notes: 'brings a dongle',
};

describe('what fits before the room must be free', () => {
  it('is told in minutes, and a line is drawn below the last talk that fits', () => {
    const picture = new Stand({ untilMinutes: 19 }).picture();
    expect(lines(picture, 13)).toContain('until 14:19: 9 talks too many, by 52 min');
    expect(lines(picture, 16, 18)).toBe(`\
    3  14:12  Lukas     Typing: covariance and contravariance…
 ┄┄┄ what is below does not fit before 14:19 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
    4  14:18  Seth      The future of trust stores in Python      does not fit`);
  });

  it('names the last talk that fits where the line is out of view', async () => {
    const stand = await inTheFourthTalk(240, { untilMinutes: 50 });
    expect(lines(stand.picture(), 21)).toBe(
      ' ┄┄┄ the last to fit before 14:50 is 10 Chris – Elegant code in three st… ┄┄┄┄ ▼',
    );
  });
});

describe('names', () => {
  const NAMES = [
    'Zoë',
    '山田太郎',
    'שרה',
    '👩‍💻 Ada',
    'Nguyễn Văn',
    'e\u0301'.repeat(40),
    '\x1b[2JEve\x07',
  ];
  const talks = NAMES.map((speaker) => ({ speaker, title: `${speaker} again` }));

  it('of any width leave titles and statuses in their columns', () => {
    const rows = lines(new Stand({ talks }).picture(), 14, 20).split('\n');
    const columns = rows.map((row) => stringWidth(row.slice(0, row.indexOf(' again'))));
    const titles = rows.map((_, i) => (columns[i] ?? 0) - stringWidth(NAMES[i] ?? ''));
    expect(new Set(titles.filter((_, i) => i !== 5 && i !== 6)).size).toBe(1);
    expect(rows[0]?.endsWith('next')).toBe(true);
  });

  it('cannot reach the terminal', () => {
    const picture = new Stand({ talks }).picture(120, 40);
    // eslint-disable-next-line no-control-regex
    expect(picture).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
    expect(picture).toContain('␛[2JEve␇');
  });

  it('that two speakers share never stand without a title', async () => {
    const stand = new Stand({ talks: exampleTalks().slice(8) });
    await stand.give(10);
    const picture = stand.picture();
    for (const line of picture.split('\n').filter((one) => one.includes('Chris')))
      expect(`${line}${lines(picture, 4)}`).toMatch(/Elegant code|Getting to 100%/);
    expect(picture).toContain('then Chris – Getting to 100% coverage');
  });
});
