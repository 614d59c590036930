import type { LampSet } from '../../protocol/signal.ts';
import type { PodiumLink } from './podium-link.ts';

/** The lamps that a podium has, by its wiring. Throws LinkLost. */
export async function lampsOf(link: PodiumLink): Promise<LampSet> {
  return (await link.request('get', { name: 'lamps' })).value;
}
