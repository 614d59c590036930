import { THREE_TIERS } from '../../protocol/signal.ts';
import { LocalTimekeeper } from '../session/local-timekeeper.ts';
import type { LightRequest, OpenLight } from './light.ts';

/** No light at all: the host keeps the time for its screens. */
export async function openNone({ clock, compose, resume }: LightRequest): Promise<OpenLight> {
  const keeper = new LocalTimekeeper(clock, compose(THREE_TIERS), {
    light: { kind: 'none', name: 'screens only', reached: true, truth: 'sure' },
    level: 'off',
  });
  if (resume) await keeper.resume(resume);
  return {
    keeper,
    lamps: THREE_TIERS,
    said: 'No light: the screens show the signals.',
    close: () => Promise.resolve(),
  };
}
