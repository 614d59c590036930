/** What can be a session's light: each kind is a file of this folder that opens it. */
import type { SerialPort } from 'serialport';
import type { Programme } from '../../protocol/programme.ts';
import type { LampSet } from '../../protocol/signal.ts';
import type { Duration } from '../../protocol/time.ts';
import type { Item } from '../session/types.ts';
import type { Resume, Timekeeper } from '../session/timekeeper.ts';
import type { Clock } from '../system/host-clock.ts';

export interface LightRequest {
  /** `auto`, `virtual`, `none`, the path of a serial port, or `tower:` and the path of a tower's. */
  readonly choice: string;
  readonly clock: Clock;
  /** The session's programme for the lamps that the light has, or that of an older state of its lineup. */
  readonly compose: (lamps: LampSet, items?: readonly Item[]) => Programme;
  /** Where the virtual podium's EEPROM lives; without it it is forgotten. */
  readonly eepromFile?: string | undefined;
  /** The virtual podium is to have its digits on; else they are as it was left. */
  readonly digits?: boolean | undefined;
  /** An older session that goes on; else it begins at the opening. */
  readonly resume?: Resume | undefined;
}

export interface OpenLight {
  readonly keeper: Timekeeper;
  /** The lamps that it has. */
  readonly lamps: LampSet;
  /** Which light it is and why, for people. */
  readonly said: string;
  /** Presses the button of a virtual podium for so long, in emulated time. */
  readonly pressButton?: (length: Duration) => void;
  close(): Promise<void>;
}

/**
 * A light that the host plays: it knows nothing but which of its outputs are on. A new kind is one file
 * that makes its bytes, and a choice in `open-light.ts`.
 */
export interface PlayedLight {
  /** Its button is down, or up. A light without one never calls. */
  onButton: (down: boolean) => void;
  /** It does not answer any more though its port is open. A light that never answers never calls. */
  onSilent: () => void;
  /** Goes on on a port just opened, with what was shown last. Rejects where it does not answer. */
  meet(port: SerialPort): Promise<void>;
  /** Lights the lamps of `set`, and no others, and sounds the buzzer, in one write. */
  show(set: LampSet, buzzer: boolean): void;
  /** All dark and silent, as far as it can be reached. */
  off(): void;
}
