/** A host that stands still for a while, stopped as a whole: no cue is lost, and the podium goes on. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultImage } from '../../host/emulator/files.ts';
import type { Line } from '../../host/journal/journal.ts';
import { Rig } from '../light/rig.ts';
import { sharedMs } from '../light/shared-clock.ts';
import { HostProcess } from '../support/host.ts';
import { journalIn } from '../support/killing.ts';
import { need } from '../support/need.ts';
import { file, folder } from './cli.ts';

let host: HostProcess | undefined;
afterEach(async () => {
  host?.child.kill('SIGCONT');
  await host?.end();
});

async function stop({ child }: HostProcess, ms: number): Promise<void> {
  child.kill('SIGSTOP');
  await pause(ms);
  child.kill('SIGCONT');
}

/** Cues of the talk that were shown, with what they should be in the rules `clap`. */
const cuesIn = (lines: readonly Line[]): Line[] =>
  lines.filter(({ type, cue }) => type === 'cue' && cue !== 'changeover');

describe('a host that stands still for two seconds of its session', () => {
  const SPEED = 40;
  const STILL = 2000 / SPEED;
  /** When the last cue has been (ms of the talk). */
  const OVER = 103_000;
  it.each([
    ['again and again', Array.from({ length: 25 }, (_, i) => 740 + i * 4100)],
    ['right across each cue', [9000, 49_000, 69_000, 99_000]],
  ])('%s shows every cue in its order, and journals how late it was', async (_, moments) => {
    const journal = join(folder(), 'j.jsonl');
    const lineup = file('short.csv', 'speaker,title,duration\nSamir,Data,1:10\n');
    const args = [lineup, '--speed', String(SPEED), '--journal', journal];
    const running = (host = await HostProcess.start(folder(), { args }));
    const pressed = performance.now();
    await running.press('start');
    for (const moment of moments) {
      await pause(moment / SPEED - (performance.now() - pressed));
      if ((performance.now() - pressed) * SPEED < OVER) await stop(running, STILL);
    }
    const lines = (): Line[] =>
      readFileSync(journal, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Line);
    await running.until(() => cuesIn(lines()).length >= 5);
    const cues = cuesIn(lines());
    expect(cues.map(({ cue, due }) => [cue, due])).toEqual([
      ['go', 0],
      ['one-finger', 10_000],
      ['two-finger', 50_000],
      ['applause', 70_000],
      ['overtime', 100_000],
    ]);
    for (const { due, shown } of cues) expect(Number(shown)).toBeGreaterThanOrEqual(Number(due));
    expect(await running.state()).toMatchObject({ state: 'running', over: true });
  });
});

need('socat', 'apt install socat')('a podium whose host stands still for two seconds', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  it('shows its cue in time, and the host tells of it as it was', async () => {
    rig = await Rig.of(defaultImage());
    const state = folder();
    const args = [file('short.csv', 'speaker,title,duration\nSamir,Data,0:22\n')];
    const running = (host = await HostProcess.start(state, { light: rig.path, args }));
    const before = sharedMs();
    await running.press('start');
    const answered = sharedMs();
    await pause(500);
    await stop(running, 2000);
    await running.until(() => cuesIn(journalIn(state)).some(({ cue }) => cue === 'two-finger'));
    const [, two] = cuesIn(journalIn(state));
    expect(two).toMatchObject({ cue: 'two-finger', due: 2000, player: 'podium' });
    expect(Number(two?.shown)).toBeLessThanOrEqual(2002);
    // Amber on pin 7, red on 8.
    const edge = rig.told.find(({ at, levels }) => at > answered && ((levels >> 7) & 3) === 3);
    // It counts from the press, which was made between these two.
    expect((edge?.at ?? NaN) - before).toBeGreaterThan(1999);
    expect((edge?.at ?? NaN) - answered).toBeLessThan(2050);
    expect(running.out.join('\n')).not.toContain('out of reach');
    expect(await running.state()).toMatchObject({ state: 'running', player: { reached: true } });
  });
});
