/** `claplight flash`: flashes a board, sees the podium greet, and tells it of its bootloader. */
import { openNamed } from '../serial/find-light.ts';
import { closeSerial } from '../serial/serial-port.ts';
import { PodiumLink } from '../podium/podium-link.ts';
import { flash as flashThrough } from '../flash/program.ts';
import { onlyPort } from '../light/one-board.ts';
import { withProgress } from '../system/progress.ts';
import { linesOf } from '../serial/port-lines.ts';

/** What a reset takes with the old bootloader; Optiboot's is what the firmware starts with. */
const OLD_BOOT_DELAY = 1325;

/** Throws LightProblem for the port, FlashProblem for what went wrong on the way. */
async function flashBoard(path: string, say: (text: string) => void): Promise<void> {
  const { loader, bytes } = await withProgress('resetting the board', (shown) =>
    flashThrough(path, {
      progress: (step, done, of) => {
        shown.at(done, of, step === 'write' ? 'writing' : 'reading back');
      },
    }),
  );
  say(`${String(bytes)} bytes written through ${loader.name} and read back: they are the same.`);
  const { port } = await openNamed(path);
  try {
    const link = new PodiumLink(linesOf(port));
    const { version } = await link.request('hello', {});
    say(`The podium greets: firmware ${version}. Its settings were kept.`);
    if (loader.image === 'uno-nowatchdog') await tellOfOldBootloader(link, say);
    say('Next: "claplight wiring" if your pins differ, then "claplight doctor".');
  } finally {
    await closeSerial(port);
  }
}

async function tellOfOldBootloader(link: PodiumLink, say: (text: string) => void): Promise<void> {
  await link.request('set', { name: 'boot-delay', value: OLD_BOOT_DELAY });
  say(
    'This board has the old bootloader, which never comes back from a watchdog reset: it got the image without the watchdog. If it ever hangs, unplug it.',
  );
}

/** Flashes our firmware onto an Uno or a Nano. */
export async function flash({ port }: { readonly port?: string }): Promise<void> {
  const path = await onlyPort(port);
  console.log(`Flashing the board on ${path}.`);
  await flashBoard(path, (text) => {
    console.log(text);
  });
}
