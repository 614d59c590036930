import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { FOUR_TIERS } from '../../protocol/signal.ts';
import { draw } from '../../host/terminal/view.ts';
import { exampleTalks, Stand, type StandOptions } from './stand.ts';

const DAY_1 = { name: 'Lightning talks, day 1', untilMinutes: 62 };

/** A session in the middle of its fourth talk: one gave it short, one full, one was a no-show. */
async function inTheFourthTalk(talkSeconds: number, options: StandOptions = DAY_1): Promise<Stand> {
  const stand = new Stand(options);
  await stand.give(62);
  await stand.give(298, 75);
  await stand.press('skip');
  await stand.press('start');
  stand.pass(talkSeconds);
  return stand;
}

/** Lines `from` to `to` of the screen, counted from 1. */
const lines = (picture: string, from: number, to = from): string =>
  picture
    .split('\n')
    .slice(from - 1, to)
    .join('\n');

describe('the screen at 80×24', () => {
  it('shows who is on, the light, the phase and the time left, the plan and the lineup', async () => {
    const stand = await inTheFourthTalk(285);
    expect(`\n${stand.picture()}`).toBe(`
── Lightning talks, day 1 ───────────────────────────────────────────── 14:13 ──
  ╭────────╮        ON NOW  4 of 12  5:00 clap
  │████████│ RED    Seth
  │████████│        The future of trust stores in Python
  ├────────┤
  │████████│ AMBER
  │████████│                ██████        ██    ██████   TWO-FINGER
  ├────────┤                ██  ██  ██  ████    ██       left
  │        │ green          ██  ██        ██    ██████
  │        │                ██  ██  ██    ██        ██
  ╰────────╯                ██████      ██████  ██████
                    then Pablo – Memray, a memory profiler
── 9 min ahead ─────── ends 15:01 ──── until 15:02: all fits, 0 min to spare ───
    2         Chuk      Culture shock at my first PyCon US          ended 4:58 ▲
    3         Lukas     Typing: covariance and contravariance w…        missed
 ►  4  now    Seth      The future of trust stores in Python            on now
    5  14:14  Pablo     Memray, a memory profiler
    6  14:20  Graham    The grief cycle, data security breaches…
    7  14:26  Mason     What is synthetic data?
    8  14:32  Sophia    HoloViz
    9  14:38  Shavai    Robyn: an async web framework with a Ru…               ▼
 no light: this screen is the light                                   sound on

 enter finish  h hold  g +0:30  G +1:00  b false start  u undo  ? help  q quit`);
  });

  it('before the first talk: its length, and no clock', () => {
    const picture = new Stand(DAY_1).picture();
    expect(lines(picture, 2, 4)).toBe(`\
  ╭────────╮        NEXT UP  1 of 12  5:00 clap
  │        │ red    Samir
  │        │        Data science without data`);
    expect(lines(picture, 7, 8)).toMatch(/STANDBY\n.*space starts it$/);
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

  it('a talk on hold keeps its clock, and says so', async () => {
    const stand = await inTheFourthTalk(330.5);
    await stand.press('hold');
    const held = stand.picture();
    expect(lines(held, 7, 8)).toMatch(/ON HOLD\n.*over/);
    stand.pass(30);
    expect(lines(stand.picture(), 2, 12)).toBe(lines(held, 2, 12));
  });

  it('says how much time was granted', async () => {
    const stand = await inTheFourthTalk(285);
    await stand.press('grant', 60);
    expect(stand.picture()).toMatch(/GO\n.*left\n.*\+1:00 granted/);
    expect(stand.picture()).toContain('on now +1:00');
  });

  it('a closed session says what it came to', async () => {
    const stand = new Stand({ talks: exampleTalks(2) });
    await stand.give(100);
    await stand.press('skip');
    const picture = stand.picture();
    expect(picture).toContain('THE SESSION IS OVER');
    expect(picture).toContain('1 talk given, 1 missed');
    expect(picture).toMatch(/Samir .* ended 1:40\n.*Chuk .* missed/);
  });

  it('a column with a blue lamp has four tiers', async () => {
    const stand = new Stand({ lamps: FOUR_TIERS });
    await stand.give(100, 5);
    expect(lines(stand.picture(), 9, 10)).toMatch(/│████████│ BLUE .*\n {2}╰────────╯/);
  });
});

describe('what fits before the room must be free', () => {
  it('is told in minutes, and a line is drawn below the last talk that fits', () => {
    const picture = new Stand({ untilMinutes: 19 }).picture();
    expect(lines(picture, 13)).toContain('until 14:19: 9 talks too many, by 52 min');
    expect(lines(picture, 16, 18)).toBe(`\
    3  14:12  Lukas     Typing: covariance and contravariance w…
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
    const titles = rows.map((row, i) => (columns[i] ?? 0) - stringWidth(NAMES[i] ?? ''));
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

describe('every size', () => {
  it('at 60×16 has all that matters', async () => {
    const stand = await inTheFourthTalk(285);
    expect(`\n${stand.picture(60, 16)}`).toBe(`
── Lightning talks, day 1 ───────────────────────── 14:13 ──
 ▐███▌ RED    Seth                                  4 of 12
 ▐███▌ AMBER  The future of trust stores in Python
 ▐   ▌ green      █▀█ ▄ ▄█  █▀▀   TWO-FINGER
                  █ █ ▄  █  ▀▀█   left
                  ▀▀▀   ▀▀▀ ▀▀▀
              then Pablo – Memray, a memory profiler
── 9 min ahead ── ends 15:01  until 15:02: all fits ────────
    3         Lukas     Typing: covariance…         missed ▲
 ►  4  now    Seth      The future of trust…        on now
    5  14:14  Pablo     Memray, a memory pr…
    6  14:20  Graham    The grief cycle, da…
    7  14:26  Mason     What is synthetic d…               ▼
 no light: this screen is the light               sound on

 enter finish  h hold  g +0:30  G +1:00  ? help  q quit`);
  });

  it('has exactly its lines, and none too wide', async () => {
    const stand = await inTheFourthTalk(325);
    const model = stand.model({ message: 'Something was said. '.repeat(20) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 250 }), fc.nat(70), fc.boolean(), (w, h, help) => {
        const drawn = draw({ ...model, notes: { ...model.notes, help } }, w, h);
        expect(drawn).toHaveLength(h);
        for (const line of drawn) expect(stringWidth(line)).toBeLessThanOrEqual(w);
      }),
    );
  });

  it('changes nothing but the digits from one second to the next', async () => {
    const stand = await inTheFourthTalk(100);
    const before = stand.picture().split('\n');
    stand.pass(1);
    const after = stand.picture().split('\n');
    const changed = after.flatMap((line, row) => (line === before[row] ? [] : [row]));
    expect(changed.every((row) => row >= 6 && row <= 10)).toBe(true);
    for (const row of changed) expect(after[row]?.slice(57)).toBe(before[row]?.slice(57));
  });
});

describe('notes', () => {
  it('the terminal has lost the keyboard', () => {
    expect(new Stand().picture(80, 24, { focused: false })).toContain('The keyboard is not here');
  });

  it('leaving during a talk asks again', async () => {
    const stand = await inTheFourthTalk(10);
    expect(stand.picture(80, 24, { leaving: true })).toContain('press again within 3 s to leave');
  });

  it('help shows every key and leaves the clock in view', async () => {
    const stand = await inTheFourthTalk(10);
    for (const [width, height] of [
      [80, 24],
      [60, 16],
      [120, 40],
    ] as const) {
      const picture = stand.picture(width, height, { help: true });
      expect(picture).toMatch(/space +start; go on/);
      expect(picture).toMatch(/q, Ctrl-C +quit/);
      expect(picture).toContain('Seth');
    }
  });

  it('a light that is out of reach, in doubt or without power says so', () => {
    const light = {
      kind: 'podium',
      name: 'podium on /dev/ttyACM0',
      reached: true,
      truth: 'sure',
    } as const;
    const said = (change: object): string =>
      lines(
        new Stand({ light: { ...light, ...change } }).picture(80, 24, { unreachedSince: 0 }),
        22,
      );
    expect(said({})).toContain('light: podium on /dev/ttyACM0  ');
    expect(said({ reached: false })).toMatch(/light out of reach since ..:..:..: podium on/);
    expect(said({ truth: 'estimated' })).toContain('was reset: its time is estimated');
    expect(said({ truth: 'power-lost' })).toContain('lost its power: check the talk');
  });

  it('a light that lost its power winks', () => {
    const light = {
      kind: 'virtual',
      name: 'virtual podium',
      reached: true,
      truth: 'power-lost',
    } as const;
    const stand = new Stand({ light });
    const amber = (): boolean => stand.picture().includes('AMBER');
    expect(amber()).toBe(false);
    stand.pass(1);
    expect(amber()).toBe(true);
  });
});
