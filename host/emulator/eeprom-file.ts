import { readBoundedSync } from '../system/read-file.ts';
import { Cells } from './cells.ts';
import { EepromDisk, LARGEST_EEPROM, type EepromStore } from './eeprom-disk.ts';

/** Unsaved changes are saved after this long even if the board says nothing. */
const SAVE_AFTER_MS = 100;
/** A saved file is put on the disk itself once nothing has changed for this long. */
const SYNC_AFTER_MS = 300;

/** Cells whose contents live in a file of 1,024 bytes, replaced whole, so never half written. */
export class EepromFile {
  readonly cells: Cells;
  readonly #store: EepromStore;
  #saved = 0;
  #changed = 0;
  #dirtySince: number | undefined;
  #syncAt: number | undefined;

  /** A file that does not exist is an erased EEPROM. Throws if it cannot be read. */
  constructor(path: string, store: EepromStore = new EepromDisk(path)) {
    this.#store = store;
    this.cells = new Cells(readIfThere(path));
  }

  /**
   * Called now and then. `before` is true when the board has just said something: what it has
   * written must then be in the file first, since it may have said that it has written it.
   */
  keep(nowMs: number, before: boolean): void {
    if (this.cells.revision !== this.#changed) {
      this.#changed = this.cells.revision;
      this.#dirtySince ??= nowMs;
    }
    if (this.#dirtySince !== undefined && (before || nowMs - this.#dirtySince >= SAVE_AFTER_MS)) {
      this.#save();
      this.#syncAt = nowMs + SYNC_AFTER_MS;
    } else if (this.#syncAt !== undefined && nowMs >= this.#syncAt) {
      this.#syncAt = undefined;
      this.#store.sync();
    }
  }

  /** In the end: saves what has not been saved, and waits longer for that. */
  save(): void {
    this.#save(true);
  }

  #save(last = false): void {
    this.#dirtySince = undefined;
    if (this.#saved === this.cells.revision) return;
    // A disk that takes nothing stops no board: it is tried again with what changes next.
    if (this.#store.save(this.cells.bytes, last)) this.#saved = this.cells.revision;
  }
}

function readIfThere(path: string): Uint8Array {
  try {
    return readBoundedSync(path, LARGEST_EEPROM);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return new Uint8Array();
    }
    throw error;
  }
}
