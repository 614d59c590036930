/** The file of an EEPROM on its disk: its calls take as long as the disk does. */
import { closeSync, fsync } from 'node:fs';
import { openRegularSync } from '../system/read-file.ts';
import { replaceFile } from '../system/replace-file.ts';

/** An Uno has 1,024 bytes; a larger file is something else. */
export const LARGEST_EEPROM = 4096;

export interface EepromStore {
  /** False where it is not saved, or not yet; `last`: nothing changes after it. */
  save(bytes: Uint8Array, last: boolean): boolean;
  /** Puts what is saved on the disk itself; not waited for. */
  sync(): void;
}

export class EepromDisk implements EepromStore {
  readonly #path: string;
  #syncing: number | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  save(bytes: Uint8Array): boolean {
    try {
      replaceFile(this.#path, bytes, { sync: false });
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Not waited for: on a busy disk it takes seconds. Whoever calls may never get to hear that it is done, so
   * the file is closed the next time.
   */
  sync(): void {
    if (this.#syncing !== undefined) closeSync(this.#syncing);
    this.#syncing = undefined;
    try {
      this.#syncing = openRegularSync(this.#path, LARGEST_EEPROM);
    } catch {
      return; // It could not be saved, was deleted, or something else stands there.
    }
    fsync(this.#syncing, () => undefined);
  }
}
