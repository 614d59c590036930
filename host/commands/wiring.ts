import { wireBoard } from '../light/wire-board.ts';

export interface WiringOptions {
  readonly port?: string;
  readonly firmata?: boolean;
}

/** Shows the wiring, changed by `settings` first. */
export async function wiring(settings: readonly string[], options: WiringOptions): Promise<void> {
  const { port, firmata = false } = options;
  console.log((await wireBoard({ settings, port, firmata })).join('\n'));
}
