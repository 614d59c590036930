import { describe, expect, it } from 'vitest';
import { fc } from '../support/random.ts';
import stringWidth from 'string-width';
import { HELP } from '../../host/terminal/key-help.ts';
import { draw } from '../../host/terminal/view.ts';
import { TypedLine } from '../../host/terminal/typed-line.ts';
import { inTheFourthTalk, lines, Stand } from './stand.ts';

describe('every size', () => {
  it('at 60×16 has all that matters', async () => {
    const stand = await inTheFourthTalk(285);
    expect(`\n${stand.picture(60, 16)}`).toBe(`
── Lightning talks, day 1 ───────────────────────── 14:13 ──
 ▐███▌ RED    Seth                                  4 of 12
 ▐███▌ AMBER  The future of trust stores in Python
 ▐   ▌ green      █▀█ ▄ ▄█  █▀▀   TWO FINGERS
                  █ █ ▄  █  ▀▀█   left
                  ▀▀▀   ▀▀▀ ▀▀▀
              then Pablo – Memray, a memory profiler
── 9 min ahead ── ends 15:01  until 15:02: all fits ────────
    3         Lukas     Typing: covariance…        no-show ▲
 ►  4  now    Seth      The future of trus…       on stage
    5  14:14  Pablo     Memray, a memory p…
    6  14:20  Graham    The grief cycle, d…
    7  14:26  Mason     What is synthetic…                 ▼
 no light: this screen is the light               sound on

 enter finish  h pause  g +0:30  t +1:00  ? help  q quit`);
  });

  it('has exactly its lines, and none too wide', async () => {
    const stand = await inTheFourthTalk(325);
    const model = stand.model({ message: 'Something was said. '.repeat(20) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 250 }), fc.nat(70), fc.boolean(), (w, h, help) => {
        const drawn = draw(
          { ...model, notes: { ...model.notes, ...(help && { overlay: 'help' as const }) } },
          w,
          h,
        );
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
  it('a long refusal is shown whole', () => {
    const message =
      'Something else happened first: look at the light, then press again if you still want to.';
    for (const width of [60, 80]) {
      const picture = new Stand().picture(width, 24, { message });
      expect(lines(picture, 22, 23).replace(/\n/g, '').trim()).toBe(message);
    }
  });

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
      const picture = stand.picture(width, height, { overlay: 'help' });
      expect(picture).toMatch(/space +start; go on/);
      for (const [key, does] of HELP)
        expect(picture).toContain(`${key.padEnd(9)} ${does.slice(0, 16)}`);
      expect(picture).toContain('Seth');
    }
  });

  it('editing the lineup takes the same lines, and shows its keys instead', async () => {
    const stand = await inTheFourthTalk(10);
    for (const [width, height] of [
      [80, 24],
      [60, 16],
      [40, 10],
    ] as const) {
      const before = stand.picture(width, height).split('\n');
      const typing = { prompt: 'Next', line: TypedLine.of('Zoë - Title') };
      const lineup = { selected: 5, typing };
      const after = stand.picture(width, height, { lineup }).split('\n');
      const changed = after.flatMap((line, row) => (line === before[row] ? [] : [line]));
      expect(changed).toHaveLength(3);
      expect(changed[0]).toMatch(/^> +5 .*Pablo/);
      expect(changed[1]).toBe(' Next: Zoë - Title│');
      expect(changed[2]).toMatch(/^ enter save {2}esc cancel/);
    }
  });

  it('what there is to know about the session', () => {
    const about = [
      'Light: virtual podium.',
      `Operator's page: http://127.0.0.1:4114/operator#token=${'x'.repeat(22)}`,
    ];
    const picture = new Stand().picture(80, 24, { overlay: 'about', about });
    expect(lines(picture, 14, 15)).toBe(about.map((sentence) => ` ${sentence}`).join('\n'));
  });

  it('a saved lineup file offers what it would change', () => {
    const model = new Stand().model();
    const offered = { ...model, snapshot: { ...model.snapshot, offer: '1 added, 1 moved' } };
    expect(draw(offered, 80, 24)[20]).toMatch(
      /the lineup file was saved: 1 added, 1 moved +r takes it/,
    );
  });

  it('a sleep of the computer has its key', () => {
    const model = new Stand().model();
    const slept = draw({ ...model, snapshot: { ...model.snapshot, slept: true } }, 80, 24);
    expect(slept[20]).toContain('z pauses the talk from when it slept');
  });

  it('warnings stand above the status, and nothing else moves', () => {
    const model = new Stand().model();
    const warnings = ['the journal cannot be written: no space left'];
    const warned = draw({ ...model, snapshot: { ...model.snapshot, warnings } }, 80, 24);
    expect(warned[20]).toContain(' ! the journal cannot be written');
    expect(warned.slice(0, 19)).toEqual(draw(model, 80, 24).slice(0, 19));
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
