import { LocalTimekeeper } from '../session/local.ts';
import type { LightRequest, OpenLight } from './open.ts';

/** No light at all: the host keeps the time for its screens. */
export async function openNone({ clock, programme, resume }: LightRequest): Promise<OpenLight> {
  const keeper = new LocalTimekeeper(clock, programme, {
    light: { kind: 'none', name: 'screens only', reached: true, truth: 'sure' },
    level: 'off',
  });
  if (resume) await keeper.put(resume());
  return {
    keeper,
    said: 'No light: the screens show the signals.',
    close: () => Promise.resolve(),
  };
}
