/** `claplight flash`: flashes a board, sees the podium greet, and tells it of its bootloader. */
import { openNamed } from '../serial/find-light.ts';
import { closeSerial } from '../serial/serial-port.ts';
import { greetFlashed, writtenSentence } from '../flash/greeting.ts';
import { flash as flashThrough } from '../flash/program.ts';
import { onlyPort } from '../light/one-board.ts';
import { withProgress } from '../system/progress.ts';
import { linesOf } from '../serial/port-lines.ts';

/** Throws LightProblem for the port, FlashProblem for what went wrong on the way. */
async function flashBoard(path: string, say: (text: string) => void): Promise<void> {
  const flashed = await withProgress('resetting the board', (shown) =>
    flashThrough(path, {
      progress: (step, done, of) => {
        shown.at(done, of, step === 'write' ? 'writing' : 'reading back');
      },
    }),
  );
  say(writtenSentence(flashed));
  const { port } = await openNamed(path);
  try {
    await greetFlashed(linesOf(port), flashed.loader, say);
    say('Next: "claplight wiring" if your pins differ, then "claplight doctor".');
  } finally {
    await closeSerial(port);
  }
}

/** Flashes our firmware onto an Uno or a Nano. */
export async function flash({ port }: { readonly port?: string }): Promise<void> {
  const path = await onlyPort(port);
  console.log(`Flashing the board on ${path}.`);
  await flashBoard(path, (text) => {
    console.log(text);
  });
}
