/**
 * A house whose lamp the host itself plays, as a process of its own. Prints where it listens; for each
 * line on its input it plays a talk, and prints how late the lamp changed, in ms, and what memory it has.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { LocalTimekeeper } from '../../../host/session/local.ts';
import { CUES, many } from '../mirror/instruments.ts';
import { openHouse } from '../../mirror/support/house.ts';

/** Lamps light up no more than twice a second: cues are further apart than that. */
const APART = 700;

const late: number[] = [];
const house = await openHouse({
  rules: many(APART),
  keeper: (clock, programme) => {
    const keeper: LocalTimekeeper = new LocalTimekeeper(clock, programme, {
      light: { kind: 'firmata', name: 'a light', reached: true, truth: 'sure' },
      level: 'off',
      show: () => {
        const { state, anchor } = keeper.stage;
        if (state === 'running' && anchor !== null) late.push((clock.now() - anchor) % APART);
      },
    });
    return Promise.resolve(keeper);
  },
});
console.log(JSON.stringify({ port: house.mirror.port }));
const input = createInterface(process.stdin);
input.on('line', () => {
  void play();
});
await once(input, 'close');
await house.close();

async function play(): Promise<void> {
  late.length = 0;
  await house.session.act({ type: 'start', by: 'terminal' });
  await pause(CUES * APART);
  await house.session.act({ type: 'back', by: 'terminal' });
  // Lamps that light up once more than twice in a second are deferred.
  await pause(1100);
  const streams = house.mirror.streams;
  console.log(
    JSON.stringify({ late: late.slice(1), rss: process.memoryUsage().rss / 1e6, streams }),
  );
}
