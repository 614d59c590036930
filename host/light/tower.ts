/**
 * A USB tower light: Adafruit's 5125 and the many that speak its bytes. It takes a byte for each lamp
 * that goes on or off, and never says a word, so that its port must be named.
 */
import type { SerialPort } from 'serialport';
import { LAMPS, NO_LAMPS, SOUND_LEVELS, THREE_TIERS, type LampSet } from '../../protocol/signal.ts';
import { openSerial } from '../serial/serial-port.ts';
import { readWiring } from '../serial/wiring-file.ts';
import type { LightRequest, OpenLight, PlayedLight } from './light.ts';
import { openPlayed } from './played.ts';

const BAUD_RATE = 9600;
/** The bit of each output; with ON it goes on, with OFF it goes off. What blinks by itself is not used. */
const OUTPUTS = { red: 0x01, amber: 0x02, green: 0x04, buzzer: 0x08 } as const;
const ON = 0x10;
const OFF = 0x20;

const WARNING =
  'This computer plays it: if it stops, the lamps stay as they were. It has no button and no blue lamp.';

export class Tower implements PlayedLight {
  onButton: (down: boolean) => void = () => undefined;
  onSilent: () => void = () => undefined;
  #port: SerialPort | undefined;
  #on = 0;

  /** Says all of it: what the lamps of a tower that was just plugged in show, nobody knows. */
  meet(port: SerialPort): Promise<void> {
    this.#port = port;
    // What it might say is of no use, but unread it would fill the line.
    port.resume();
    this.#say(this.#on, ALL);
    return Promise.resolve();
  }

  show(set: LampSet, buzzer: boolean): void {
    const on =
      (set & LAMPS.red ? OUTPUTS.red : 0) |
      (set & LAMPS.amber ? OUTPUTS.amber : 0) |
      (set & LAMPS.green ? OUTPUTS.green : 0) |
      (buzzer ? OUTPUTS.buzzer : 0);
    const changed = on ^ this.#on;
    this.#on = on;
    if (changed !== 0) this.#say(on, changed);
  }

  off(): void {
    this.#on = 0;
    this.#say(NO_LAMPS, ALL);
  }

  #say(on: number, changed: number): void {
    const bytes = Object.values(OUTPUTS)
      .filter((output) => (changed & output) !== 0)
      .map((output) => output | ((on & output) !== 0 ? ON : OFF));
    if (this.#port?.isOpen === true) this.#port.write(Buffer.from(bytes));
  }
}

const ALL = Object.values(OUTPUTS).reduce((all, output) => all | output, 0);

/** Throws LightProblem where the port cannot be opened. */
export async function openTower(request: LightRequest, path: string): Promise<OpenLight> {
  const level = SOUND_LEVELS[readWiring().sound] ?? 'quiet';
  return openPlayed(request, {
    light: new Tower(),
    port: await openSerial(path, BAUD_RATE),
    kind: 'tower',
    name: `tower light on ${path}`,
    lamps: THREE_TIERS,
    level,
    said: () => `Light: the tower light on ${path}. ${WARNING}`,
  });
}
