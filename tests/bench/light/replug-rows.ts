/** What five hundred replugs leave behind: in simulated time, a new port each time. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Evening } from '../../podium/support.ts';
import type { Row } from '../row.ts';

const REPLUGS = 500;
/** The first ones fill caches and let the compiler work. */
const WARM_UP = 50;

export async function replugs(): Promise<Row[]> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const evening = await Evening.begin();
  await evening.act({ type: 'start' });
  let before = 0;
  let listeners = 0;
  for (let i = 0; i < REPLUGS + WARM_UP; i++) {
    if (i === WARM_UP) {
      collect();
      before = process.memoryUsage().heapUsed;
    }
    const { port } = evening.world;
    await evening.unplug();
    await evening.plug();
    evening.happenings.length = 0;
    listeners = Math.max(listeners, ...port.eventNames().map((name) => port.listenerCount(name)));
  }
  collect();
  const grown = (process.memoryUsage().heapUsed - before) / REPLUGS;
  return [
    { name: '500 replugs: memory kept for each', value: grown, unit: 'bytes', target: '<= 200' },
    {
      name: '500 replugs: listeners of one event on a port',
      value: listeners,
      unit: '',
      target: '<= 4',
    },
  ];
}
