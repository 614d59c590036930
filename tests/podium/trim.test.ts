/** The podium's clock against the host's: how well it is measured, and what is left after the trim. */
import { describe, expect, it, vi } from 'vitest';
import type { RoundTrip } from '../../host/podium/clock-fit.ts';
import { examine } from '../../host/podium/checkup.ts';
import { PodiumTimekeeper } from '../../host/podium/podium-timekeeper.ts';
import { PodiumLink } from '../../host/podium/podium-link.ts';
import { loadProgramme } from '../../host/podium/load-programme.ts';
import { betterTrim, clockError } from '../../host/podium/trim.ts';
import { duration, instant, seconds } from '../../protocol/time.ts';
import { LAMPS } from '../../protocol/signal.ts';
import { programmeOf } from './support.ts';
import { World } from './world.ts';
import { chance } from '../support/random.ts';
import type { Clock } from '../../host/system/host-clock.ts';
import { linesOf } from '../../host/serial/port-lines.ts';

// Six minutes of an emulated board.
vi.setConfig({ testTimeout: 60_000 });

const FIVE_MINUTES = 300_000;

/** The doctor with `--trim`, as the command runs it where nobody answers. */
async function trimmed(world: World): Promise<string> {
  const said: string[] = [];
  const link = new PodiumLink(linesOf(world.port), world.clock);
  const say = (text: string): void => {
    said.push(text);
  };
  const options = { clock: world.clock, say, length: seconds(60), trim: true };
  const well = await world.until(examine(link, options), 120_000);
  expect(said.join('\n') + (well ? '' : ' not well')).toMatch(/Stored: trim=-?\d+ \(it was 0\)\.$/);
  return said.join('\n');
}

/** Ms from green to the applause of a talk of five minutes, by the host's clock. */
async function talk(world: World): Promise<number> {
  const link = new PodiumLink(linesOf(world.port), world.clock);
  const { rev } = await world.until(link.request('stage', {}));
  await world.until(loadProgramme(link, programmeOf([1]), rev, 0));
  const edges: { lamps: number; ms: number }[] = [];
  world.onLamps = (lamps, ms) => edges.push({ lamps, ms });
  await world.until(link.request('start', { rev: rev + 1 }));
  await world.run(FIVE_MINUTES + 1000);
  // Two lamps on two ports of the chip change one after the other: what lasts is meant.
  const [green = NaN, red = NaN] = [LAMPS.green, LAMPS.red].map(
    (set) =>
      edges.find(({ lamps, ms }, i) => lamps === set && (edges[i + 1]?.ms ?? Infinity) - ms > 100)
        ?.ms,
  );
  return red - green;
}

it('the doctor leaves no deadline behind once it is answered', async () => {
  const world = new World();
  await world.run(50);
  const pending = new Set<object>();
  const clock: Clock = {
    speed: 1,
    now: () => world.clock.now(),
    at(when, run) {
      const deadline = {};
      pending.add(deadline);
      const cancel = world.clock.at(when, () => {
        pending.delete(deadline);
        run();
      });
      return () => {
        pending.delete(deadline);
        cancel();
      };
    },
  };
  const link = new PodiumLink(linesOf(world.port), world.clock);
  const say = (text: string): void => {
    if (text.startsWith('Button')) world.later(100, () => world.press(200));
  };
  const ask = (): Promise<boolean> => Promise.resolve(true);
  const options = { clock, say, ask, length: seconds(2), trim: false };
  await world.until(examine(link, options), 60_000);
  expect(pending.size).toBe(0);
});

