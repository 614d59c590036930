import { DIGIT_MODULES } from '../../protocol/digits.ts';
import { SETTINGS } from '../../protocol/wire.ts';
import { digitsOf, lampsOf } from '../podium/podium-settings.ts';
import { PodiumLink } from '../podium/podium-link.ts';
import { PodiumTimekeeper } from '../podium/podium-timekeeper.ts';
import { VirtualPodium } from '../emulator/virtual-podium.ts';
import { identify } from '../serial/identify.ts';
import type { LightRequest, OpenLight } from './light.ts';
import { linesOf } from '../serial/port-lines.ts';

/** The firmware's image in an emulated Uno. `why` says why it is this light, where it was not asked for. */
export async function openVirtual(request: LightRequest, why: string): Promise<OpenLight> {
  const { clock, compose, eepromFile, resume } = request;
  const port = new VirtualPodium({
    speed: clock.speed,
    startDelayMs: 0,
    ...(eepromFile === undefined ? {} : { eepromFile }),
  });
  await started(port);
  const light = { kind: 'virtual', name: 'virtual podium' } as const;
  const link = new PodiumLink(linesOf(port));
  const keeper = await PodiumTimekeeper.greet(link, clock, light);
  const lamps = await lampsOf(link);
  if (request.digits === true)
    await link.request('set', { name: 'digits', value: DIGIT_MODULES.indexOf('max7219') });
  keeper.digits = await digitsOf(link);
  await keeper.begin(compose(lamps), resume, compose(lamps, resume?.podium?.items));
  return {
    keeper,
    lamps,
    said: `Light: the virtual podium${why === '' ? '' : ` (${why})`}.`,
    pressButton: (length) => {
      port.press(SETTINGS['pin-button'].start, length);
    },
    close: () =>
      new Promise((done) => {
        port.close(() => {
          done();
        });
      }),
  };
}

/**
 * Waits for the greeting of a podium that was just switched on: what is said to it before is lost, and
 * to find that out takes longer.
 */
export async function started(port: VirtualPodium): Promise<void> {
  await identify(port, { reset: true });
}
