import { describe, expect, it } from 'vitest';
import { publicReport } from '../../host/report/report.ts';
import { titleOf } from '../../host/report/words.ts';
import { Evening, SIX, clock, s } from './evening.ts';

const THREE = ['Ann', 'Bob', 'Cid'];

describe('the account of a session', () => {
  it('has planned and actual times, changeovers, overruns and drift', async () => {
    const evening = new Evening(THREE);
    await evening.talk(250, 0);
    await evening.talk(320, 90);
    await evening.talk(300, 45);
    const report = evening.report();
    expect(report).toMatchObject({ state: 'closed', zone: 'UTC', rules: [{ name: 'clap' }] });
    expect(
      report.talks.map(({ planned, start, end, taken, over, changeover }) => [
        [clock(planned?.start), clock(planned?.end), clock(start), clock(end)],
        [s(taken), s(over), s(changeover)],
      ]),
    ).toEqual([
      [
        ['18:00:00', '18:05:00', '18:00:00', '18:04:10'],
        [250, -50, undefined],
      ],
      [
        ['18:06:00', '18:11:00', '18:05:40', '18:11:00'],
        [320, 20, 90],
      ],
      [
        ['18:12:00', '18:17:00', '18:11:45', '18:16:45'],
        [300, 0, 45],
      ],
    ]);
    expect(report.drift.map(({ behind }) => s(behind))).toEqual([-50, 0, -15]);
    expect(s(report.behind)).toBe(-15);
    expect(report.changeovers).toEqual({ count: 2, sum: 135_000, over: 15_000 });
    expect(report.presses).toEqual({ terminal: 6 });
  });

  it('begins its plan with the hour that was said', async () => {
    const evening = new Evening(THREE, { settings: { start: SIX - 120_000 } });
    await evening.talk(300, 0);
    expect(clock(evening.of('Ann').planned?.start)).toBe('17:58:00');
    expect(s(evening.report().drift[0]?.behind)).toBe(120);
  });

  it('tells holds, grants, no-shows, who pressed, and a start that was told late', async () => {
    const evening = new Evening(THREE);
    evening.pass(30);
    await evening.press('start', { ago: 20, by: 'web' });
    evening.pass(100);
    await evening.press('hold');
    evening.pass(40);
    await evening.press('start');
    evening.pass(60);
    await evening.press('grant', { amount: 60 });
    await evening.press('finish', { by: 'button' });
    await evening.press('skip');
    const ann = evening.of('Ann');
    expect(ann).toMatchObject({ startedBy: 'web', endedBy: 'button', startedAgo: 20_000 });
    expect(ann).toMatchObject({
      holds: 1,
      held: 40_000,
      granted: 60_000,
      grants: 1,
      taken: 180_000,
    });
    expect([clock(ann.start), clock(ann.end)]).toEqual(['18:00:10', '18:03:50']);
    expect(evening.of('Bob')).toMatchObject({ status: 'missed' });
    expect(evening.of('Cid')).toMatchObject({ status: 'next' });
    expect(evening.report().state).toBe('going on');
  });

  it('takes back what was undone', async () => {
    const evening = new Evening(THREE);
    await evening.press('start');
    evening.pass(100);
    await evening.press('finish');
    evening.pass(5);
    await evening.press('undo');
    evening.pass(45);
    await evening.press('hold');
    evening.pass(10);
    await evening.press('undo');
    await evening.press('finish');
    expect(evening.of('Ann')).toMatchObject({ taken: 160_000, holds: 0, held: 0, undone: 2 });
    expect(s(evening.of('Ann').end)).toBe(s(SIX + 160_000));
  });

  it('tells false starts, and talks that were brought back and given again', async () => {
    const evening = new Evening(THREE);
    await evening.press('start');
    evening.pass(10);
    await evening.press('back');
    await evening.talk(200, 30);
    evening.pass(10);
    await evening.press('back');
    await evening.talk(100, 20);
    expect(evening.of('Ann')).toMatchObject({ falseStarts: 1, calledBack: 1, before: 1 });
    expect(evening.of('Ann')).toMatchObject({ taken: 100_000, status: 'given' });
  });

  it('has signals with their lateness, and those that a grant jumped over', async () => {
    const evening = new Evening(THREE);
    await evening.press('start');
    evening.pass(230);
    await evening.press('grant', { amount: -60 });
    evening.pass(60);
    await evening.press('finish');
    const signals = evening.of('Ann').signals.map(({ name, late, jumped }) => [name, late, jumped]);
    expect(signals).toEqual([
      ['go', 0, undefined],
      ['one-finger', undefined, true],
      // A press led to it: it was not late.
      ['two-finger', undefined, undefined],
      ['applause', 0, undefined],
      ['overtime', 0, undefined],
    ]);
  });

  it('is called after its lineup where it has no name, but not after an address', () => {
    const titleWith = (source: string): string =>
      titleOf(new Evening(['Ann'], { settings: { source } }).report());
    expect(titleWith('/home/ann/Day 1.csv')).toBe('Lightning talks · Day 1');
    expect(titleWith('C:\\talks\\room.b.yaml')).toBe('Lightning talks · room.b');
    expect(titleWith('https://example.org/feed/SECRET')).toBe('Lightning talks');
  });

  it('has them as late as they were for whoever watched, where the clock was hurried', async () => {
    const evening = new Evening(['Ann']);
    await evening.press('start');
    evening.pass(250);
    for (const [i, line] of evening.lines.entries()) {
      if (line.type === 'session') evening.lines[i] = { ...line, speed: 10 };
      if (line.cue === 'one-finger') evening.lines[i] = { ...line, shown: 240_500 };
    }
    const signals = evening.of('Ann').signals.map(({ name, late }) => [name, late]);
    expect(signals).toEqual([
      ['go', 0],
      ['one-finger', 50],
    ]);
  });

  it('counts the lateness of a signal that came due while the program was gone', async () => {
    const evening = new Evening(THREE);
    await evening.press('start');
    evening.pass(235);
    evening.kill(12);
    evening.pass(100);
    expect(evening.of('Ann').signals.map(({ name, late }) => [name, s(late)])).toEqual([
      ['go', 0],
      ['one-finger', 7],
      ['two-finger', 0],
      ['applause', 0],
      ['overtime', 0],
    ]);
  });

  it('tells talks that were moved, moved to the end, added, removed and left out', async () => {
    const out = { speaker: 'Eve', title: 'Out', skip: true };
    const evening = new Evening([...THREE, 'Dan', out]);
    await evening.edit({ type: 'later' });
    await evening.edit({ type: 'add', talk: { speaker: 'Fay', title: 'New' } });
    await evening.edit({ type: 'remove', id: 4 });
    expect(evening.of('Ann')).toMatchObject({ sentToEnd: 1, moved: true, status: 'waiting' });
    expect(evening.of('Bob')).toMatchObject({ moved: false, status: 'next', place: 1 });
    expect(evening.of('Fay')).toMatchObject({ added: true, moved: false });
    expect(evening.of('Fay').planned).toBeUndefined();
    expect(evening.of('Dan')).toMatchObject({ status: 'removed', place: 0 });
    expect(evening.of('Eve')).toMatchObject({ status: 'left out', added: false });
  });

  it('keeps to itself who was given extra time, notes and profiles', async () => {
    const secret = { speaker: 'Ann', title: 'T', notes: 'is nervous', noFlash: true, silent: true };
    const evening = new Evening([secret, 'Bob']);
    await evening.press('start');
    evening.pass(200);
    await evening.press('grant', { amount: 60 });
    evening.pass(150);
    await evening.press('finish');
    const report = evening.report();
    expect(report.talks[0]).toMatchObject({ notes: 'is nervous', profile: ['silent', 'no flash'] });
    const told = JSON.stringify(publicReport(report));
    expect(told).not.toMatch(/nervous|silent|flash|"granted":[^0]|"grants":[^0]|jumped|shown/);
  });
});
