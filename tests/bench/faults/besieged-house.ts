/**
 * A house under siege, as a process of its own: `host`, whose lamp the host itself plays, or `podium`,
 * the virtual one. Prints where it listens; for each line on its input it plays a talk, and prints how
 * late the lamp changed, in ms of its player's clock, and what memory the process has.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { LocalTimekeeper } from '../../../host/session/local-timekeeper.ts';
import { openEmulated } from '../../mirror/support/emulated.ts';
import { openHouse, type House } from '../../mirror/support/house.ts';
import { CUES, many } from '../mirror/instruments.ts';

/** Lamps light up no more than twice a second: cues are further apart than that. */
const APART = 700;

const rules = many(APART);
const late: number[] = [];
const house = await (process.argv[2] === 'podium' ? withPodium() : withoutPodium());
console.log(JSON.stringify({ port: house.mirror.port }));
const input = createInterface(process.stdin);
input.on('line', () => {
  void play();
});
await once(input, 'close');
await house.close();

function withoutPodium(): Promise<House> {
  return openHouse({
    rules,
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
}

async function withPodium(): Promise<House> {
  const emulated = await openEmulated({ rules });
  let edges = 0;
  let first = 0;
  emulated.onLamps((ms) => {
    const { state } = emulated.session.snapshot().stage;
    if (late.length === 0) edges = 0;
    edges += 1;
    // The talk began with the press, and this edge when the command came: it says nothing of a cue.
    if (edges === 1) late.push(0);
    // Against the first cue's, which is up to a millisecond late itself.
    if (edges === 2) first = ms;
    if (edges < 3 || state !== 'running') return;
    const since = ms - first;
    late.push(Math.abs(since - Math.round(since / APART) * APART));
  });
  return emulated;
}

async function play(): Promise<void> {
  late.length = 0;
  await house.session.act({ type: 'start', by: 'terminal' });
  await pause(CUES * APART);
  const played = late.slice(1);
  await house.session.act({ type: 'back', by: 'terminal' });
  // Lamps that light up once more than twice in a second are deferred.
  await pause(1100);
  const streams = house.mirror.streams;
  console.log(JSON.stringify({ late: played, rss: process.memoryUsage().rss / 1e6, streams }));
}
