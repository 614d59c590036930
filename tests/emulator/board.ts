import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PinState } from '../../host/emulator/pins.ts';
import { type ResetKind, Uno, type UnoOptions } from '../../host/emulator/uno.ts';

/** The test image; its source, `images/board.cpp`, lists its commands. */
export const BOARD_IMAGE = fileURLToPath(new URL('images/board.hex', import.meta.url));

export const LAMP = 4;
export const BUTTON = 2;
export const BUZZER = 9;

/** An Uno with the test image, and everything that it did. */
export class Board {
  readonly uno: Uno;
  readonly sent: { readonly byte: number; readonly cycle: number }[] = [];
  readonly edges: { readonly state: PinState; readonly cycle: number }[] = [];
  readonly resets: ResetKind[] = [];

  constructor(options: Partial<UnoOptions> = {}) {
    this.uno = new Uno({ image: readFileSync(BOARD_IMAGE, 'utf8'), startDelayMs: 0, ...options });
    this.uno.onTransmit = (byte, cycle) => this.sent.push({ byte, cycle });
    this.uno.onPins = (state, cycle) => this.edges.push({ state, cycle });
    this.uno.onReset = (kind) => this.resets.push(kind);
    // Bytes that come before the sketch has set up its USART are lost.
    this.uno.runMs(1);
  }

  /** Sends text or bytes and gives what was sent back within `ms`. */
  ask(request: string | number[], ms = 20): number[] {
    const before = this.sent.length;
    this.uno.receive(typeof request === 'string' ? Buffer.from(request, 'latin1') : request);
    this.uno.runMs(ms);
    return this.sent.slice(before).map(({ byte }) => byte);
  }

  /** The ticks of 1 ms that the sketch has counted. */
  get ticks(): number {
    return Buffer.from(this.ask('t')).readUInt32LE();
  }
}
