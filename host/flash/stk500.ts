/** The bootloader's language, STK500 version 1 (Atmel AVR061), as far as Optiboot speaks it. */
import { hexOf, joinBytes } from '../system/bytes.ts';
import type { Channel } from './channel.ts';

const CRC_EOP = 0x20;
const IN_SYNC = 0x14;
const OK = 0x10;
const COMMAND = {
  sync: 0x30,
  leave: 0x51,
  address: 0x55,
  write: 0x64,
  read: 0x74,
  signature: 0x75,
} as const;
/** Kinds of memory are letters. */
const FLASH = 'F'.charCodeAt(0);

/** A page is written in 4.5 ms and its 133 bytes take 12 ms at 115200 baud; the rest is for busy machines. */
const ANSWER_WITHIN = 1000;
const SYNC_WITHIN = 120;

/** The bootloader stopped answering, or answers something else. */
export class LostSync extends Error {
  override name = 'LostSync';
}

export class Bootloader {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  /** Whether a bootloader is there and listens. */
  async sync(): Promise<boolean> {
    this.#channel.clear();
    this.#channel.write(Uint8Array.of(COMMAND.sync, CRC_EOP));
    const answer = await this.#channel.read(2, SYNC_WITHIN);
    return answer?.[0] === IN_SYNC && answer[1] === OK;
  }

  /** The three bytes that name the chip, as `1e950f`. */
  async signature(): Promise<string> {
    return hexOf(await this.#ask(Uint8Array.of(COMMAND.signature), 3));
  }

  async writePage(address: number, page: Uint8Array): Promise<void> {
    await this.#goTo(address);
    const head = Uint8Array.of(COMMAND.write, page.length >> 8, page.length & 0xff, FLASH);
    await this.#ask(joinBytes(head, page), 0);
  }

  async readPage(address: number, length: number): Promise<Uint8Array> {
    await this.#goTo(address);
    return this.#ask(Uint8Array.of(COMMAND.read, length >> 8, length & 0xff, FLASH), length);
  }

  /** Starts what was written. */
  async leave(): Promise<void> {
    await this.#ask(Uint8Array.of(COMMAND.leave), 0);
  }

  /** The flash is addressed by words. */
  async #goTo(address: number): Promise<void> {
    const word = address >> 1;
    await this.#ask(Uint8Array.of(COMMAND.address, word & 0xff, word >> 8), 0);
  }

  async #ask(command: Uint8Array, length: number): Promise<Uint8Array> {
    this.#channel.write(joinBytes(command, Uint8Array.of(CRC_EOP)));
    const answer = await this.#channel.read(length + 2, ANSWER_WITHIN);
    if (answer?.[0] !== IN_SYNC || answer[length + 1] !== OK)
      throw new LostSync('the bootloader stopped answering');
    return answer.slice(1, length + 1);
  }
}
