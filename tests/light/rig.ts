/** A serial cable of pseudo terminals (socat) with an emulated board on its far end. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Request } from '../../host/emulator/worker-messages.ts';
import type { ResetKind } from '../../host/emulator/uno.ts';
import { packageRoot } from '../../host/system/paths.ts';
import { asHardware } from '../support/hardware.ts';
import type { PinsTold } from './board-process.ts';

/** Where the compiled tests are: a process is run as JavaScript. */
const COMPILED = join(packageRoot(), 'dist/tests');
/** Nothing here takes so long unless it hangs. */
const HANGS_AFTER = 15_000;
const LOOK_EVERY = 5;

export interface BoardOptions {
  /** How many ppm its crystal is too fast. */
  readonly crystalPpm?: number;
  /** How many times faster than life it runs. */
  readonly speed?: number;
}

export class Rig {
  /** The host's end of the cable. */
  readonly path: string;
  /** Every change of the pins so far. */
  readonly told: PinsTold[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'claplight-rig-'));
  readonly #far: string;
  #cable: ChildProcess | undefined;
  #board: ChildProcess | undefined;

  constructor() {
    this.path = join(this.#folder, 'host');
    this.#far = join(this.#folder, 'board');
  }

  /** A cable with a board on its end that has just been switched on. */
  static async of(image: string, options: BoardOptions = {}): Promise<Rig> {
    const rig = new Rig();
    await rig.plug();
    rig.board(image, options);
    return rig;
  }

  /** The other end of the cable, for what is no board. */
  get far(): string {
    return this.#far;
  }

  board(image: string, { crystalPpm = 0, speed = 1 }: BoardOptions = {}): void {
    const script = join(COMPILED, 'light', 'board-process.js');
    this.#board = asHardware(fork(script, [image, this.#far, String(crystalPpm), String(speed)]));
    this.#board.on('message', (told) => this.told.push(told as PinsTold));
  }

  /** Pins that are high, as a mask. */
  get levels(): number {
    return this.told.at(-1)?.levels ?? 0;
  }

  /** The lamps that are lit by the usual wiring, as a set of the protocol's. */
  get lamps(): number {
    return lampsOf(this.levels);
  }

  async plug(): Promise<void> {
    const end = (path: string): string => `PTY,link=${path},raw,echo=0`;
    this.#cable = asHardware(spawn('socat', [end(this.path), end(this.#far)], { stdio: 'ignore' }));
    await this.until('the cable is there', () => existsSync(this.path) && existsSync(this.#far));
  }

  /** Both ends of the cable vanish. The board has a supply of its own and goes on. */
  async unplug(): Promise<void> {
    await end(this.#cable, 'SIGTERM');
    this.#cable = undefined;
    await this.until('the cable is gone', () => !existsSync(this.path));
  }

  press(ms: number, pin = 2): void {
    this.#ask({ type: 'press', pin, ms });
  }

  reset(kind: ResetKind): void {
    this.#ask({ type: 'reset', kind, cut: 'old' });
  }

  /** Waits for something that real processes do in real time. */
  async until(what: string, true_: () => boolean): Promise<void> {
    const began = performance.now();
    while (!true_()) {
      if (performance.now() - began > HANGS_AFTER) throw new Error(`not so in time: ${what}`);
      await sleep(LOOK_EVERY);
    }
  }

  async close(): Promise<void> {
    await end(this.#board, 'SIGKILL');
    await end(this.#cable, 'SIGTERM');
    rmSync(this.#folder, { recursive: true });
  }

  #ask(request: Request): void {
    this.#board?.send(request);
  }
}

/** By the usual wiring: green on 4, amber on 7, red on 8. */
export const lampsOf = (levels: number): number =>
  ((levels >> 4) & 1) | (((levels >> 7) & 1) << 1) | (((levels >> 8) & 1) << 2);

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child?.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
