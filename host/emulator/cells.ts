/** Bytes of EEPROM in an ATmega328P. */
const EEPROM_SIZE = 1024;

/** What one programming operation does to a cell. */
export type Operation = 'erase-write' | 'erase' | 'write';

/** A cell that is being programmed: its old value stands until the cycle `until`. */
export interface Flight {
  readonly address: number;
  readonly value: number;
  readonly operation: Operation;
  readonly until: number;
}

/** What a power cut makes of the byte in flight: the old one, erased, the new one, or any byte. */
export type CutOutcome = 'old' | 'erased' | 'new' | number;

/**
 * The EEPROM's cells. They outlive the chip's resets; a write goes on during a reset and takes
 * effect when its time is over, unless the power goes first.
 */
export class Cells {
  readonly bytes: Uint8Array;
  /** How often each cell has been programmed. */
  readonly writes = new Uint32Array(EEPROM_SIZE);
  /** Raised by every change, so that a keeper knows when it is behind. */
  revision = 0;
  /** Told when a write begins; the place for a test to stop the board and cut the power. */
  onWrite: (flight: Flight) => void = () => undefined;
  flight: Flight | undefined;

  /** `contents` may be shorter than the EEPROM; what is missing is erased. */
  constructor(contents: Uint8Array = new Uint8Array()) {
    this.bytes = new Uint8Array(EEPROM_SIZE).fill(0xff);
    this.bytes.set(contents.subarray(0, EEPROM_SIZE));
  }

  begin(flight: Flight): void {
    this.flight = flight;
    this.onWrite(flight);
  }

  finish(): void {
    this.#land('new');
  }

  /** The power goes. Without a write in flight nothing happens. */
  cut(outcome: CutOutcome): void {
    this.#land(outcome);
  }

  #land(outcome: CutOutcome): void {
    const { flight } = this;
    this.flight = undefined;
    if (flight === undefined) return;
    const { address, value, operation } = flight;
    const old = this.bytes[address] ?? 0xff;
    const written = operation === 'write' ? old & value : operation === 'erase' ? 0xff : value;
    const result = { old, erased: operation === 'write' ? old : 0xff, new: written };
    this.bytes[address] = typeof outcome === 'number' ? outcome : result[outcome];
    this.writes[address] = (this.writes[address] ?? 0) + 1;
    this.revision++;
  }
}
