/** Somebody who breaks things, and mends them after a while. */
import type { Dice } from './dice.ts';
import type { Hall } from './hall.ts';

export const FAULTS = [
  'reset',
  'power',
  'unplug',
  'kill',
  'noise',
  'delay',
  'wall',
  'block',
  'sleep',
] as const;
export type FaultName = (typeof FAULTS)[number];

/** What was broken, from when, and when it was whole again. */
export interface Fault {
  readonly name: FaultName;
  readonly from: number;
  readonly to: number;
}

const BIT_ERROR_RATE = 1e-3;
const STEPS = [30, 3600, 86_400].flatMap((s) => [s * 1000, -s * 1000]);

export class Breaker {
  readonly faults: Fault[] = [];
  readonly #hall: Hall;
  readonly #dice: Dice;
  readonly #later: (at: number, run: () => void) => void;

  constructor(hall: Hall, dice: Dice, later: (at: number, run: () => void) => void) {
    this.#hall = hall;
    this.#dice = dice;
    this.#later = later;
  }

  /** Breaks something, and plans its repair. */
  break(name: FaultName): void {
    const hall = this.#hall;
    const { world } = hall;
    const from = world.now;
    const lasts = (ms: number, mend: () => void): void => {
      const fault = { name, from, to: from + ms };
      this.faults.push(fault);
      this.#later(fault.to, () => {
        // Later, where something else was broken meanwhile.
        fault.to = world.now;
        mend();
      });
    };
    const none = (): void => undefined;
    switch (name) {
      case 'reset':
        if (world.powered) world.uno.reset('external');
        lasts(0, none);
        break;
      case 'power':
        if (!world.powered) return;
        world.cutPower();
        lasts(this.#dice.draw(100, 8000), () => {
          world.restorePower();
        });
        break;
      case 'unplug':
        if (!hall.plugged) return;
        hall.unplug();
        lasts(this.#dice.draw(300, 15_000), () => {
          hall.plugged = true;
        });
        break;
      case 'kill':
        // A session that has closed would not be revived.
        if (!hall.host || hall.closed) return;
        hall.kill();
        hall.resetsWhenOpened = this.#dice.chance(0.5);
        lasts(this.#dice.draw(200, 5000), () => {
          hall.restart();
        });
        break;
      case 'noise':
        world.noise = (byte) => this.#damaged(byte);
        lasts(this.#dice.draw(1000, 15_000), () => {
          world.noise = (byte) => byte;
        });
        break;
      case 'delay':
        world.jitter = () => this.#dice.draw(0, 400);
        lasts(this.#dice.draw(1000, 10_000), () => {
          world.jitter = () => 0;
        });
        break;
      case 'wall':
        hall.stepWall(this.#dice.oneOf(STEPS));
        lasts(0, none);
        break;
      case 'block':
        world.block(2000);
        this.faults.push({ name, from, to: world.now });
        break;
      case 'sleep': {
        const ms = this.#dice.draw(2000, 30_000);
        const { host } = hall;
        world.sleep(ms);
        this.faults.push({ name, from, to: world.now });
        host?.slept(ms);
        break;
      }
    }
  }

  #damaged(byte: number): number {
    let damaged = byte;
    for (let bit = 0; bit < 8; bit++) if (this.#dice.chance(BIT_ERROR_RATE)) damaged ^= 1 << bit;
    return damaged;
  }
}