describe('after the trim, a talk of five minutes is right to 0.02 s', () => {
  it.each([
    ['2021 ppm slow', () => -2021, /2\d{3} ± \d+ ppm slow: 0\.6\d s in five minutes/],
    ['500 ppm fast', () => 500, /\d+ ± \d+ ppm fast: 0\.1\d s in five minutes/],
    // From the middle of the measurement to that of the talk it drifts by 30 ppm, which are 9 ms.
    ['drifting by 10 ppm a minute', (ms: number) => 100 + ms / 6000, /ppm fast/],
  ] as const)('on a board whose resonator is %s', async (_name, crystal, told) => {
    const world = new World({ crystal });
    await world.run(50);
    const said = await trimmed(world);
    expect(said).toMatch(told);
    expect(Math.abs((await talk(world)) - FIVE_MINUTES)).toBeLessThanOrEqual(20);
  });

  it('and was wrong by 0.6 s before, on one that is 2021 ppm slow', async () => {
    const world = new World({ crystal: () => -2021 });
    await world.run(50);
    expect((await talk(world)) - FIVE_MINUTES).toBeGreaterThan(600);
  });

  it('and the session is told of it, for its report', async () => {
    const world = new World();
    await world.run(50);
    const link = new PodiumLink(linesOf(world.port), world.clock);
    await world.until(link.request('set', { name: 'trim', value: -312 }), 5000);
    const name = { kind: 'podium', name: 'the podium' } as const;
    const keeper = await world.until(PodiumTimekeeper.greet(link, world.clock, name), 5000);
    expect(keeper.trim).toBe(-312);
    await world.until(keeper.close());
  });

  it('but an uncertain measurement is not stored', async () => {
    const world = new World();
    await world.run(50);
    world.jitter = () => 10 * Math.abs(Math.sin(world.now));
    const said: string[] = [];
    const link = new PodiumLink(linesOf(world.port), world.clock);
    const say = (text: string): void => {
      said.push(text);
    };
    const options = { clock: world.clock, say, length: seconds(5), trim: true };
    expect(await world.until(examine(link, options), 120_000)).toBe(false);
    expect(said.at(-1)).toMatch(/Not stored.*too uncertain.*--seconds/);
    expect((await world.until(link.request('get', { name: 'trim' }))).value).toBe(0);
  });
});

/** What a line adds to a request and to its answer, in ms. */
type Delays = (random: () => number, now: number) => readonly [number, number];
const toNext = (period: number, now: number): number => period - (now % period);

const LINES: readonly (readonly [string, Delays])[] = [
  ['1 to 16 ms each way', (random) => [1 + 15 * random(), 1 + 15 * random()]],
  ['a USB frame each way', (_random, now) => [toNext(1, now), toNext(1, now + 0.3)]],
  ["an FTDI's 16 ms towards the host", (random, now) => [random(), toNext(16, now + random())]],
  [
    'a busy machine, that is late for long now and then',
    (random) => [0.2 + 0.3 * random(), random() < 0.2 ? 200 * random() : random()],
  ],
];
const RUNS = 100;
const WIRE = { requestTakes: duration(2.1), replyTakes: duration(3.3) };

/** A minute of round trips to a clock that is `ppm` too fast. */
function trips(ppm: number, delays: Delays, random: () => number): RoundTrip[] {
  return Array.from({ length: 480 }, (_, i) => {
    const sent = i * 125 + 3 * random();
    const [there, back] = delays(random, sent);
    // The board's line is 2 % faster than the wire's rate says.
    const read = sent + there + WIRE.requestTakes / 1.02;
    const received = instant(read + back + WIRE.replyTakes / 1.02);
    const counted = Math.floor(250 * read * (1 + ppm / 1e6)) / 250;
    const clock = counted % 1 > 0.99 && random() < 0.5 ? counted + 1 : counted;
    return { ...WIRE, sent: instant(sent), received, clock };
  });
}

describe('the measured error', () => {
  it.each(LINES)('is within what is said to be uncertain, on a line with %s', (_name, delays) => {
    let state = 12;
    const random = (): number => {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      return state / 2 ** 31;
    };
    let within = 0;
    let worst = 0;
    for (let run = 0; run < RUNS; run++) {
      const truth = 4000 * (random() - 0.5);
      const { ppm, uncertainty } = clockError(trips(truth, delays, random));
      if (Math.abs(ppm - truth) <= uncertainty) within += 1;
      worst = Math.max(worst, uncertainty);
    }
    expect(within).toBeGreaterThanOrEqual(0.95 * RUNS);
    // A minute is enough for a correction that is good to 0.02 s in five.
    expect(worst).toBeLessThan(67);
  });

  it('is nothing that is known after one answer', () => {
    const [first] = trips(100, () => [0, 0], chance());
    expect(first && clockError([first])).toEqual({ ppm: 0, uncertainty: Infinity });
  });
});

it('the trim is changed by what is left', () => {
  expect(betterTrim(0, -2021)).toBe(2025);
  expect(betterTrim(2025, 0)).toBe(2025);
  expect(betterTrim(1000, 100)).toBe(900);
});
