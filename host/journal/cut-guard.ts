/** Notices that another program cut a journal short, and puts back what was in it. */
import { fstatSync, readSync } from 'node:fs';
import { append, cutTorn } from './whole-lines.ts';

/** Of more than this (bytes) no copy is kept: a cut is told then, and not mended. */
const KEPT_MOST = 8_000_000;

export class CutGuard {
  /** How long the file is by what was written. */
  #size: number;
  #copy: Buffer[] | undefined;

  /** Of a file that was just opened, with its whole lines. */
  constructor(fd: number) {
    const { size } = fstatSync(fd);
    this.#size = size;
    if (size > KEPT_MOST) return;
    const all = Buffer.alloc(size);
    if (readSync(fd, all, 0, size, 0) === size) this.#copy = [all];
  }

  /** Such lines were appended. */
  appended(bytes: Buffer): void {
    this.#size += bytes.length;
    this.#copy?.push(bytes);
    if (this.#size > KEPT_MOST) this.#copy = undefined;
  }

  /** Looks whether it was cut; gives a sentence for operators if it was. Throws where it cannot be mended. */
  mend(fd: number): string | undefined {
    const { size } = fstatSync(fd);
    if (size === this.#size) return undefined;
    const lost = this.#size - size;
    const copy = this.#copy && Buffer.concat(this.#copy);
    if (lost < 0) {
      this.#size = size;
      // Somebody wrote into it as well: what it should be is not known any more.
      this.#copy = undefined;
      return undefined;
    }
    if (!copy) {
      cutTorn(fd);
      this.#size = fstatSync(fd).size;
      return 'another program cut the journal short: what was cut off is lost';
    }
    append(fd, copy.subarray(size));
    this.#size = copy.length;
    return 'another program cut the journal short: what was cut off was written again';
  }
}
