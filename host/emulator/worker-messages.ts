import type { CutOutcome } from './cells.ts';
import type { PinState } from './pins.ts';
import type { ResetKind, SramFill } from './uno.ts';

/** What the worker is started with. */
export interface Settings {
  /** The image itself, in Intel HEX. */
  readonly image: string;
  readonly speed: number;
  readonly crystalPpm: number;
  readonly bootDelayMs: number | undefined;
  readonly startDelayMs: number | undefined;
  readonly sram: SramFill | undefined;
}

/** What the podium asks of its worker. */
export type Request =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'pin'; readonly pin: number; readonly level: boolean | undefined }
  | { readonly type: 'press'; readonly pin: number; readonly ms: number }
  | { readonly type: 'reset'; readonly kind: ResetKind; readonly cut: CutOutcome }
  | { readonly type: 'speed'; readonly speed: number }
  | { readonly type: 'stats' }
  | { readonly type: 'close' };

/** Something that the board did, in the order in which it did it. */
export type Happening =
  | { readonly type: 'bytes'; readonly bytes: number[] }
  | { readonly type: 'pins'; readonly state: PinState; readonly cycle: number }
  | { readonly type: 'reset'; readonly kind: ResetKind; readonly cycle: number }
  /** What its digits say has changed. */
  | { readonly type: 'digits'; readonly text: string };

export interface Stats {
  /** Emulated cycles since the first start; 16,000 are a millisecond. */
  readonly cycles: number;
  readonly instructions: number;
  /** Host time since the start, and how much of it the emulation was at work. */
  readonly wallMs: number;
  readonly busyMs: number;
  /** How far emulated time is behind, in emulated milliseconds. */
  readonly behindMs: number;
  /** EEPROM cells programmed since the start. */
  readonly eepromWrites: number;
}

/** What the worker tells the podium. */
export type Report =
  | { readonly type: 'open' }
  | { readonly type: 'happened'; readonly happenings: readonly Happening[] }
  | { readonly type: 'stats'; readonly stats: Stats }
  | { readonly type: 'closed' };
