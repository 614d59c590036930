/** A hall with a light on its stage, a laptop, a cable between them, and somebody who breaks things. */
import type { LampSet } from '../../protocol/signal.ts';
import type { Rules } from '../../protocol/rules.ts';
import { readRules, isRulesProblem } from '../../protocol/rules.ts';
import { minutes } from '../../protocol/time.ts';
import { decodeFromPodium, isPush, WireError, type Push } from '../../protocol/codec.ts';
import type { MachineTime } from '../../host/system/machine-time.ts';
import type { Talk } from '../../host/lineup/lineup.ts';
import { World } from '../podium/world.ts';
import type { SimulatedPort } from '../podium/simulated-port.ts';
import type { State } from '../../protocol/stage.ts';
import type { Fault } from './breaker.ts';
import { Host, type Written } from './host.ts';

/** `podium`: the image in the emulated Uno. `none`: the host keeps the time. */
export type HallLight = 'podium' | 'none';

export const CHANGEOVER = minutes(1);

/** Clapping for talks that are over within a minute. */
const rules = readRules({
  name: 'short',
  title: 'One finger at 0:12 left, two at 0:06',
  length: '0:30',
  cues: [
    { phase: 'go', after: '0:00', lamps: ['green'] },
    { phase: 'one-finger', left: '0:12', lamps: ['amber'], announcement: 'blink', sound: 'single' },
    { phase: 'two-finger', left: '0:06', lamps: ['amber', 'red'], announcement: 'wink-green' },
    { phase: 'applause', left: '0:00', lamps: ['red'], sound: 'roll' },
    { phase: 'overtime', over: '0:10', lamps: ['green', 'amber', 'red'], announcement: 'blink' },
  ],
  repeat: { every: '0:10', times: 2 },
});
if (isRulesProblem(rules)) throw new Error(rules.message);
export const RULES: ReadonlyMap<string, Rules> = new Map([
  ['short', rules],
  ['clap', rules],
]);

/** What the podium said by itself, and when. */
export interface Said {
  readonly push: Push;
  readonly at: number;
}

/** Whether the host has its light within reach and knows that it is true, from a moment on. */
export interface Reach {
  readonly at: number;
  readonly sure: boolean;
}

export interface LampEdge {
  readonly at: number;
  readonly lamps: LampSet;
}

/** A day that has nothing to do with the session's clock. */
const SOME_DAY = Date.UTC(2026, 9, 24, 22, 0);
const UPTIME = 3_600_000;

export class Hall {
  readonly world = new World();
  readonly path: string;
  readonly light: HallLight;
  readonly talks: readonly Talk[];
  readonly lines: Written[] = [];
  readonly said: Said[] = [];
  readonly lamps: LampEdge[] = [];
  readonly reach: Reach[] = [];
  /** What hosts draw from. */
  readonly random: () => number;
  /** Resets that came from opening the port. */
  readonly resets: Fault[] = [];
  plugged = true;
  /** Opening the port resets the board, as it does where DTR is wired to the reset. */
  resetsWhenOpened = false;
  host: Host | undefined;
  #wallStep = 0;
  #heard = '';

  constructor(
    light: HallLight,
    talks: readonly Talk[],
    { path, random }: { path: string; random: () => number },
  ) {
    this.random = random;
    this.light = light;
    this.talks = talks;
    this.path = path;
    this.world.onTransmit = (byte) => {
      this.#hear(byte);
    };
    if (light === 'podium')
      this.world.onLamps = (lamps, at) => {
        this.shown(lamps, at);
      };
    // Nobody would see what it does.
    else this.world.cutPower();
    this.host = new Host(this);
  }

  readonly times: MachineTime = {
    wall: () => SOME_DAY + this.world.now + this.#wallStep,
    sinceBoot: () => UPTIME + this.world.now,
  };

  /** What an operator sees; undefined where there is no host. */
  get state(): State | undefined {
    return this.host?.session?.snapshot().stage.state;
  }

  get closed(): boolean {
    return this.state === 'closed';
  }

  shown(lamps: LampSet, at: number): void {
    const last = this.lamps.at(-1);
    // Lamps are on two ports of the chip: writes so close together are one change.
    if (last && at - last.at < 0.2) this.lamps.pop();
    if (this.lamps.at(-1)?.lamps !== lamps) this.lamps.push({ at, lamps });
  }

  /** The port, or undefined while nothing is plugged in. */
  openPort(): SimulatedPort | undefined {
    const { world } = this;
    world.unplug();
    if (!this.plugged || !world.powered) return undefined;
    if (this.resetsWhenOpened) {
      world.uno.reset('external');
      this.resets.push({ name: 'reset', from: world.now, to: world.now });
    }
    return world.plug();
  }

  unplug(): void {
    this.plugged = false;
    this.world.unplug();
  }

  reached(sure: boolean): void {
    if (this.reach.at(-1)?.sure !== sure) this.reach.push({ at: this.world.now, sure });
  }

  kill(): void {
    this.host?.kill();
    this.reached(false);
    this.host = undefined;
  }

  restart(): void {
    this.host ??= new Host(this);
  }

  stepWall(ms: number): void {
    this.#wallStep += ms;
  }

  #hear(byte: number): void {
    if (byte !== 0x0a) {
      this.#heard += String.fromCharCode(byte);
      return;
    }
    const line = this.#heard.replace(/\r$/, '');
    this.#heard = '';
    try {
      const message = decodeFromPodium(line);
      if (isPush(message)) this.said.push({ push: message, at: this.world.now });
    } catch (error) {
      // A reset cuts a line off.
      if (!(error instanceof WireError)) throw error;
    }
  }
}
