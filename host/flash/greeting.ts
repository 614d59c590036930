/** What is said once a board is flashed: how much was written, and that the podium greets. */
import { PodiumLink } from '../podium/podium-link.ts';
import type { Lines } from '../serial/lines.ts';
import type { Flashed, Loader } from './flash-board.ts';

/** What a reset takes with the old bootloader; Optiboot's is what the firmware starts with. */
const OLD_BOOT_DELAY = 1325;

export const writtenSentence = ({ bytes, loader }: Flashed): string =>
  `${String(bytes)} bytes written through ${loader.name} and read back: they match.`;

/** Greets the podium that was flashed through `loader`, and tells it of its bootloader. Throws LinkLost. */
export async function greetFlashed(
  lines: Lines,
  loader: Loader,
  say: (text: string) => void,
): Promise<PodiumLink> {
  const link = new PodiumLink(lines);
  const { version } = await link.request('hello', {});
  say(`The podium answers: firmware ${version}. Its settings were kept.`);
  if (loader.image !== 'uno-nowatchdog') return link;
  await link.request('set', { name: 'boot-delay', value: OLD_BOOT_DELAY });
  say(
    'This board has the old bootloader, which never comes back from a watchdog reset: it got the image without the watchdog. If it ever hangs, unplug it.',
  );
  return link;
}
