import { flashBoard, progressText } from '../flash/flash-board.ts';
import { onlyPort } from '../light/one-board.ts';

/** Flashes our firmware onto an Uno or a Nano. */
export async function flash({ port }: { readonly port?: string }): Promise<void> {
  const path = await onlyPort(port);
  console.log(`Flashing the board on ${path}.`);
  const { stdout } = process;
  await flashBoard(
    path,
    (text) => {
      console.log(text);
    },
    (step, done, of) => {
      if (stdout.isTTY) stdout.write(`\r${progressText(step, done, of)} ${done < of ? '' : '\n'}`);
    },
  );
}
