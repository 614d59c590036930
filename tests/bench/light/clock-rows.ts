/** The host's idea of the podium's clock, in simulated time. */
import { ClockProbe } from '../../../host/podium/clock-probe.ts';
import { PodiumLink } from '../../../host/podium/podium-link.ts';
import { CYCLES_PER_MS } from '../../../host/emulator/uno.ts';
import { World } from '../../podium/world.ts';
import type { Row } from '../row.ts';
import { linesOf } from '../../../host/serial/port-lines.ts';

const LEARNT_FOR = 10_000;
const EVENINGS = 5;
/** Characters of a request for the time, at ten bits each; it is answered in the tick after them. */
const REQUEST_TAKES = (12 * 10_000) / 57_600;

/** The largest error in some evenings, each with other delays: uniform, each way, a line at a time. */
export async function clockError(): Promise<Row[]> {
  let worst = 0;
  for (let evening = 1; evening <= EVENINGS; evening++)
    worst = Math.max(worst, await errorAfter(evening));
  const name = "the podium's clock after 10 s, with 1-16 ms of jitter, worst of 5";
  return [{ name, value: worst, unit: 'ms', target: '<= 2' }];
}

async function errorAfter(seed: number): Promise<number> {
  const world = new World();
  await world.run(50);
  const link = new PodiumLink(linesOf(world.port), world.clock);
  let asked = 0;
  const { clock, us } = await world.until(
    link.request('time', {}, { sending: () => (asked = world.uno.cycles / CYCLES_PER_MS) }),
  );
  const began = asked + REQUEST_TAKES - (clock + us / 1000);
  let state = seed;
  world.jitter = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return 1 + (15 * state) / 2 ** 31;
  };
  const probe = new ClockProbe(world.clock);
  await world.until(probe.start(link));
  await world.run(LEARNT_FOR);
  probe.stop();
  return Math.abs(probe.now() - (world.uno.cycles / CYCLES_PER_MS - began));
}
