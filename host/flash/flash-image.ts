/**
 * Puts an image into a board through its bootloader, and reads it back to be sure. The bootloader does
 * not touch the EEPROM, so settings are kept.
 */
import { Problem } from '../system/problem.ts';
import type { Channel } from './channel.ts';
import { Bootloader, LostSync } from './stk500.ts';

/** Pages of an ATmega328P. */
const PAGE = 128;
/** What Optiboot, and the larger old bootloader, leave to the application. */
export const ROOM = { optiboot: 32_256, old: 30_720 } as const;

const CHIPS: Readonly<Record<string, string>> = {
  '1e950f': 'ATmega328P',
  '1e9514': 'ATmega328',
};
const OTHER_CHIPS: Readonly<Record<string, string>> = {
  '1e9406': 'ATmega168',
  '1e940b': 'ATmega168P',
  '1e9587': 'ATmega32U4 (Leonardo)',
  '1e9801': 'ATmega2560 (Mega)',
  '1e9403': 'ATmega16',
};

/** Why flashing failed, in a sentence. It can simply be run again. */
export class FlashProblem extends Problem {}

export type Step = 'write' | 'verify';
/** Told after each page; `done` and `of` count bytes. */
export type Progress = (step: Step, done: number, of: number) => void;

/** A bootloader that has answered to `sync`. Throws FlashProblem, or PortGone. */
export async function flashImage(
  channel: Channel,
  image: Uint8Array,
  progress: Progress,
): Promise<void> {
  const board = new Bootloader(channel);
  let doing = 'asked which chip it is';
  try {
    checkChip(await board.signature());
    for (const [address, page] of pagesOf(image)) {
      doing = `written at ${hex(address)}`;
      await board.writePage(address, page);
      progress('write', Math.min(address + PAGE, image.length), image.length);
    }
    for (const [address, page] of pagesOf(image)) {
      doing = `read back at ${hex(address)}`;
      const found = await board.readPage(address, page.length);
      const at = page.findIndex((byte, i) => byte !== found[i]);
      if (at >= 0) throw new FlashProblem(differs(address + at));
      progress('verify', Math.min(address + PAGE, image.length), image.length);
    }
    doing = 'started';
    await board.leave();
  } catch (error) {
    if (error instanceof LostSync)
      throw new FlashProblem(
        `the bootloader stopped answering when it was ${doing}: run it again`,
        { cause: error },
      );
    throw error;
  }
}

function checkChip(signature: string): void {
  if (CHIPS[signature] !== undefined) return;
  const chip = OTHER_CHIPS[signature] ?? `an unknown chip (signature ${signature})`;
  throw new FlashProblem(
    `this board has ${chip}; the image is for an ATmega328P (Uno, Nano). Nothing was written. Other boards are flashed from the Arduino IDE with firmware/claplight`,
  );
}

/** Whole pages, the last one filled with what erased flash has. */
function* pagesOf(image: Uint8Array): Generator<readonly [number, Uint8Array]> {
  for (let address = 0; address < image.length; address += PAGE) {
    const page = new Uint8Array(PAGE).fill(0xff);
    page.set(image.subarray(address, address + PAGE));
    yield [address, page];
  }
}

const differs = (address: number): string =>
  `the board reads back something else at ${hex(address)}: run it again (a reset in the middle does that). If it stays so, its flash is worn out: use another board`;

const hex = (address: number): string => `0x${address.toString(16).padStart(4, '0')}`;
