import { describe, expect, it } from 'vitest';
import { ClockProbe } from '../../host/podium/clock-probe.ts';
import { PodiumLink } from '../../host/podium/podium-link.ts';
import { CYCLES_PER_MS } from '../../host/emulator/uno.ts';
import { World, type WorldOptions } from './world.ts';
import { linesOf } from '../../host/serial/port-lines.ts';

/** A world whose podium's clock has been learnt for so long. */
async function learnt(
  ms: number,
  options: WorldOptions,
  jitter?: () => number,
): Promise<[World, ClockProbe, number]> {
  const world = new World(options);
  await world.run(50);
  const link = new PodiumLink(linesOf(world.port), world.clock);
  const probe = new ClockProbe(world.clock);
  const began = await trueStart(world, link);
  if (jitter) world.jitter = jitter;
  await world.until(probe.start(link));
  await world.run(ms);
  probe.stop();
  return [world, probe, began];
}

/** When the podium's clock began, in ms of the emulated board, from an answer without jitter or drift. */
async function trueStart(world: World, link: PodiumLink): Promise<number> {
  let asked = 0;
  const { clock, us } = await world.until(
    link.request('time', {}, { sending: () => (asked = world.uno.cycles / CYCLES_PER_MS) }),
  );
  // The request's 12 characters take 2.08 ms; the answer is read within the tick after them.
  return asked + 2.1 - (clock + us / 1000);
}

const RESONATORS = [
  ['2021 ppm slow', () => -2021],
  ['500 ppm fast', () => 500],
  ['drifting by 10 ppm a minute', (ms: number) => 100 + ms / 6000],
] as const;

describe("the host's idea of the podium's clock", () => {
  it('is within 2 ms after 10 s, with 1 to 16 ms of jitter on the line', async () => {
    let state = 7;
    const jitter = (): number => {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      return 1 + (15 * state) / 2 ** 31;
    };
    const [world, probe, began] = await learnt(10_000, {}, jitter);
    const podium = world.uno.cycles / CYCLES_PER_MS - began;
    expect(Math.abs(probe.now() - podium)).toBeLessThan(2);
  });

  it.each(RESONATORS)('follows a resonator that is %s', async (_name, crystal) => {
    const [world, probe, began] = await learnt(25_000, { crystal });
    const podium = world.uno.cycles / CYCLES_PER_MS - began;
    expect(Math.abs(probe.now() - podium)).toBeLessThan(2);
    expect(Math.abs(probe.drift - crystal(20_000))).toBeLessThan(60);
  });
});
