/** The file of an EEPROM on its disk: its calls take as long as the disk does. */
import { closeSync, fsync, openSync } from 'node:fs';
import { replaceFile } from '../system/replace-file.ts';

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
      this.#syncing = openSync(this.#path, 'r');
    } catch {
      return; // It could not be saved, or was deleted.
    }
    fsync(this.#syncing, () => undefined);
  }
}
