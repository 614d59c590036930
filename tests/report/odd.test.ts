import { describe, expect, it } from 'vitest';
import { seconds } from '../../protocol/time.ts';
import type { Line } from '../../host/journal/journal.ts';
import { remarks } from '../../host/report/words.ts';
import { Evening, SIX, clock, s } from './evening.ts';

const THREE = ['Ann', 'Bob', 'Cid'];

describe('an odd session has an account, too', () => {
  it('one that never started', () => {
    const report = new Evening(THREE).report();
    expect(report).toMatchObject({
      state: 'not begun',
      drift: [],
      changeovers: { count: 0, sum: 0 },
    });
    expect(report.began ?? report.plannedEnd ?? report.ended).toBeUndefined();
  });

  it('one of a single talk', async () => {
    const evening = new Evening(['Ann']);
    await evening.talk(299, 0);
    const { state, ended } = evening.report();
    expect([state, clock(ended)]).toEqual(['closed', '18:04:59']);
  });

  it('one whose light went on past a talk while nobody heard it', async () => {
    const evening = new Evening(THREE);
    for (const changeover of [0, 60, 60]) await evening.talk(200, changeover);
    const unheard = evening.lines.filter(({ id, talk }) => id === 2 || talk === 1);
    for (const line of unheard) evening.lines.splice(evening.lines.indexOf(line), 1);
    const bob = evening.of('Bob');
    expect(bob).toMatchObject({ status: 'given' });
    expect([bob.start, bob.taken, bob.over]).toEqual([undefined, undefined, undefined]);
    expect(remarks(bob)).toEqual(['over, time unknown']);
  });

  it('one that was opened again', async () => {
    const evening = new Evening(['Ann', 'Bob']);
    await evening.talk(100, 0);
    await evening.talk(100);
    await evening.press('reopen');
    await evening.talk(50);
    const { state, incidents } = evening.report();
    expect(state).toBe('going on');
    expect(incidents.map(({ kind }) => kind)).toEqual(['reopened']);
    expect(evening.of('Ann')).toMatchObject({ taken: 50_000, before: 1 });
    expect(evening.of('Bob')).toMatchObject({ taken: 100_000, status: 'given' });
  });

  it('one that was killed five times', async () => {
    const evening = new Evening(['Ann', 'Bob']);
    for (let i = 0; i < 2; i++) evening.kill(10);
    await evening.press('start');
    for (let i = 0; i < 2; i++) {
      evening.pass(60);
      evening.kill(7);
    }
    evening.pass(66);
    await evening.press('finish');
    evening.pass(20);
    evening.kill(5);
    evening.pass(35);
    await evening.press('start');
    const { incidents } = evening.report();
    expect(incidents.filter(({ kind }) => kind === 'resumed')).toHaveLength(5);
    expect(incidents.filter(({ kind }) => kind === 'cut off')).toHaveLength(5);
    expect(evening.of('Ann')).toMatchObject({ taken: 200_000, startedBy: 'terminal' });
    expect([clock(evening.of('Ann').start), clock(evening.of('Ann').end)]).toEqual([
      '18:00:20',
      '18:03:40',
    ]);
    expect(s(evening.of('Bob').changeover)).toBe(60);
  });

  it('one whose machine was started anew in the middle of a talk', async () => {
    const evening = new Evening(THREE);
    await evening.press('start');
    evening.pass(100);
    evening.reboot(80);
    evening.pass(20);
    await evening.press('finish');
    expect(s(evening.of('Ann').taken)).toBe(200);
    expect(clock(evening.of('Ann').end)).toBe('18:03:20');
  });

  it('one across midnight', async () => {
    const evening = new Evening(THREE, { at: Date.UTC(2026, 11, 31, 23, 58) });
    await evening.talk(300, 0);
    const { start, end } = evening.of('Ann');
    expect([start, end].map((at) => new Date(at ?? 0).toISOString())).toEqual([
      '2026-12-31T23:58:00.000Z',
      '2027-01-01T00:03:00.000Z',
    ]);
  });

  it.each([3600, -3600])('one whose time of day was set by %i s in a talk', async (by) => {
    const evening = new Evening(THREE);
    await evening.talk(200, 0);
    evening.pass(60);
    await evening.press('start');
    evening.pass(100);
    evening.setClock(by);
    evening.pass(100);
    await evening.press('finish');
    const { incidents, drift } = evening.report();
    // All in the time of day as it was set last.
    const off = SIX + by * 1000;
    expect([evening.of('Ann').start, evening.of('Bob').start]).toEqual([off, off + 260_000]);
    expect(evening.of('Bob').taken).toBe(200_000);
    expect(evening.of('Bob').changeover).toBe(60_000);
    expect(incidents).toMatchObject([
      {
        kind: 'clock set',
        text: `the time of day was put ${by > 0 ? 'forward' : 'back'} by 1:00:00`,
      },
    ]);
    expect(drift.map(({ behind }) => s(behind))).toEqual([-100, -200]);
  });

  it('one whose computer slept, and whose talk was held from then', async () => {
    const evening = new Evening(THREE);
    await evening.press('start');
    evening.pass(60);
    evening.pass(30);
    await evening.session.slept(seconds(30), seconds(0));
    await evening.session.holdFromSleep();
    evening.pass(10);
    await evening.press('start');
    evening.pass(40);
    await evening.press('finish');
    expect(evening.of('Ann')).toMatchObject({ taken: 100_000, held: 40_000 });
    expect(evening.report().incidents.map(({ kind }) => kind)).toEqual(['sleep', 'sleep']);
  });

  it('one whose podium was started anew, and was lost and found', async () => {
    const evening = new Evening(THREE);
    await evening.talk(100, 0);
    await evening.talk(100);
    const [start, finish] = evening.lines.filter(
      ({ type }) => type === 'start' || type === 'finish',
    );
    Object.assign(start ?? {}, { podium: 7 });
    Object.assign(finish ?? {}, { podium: 8 });
    const last = evening.lines.at(-1);
    if (!last) throw new Error('no line');
    for (const [text, reached] of [
      ['podium is out of reach: unplugged', false],
      ['podium is back', true],
    ])
      evening.lines.push({ ...last, type: 'link', text, reached });
    // As older versions wrote it.
    for (const text of ['podium is out of reach: unplugged', 'podium is back'])
      evening.lines.push({ ...last, type: 'link', text });
    expect(evening.report().incidents.map(({ kind }) => kind)).toEqual([
      ...['podium started', 'link lost', 'link found', 'link lost', 'link found'],
    ]);
  });

  it('one whose podium went on by its button, while the host paused by itself', async () => {
    const evening = new Evening(['Ann']);
    await evening.press('start');
    evening.pass(7);
    await evening.press('finish', { by: 'button' });
    const told = evening.lines.splice(evening.lines.findIndex(({ type }) => type === 'finish'));
    const start = evening.lines.find(({ type }) => type === 'start');
    const finish = told[0];
    if (!start || !finish) throw new Error('no line');
    // Told when they have met again; meanwhile the host held the talk, and let it go on.
    const alone = (type: 'hold' | 'start', state: string, s: number): Line => ({
      ...start,
      ...{ type, state, elapsed: 9000, alone: true },
      ms: start.ms + s * 1000,
      up: start.up + s,
      time: new Date(Date.parse(start.time) + s * 1000).toISOString(),
    });
    evening.lines.push(alone('hold', 'held', 9), alone('start', 'running', 17));
    const later = { up: start.up + 22, time: new Date(SIX + 22_000).toISOString() };
    evening.lines.push({ ...finish, ...later, late: 15_000 });
    expect(evening.of('Ann')).toMatchObject({ taken: 7000, holds: 0, held: 0, endedBy: 'button' });
    expect(clock(evening.of('Ann').end)).toBe('18:00:07');
  });

  it('one in which a no-show was brought back during a talk, by an older journal, too', async () => {
    const evening = new Evening([...THREE, 'Dan']);
    await evening.talk(290, 0);
    await evening.press('skip');
    await evening.press('start');
    evening.pass(100);
    await evening.edit({ type: 'call', id: 2 });
    expect(evening.of('Bob')).toMatchObject({ status: 'waiting', missedFirst: true });
    evening.pass(100);
    await evening.press('finish');
    await evening.talk(310);
    const report = evening.report();
    expect(evening.of('Cid')).toMatchObject({ status: 'given', taken: 200_000, before: 0 });
    expect(evening.of('Bob')).toMatchObject({ status: 'given', taken: 310_000, calledBack: 1 });
    expect(evening.of('Bob')).toMatchObject({ moved: false, before: 0, missedFirst: true });
    // Its stages have no id, and the lineup of an edit comes behind the stage that it led to.
    for (const [i, { nowId: _, called: __, ...line }] of evening.lines.entries())
      evening.lines[i] = line;
    expect(evening.report()).toEqual(report);
  });

  it.each([false, true])(
    'one in which a no-show was brought back by mistake: on %s',
    async (on) => {
      const evening = new Evening(THREE);
      await evening.press('skip');
      if (on) await evening.press('start');
      evening.pass(100);
      await evening.edit({ type: 'call', id: 1 });
      evening.pass(2);
      await evening.press('undo');
      if (on) await evening.press('finish');
      await evening.talk(310);
      expect(evening.of('Ann')).toMatchObject({ status: 'missed', calledBack: 0, undone: 1 });
      expect(evening.of(on ? 'Cid' : 'Bob')).toMatchObject({ status: 'given', taken: 310_000 });
    },
  );

  it('the last of several in one journal', async () => {
    const first = new Evening(['Ann']);
    await first.talk(100, 0);
    const second = new Evening(['Bob']);
    const { lines } = second;
    lines.unshift(...first.lines);
    expect(second.report().journal.earlier).toBe(1);
    expect(second.report().talks.map(({ speaker }) => speaker)).toEqual(['Bob']);
  });
});
