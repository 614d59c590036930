/** What can be a session's light: each kind is a file of this folder that opens it. */
import type { Programme } from '../../protocol/programme.ts';
import type { LampSet } from '../../protocol/signal.ts';
import type { Duration } from '../../protocol/time.ts';
import type { Item } from '../session/types.ts';
import type { Resume, Timekeeper } from '../session/timekeeper.ts';
import type { Clock } from '../system/host-clock.ts';

export interface LightRequest {
  /** `auto`, `virtual`, `none`, or the path of a serial port. */
  readonly choice: string;
  readonly clock: Clock;
  /** The session's programme for the lamps that the light has, or that of an older state of its lineup. */
  readonly compose: (lamps: LampSet, items?: readonly Item[]) => Programme;
  /** Where the virtual podium's EEPROM lives; without it it is forgotten. */
  readonly eepromFile?: string | undefined;
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
