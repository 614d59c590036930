/** A host whose clocks are set while it runs: the time of day moves nothing, and sleep is counted in. */
import { afterEach, expect, it } from 'vitest';
import { HostProcess } from '../support/host.ts';
import { journalIn } from '../support/killing.ts';
import { need } from '../support/need.ts';
import { makeShim, type Shim } from '../support/shim.ts';
import { folder } from './cli.ts';

let host: HostProcess | undefined;
afterEach(() => host?.end());

/** In ms: how long asking may take on a busy machine is measured, this is what rounding adds. */
const OFF = 30;

/** Expects the talk's clock to go as fast as ours does, across whatever `change` does. */
async function expectSteady(running: HostProcess, change: () => void): Promise<void> {
  const asked = performance.now();
  const before = await running.state();
  const answered = performance.now();
  change();
  const askedAgain = performance.now();
  const after = await running.state();
  const answeredAgain = performance.now();
  const passed = after.position - before.position;
  expect(passed).toBeGreaterThanOrEqual(askedAgain - answered - OFF);
  expect(passed).toBeLessThanOrEqual(answeredAgain - asked + OFF);
  expect({ ...after, position: 0, text: '' }).toEqual({ ...before, position: 0, text: '' });
}

const HOUR = 3600;
const STEPS = [30, -30, HOUR, -HOUR, 24 * HOUR, -24 * HOUR];
/** When clocks go forward in Berlin, and when they go back. */
const SUMMER = Date.parse('2027-03-28T01:00:00Z');
const WINTER = Date.parse('2027-10-31T01:00:00Z');

need('cc', 'apt install g++')('the time of day', () => {
  it('may be stepped, and nothing but the times of day that are shown moves', async () => {
    const shim = makeShim();
    const state = folder();
    const running = (host = await HostProcess.start(state, { env: shim.env }));
    await running.press('start');
    const { behind: standing } = await planOf(running);
    const lines = running.out.length;
    for (const step of STEPS) {
      await expectSteady(running, () => {
        shim.set(step);
      });
      const { end, behind } = await planOf(running);
      // The expected end is a time of day, and goes with it.
      const talks = 12 * 300_000 + 11 * 60_000;
      expect(Math.abs(end - (Date.now() + step * 1000 + talks))).toBeLessThan(10_000);
      expect(Math.abs(Number(behind) - Number(standing))).toBeLessThan(3000);
    }
    expect(running.out.slice(lines)).toEqual([]);
    await running.press('grant', { amount: 30_000 });
    const grant = journalIn(state).find(({ type }) => type === 'grant');
    expect(Number(grant?.ms)).toBeLessThan(60_000);
  });

  it.each([
    ['forward', SUMMER],
    ['back', WINTER],
  ])('goes %s for daylight saving, and nothing else does', async (_, change) => {
    const shim = makeShim();
    const to = (moment: number): void => {
      shim.set((moment - Date.now()) / 1000);
    };
    to(change - 5000);
    const env = { ...shim.env, TZ: 'Europe/Berlin' };
    const running = (host = await HostProcess.start(folder(), { env }));
    await running.press('start');
    await expectSteady(running, () => {
      to(change + 5000);
    });
  });

  it('that was stepped by a day does not keep a killed session from going on', async () => {
    const shim = makeShim();
    const state = folder();
    for (const step of [0, 24 * HOUR, -24 * HOUR]) {
      shim.set(step);
      host = await HostProcess.start(state, { env: shim.env });
      if (step === 0) await host.press('start');
      expect(await host.state()).toMatchObject({ state: 'running', talk: 0 });
      expect((await host.state()).position).toBeLessThan(30_000);
      await host.end();
    }
  });
});

interface Plan {
  readonly end: number;
  readonly behind: number | null;
}

const planOf = async (running: HostProcess): Promise<Plan> =>
  ((await running.document()) as { readonly plan: Plan }).plan;

const SLEPT = 598;

need('cc', 'apt install g++')('a computer that slept for ten minutes', () => {
  async function asleep(light: string, shim: Shim): Promise<[HostProcess, string]> {
    const state = folder();
    const running = (host = await HostProcess.start(state, { light, env: shim.env }));
    await running.press('start');
    shim.set(SLEPT, SLEPT);
    await running.until(() => running.out.some((line) => /slept 9:58, and the talk/.test(line)));
    return [running, state];
  }

  it.each(['none', 'virtual'])('has that counted in, with light "%s"', async (light) => {
    const [running, state] = await asleep(light, makeShim());
    const { state: now, position, over } = await running.state();
    expect({ now, over }).toEqual({ now: 'running', over: true });
    expect(position).toBeGreaterThan(SLEPT * 1000);
    expect(position).toBeLessThan(SLEPT * 1000 + 30_000);
    // It is told before its line is on the disk: nobody pressed, so nobody waits for that.
    await expect
      .poll(() => journalIn(state))
      .toContainEqual(expect.objectContaining({ type: 'sleep', counted: true }));
    const { warnings } = (await running.document()) as { readonly warnings: readonly string[] };
    expect(warnings).toEqual(['this computer slept 9:58, and the talk’s clock went on']);
  });

  it.each(['none', 'virtual'])('may hold the talk from then, with light "%s"', async (light) => {
    const shim = makeShim();
    const [running, state] = await asleep(light, shim);
    expect(await running.press('hold-from-sleep')).toMatchObject({ status: 200, ok: true });
    const { state: now, position } = await running.state();
    expect(now).toBe('held');
    expect(position).toBeLessThan(30_000);
    expect(await running.press('hold-from-sleep')).toMatchObject({ status: 409 });
    await running.end();
    // And so it is after a crash.
    host = await HostProcess.start(state, { light, env: shim.env });
    expect(await host.state()).toMatchObject({ state: 'held', position });
  });
});
