/** Flashing through genuine bootloaders, which run in simavr. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it, vi } from 'vitest';
import { FlashProblem } from '../../host/flash/flash-image.ts';
import { readImage } from '../../host/flash/firmware-images.ts';
import type { FlashOptions } from '../../host/flash/flash-board.ts';
import { flash } from '../../host/flash/program.ts';
import { openNamed } from '../../host/serial/find-light.ts';
import { closeSerial } from '../../host/serial/serial-port.ts';
import { PodiumLink } from '../../host/podium/podium-link.ts';
import { need } from '../support/need.ts';
import { FlashBoard, OLD_BOOTLOADER, OPTIBOOT, OTHER_CHIP, canFlash } from './board.ts';
import { linesOf } from '../../host/serial/port-lines.ts';

// The boards keep the pace of real ones.
vi.setConfig({ testTimeout: 60_000 });

const HOW = 'apt install gcc libc6-dev libsimavr-dev libelf-dev arduino-core-avr';
const image = readImage('uno');
let board: FlashBoard | undefined;

const boardWith = async (...args: Parameters<typeof FlashBoard.of>): Promise<FlashBoard> => {
  board = await FlashBoard.of(...args);
  return board;
};
/** Some pages are as good as all of them where nothing is to run. */
const some = image.subarray(0, 6000);
const run = (
  to: FlashBoard,
  progress: FlashOptions['progress'] = () => undefined,
  bytes = some,
): ReturnType<typeof flash> => flash(to.path, { progress, image: () => bytes });

/** Does something to the board when so many bytes are written. */
const midway =
  (harm: () => Promise<void>, at = 4096): FlashOptions['progress'] =>
  (step, done) => {
    if (step === 'write' && done === at) void harm();
  };

/** It can simply be run again. */
async function runAgain(to: FlashBoard): Promise<void> {
  expect((await run(to)).bytes).toBe(some.length);
  expect((await to.bytes('flash')).subarray(0, some.length).equals(some)).toBe(true);
}

async function withPodium<T>(path: string, run: (link: PodiumLink) => Promise<T>): Promise<T> {
  const { port, behind } = await openNamed(path);
  expect(behind).toBe('podium');
  const result = await run(new PodiumLink(linesOf(port)));
  await closeSerial(port);
  return result;
}

afterEach(async () => {
  await board?.close();
  board = undefined;
});

need(
  'a genuine bootloader in simavr',
  HOW,
  canFlash(),
)('flashing', () => {
  it('writes the image through Optiboot and reads it back; the settings in its EEPROM are kept', async () => {
    const to = await boardWith(OPTIBOOT);
    const steps = new Set<string>();
    const told: FlashOptions['progress'] = (step, done, of) => {
      if (done === of) steps.add(step);
    };
    const { loader, bytes } = await run(to, told, image);
    expect([loader.image, bytes]).toEqual(['uno', image.length]);
    expect([...steps]).toEqual(['write', 'verify']);
    expect((await to.bytes('flash')).subarray(0, image.length).equals(image)).toBe(true);
    await withPodium(to.path, (link) => link.request('set', { name: 'pin-red', value: 5 }));

    const before = await to.bytes('eeprom');
    expect(before.some((byte) => byte !== 0xff)).toBe(true);
    let after: Promise<Buffer> | undefined;
    await run(
      to,
      // While it is read back: from its start on the firmware writes there itself.
      (step) => {
        if (step === 'verify') after ??= to.bytes('eeprom');
      },
      image,
    );
    expect((await after)?.equals(before)).toBe(true);
    const { value } = await withPodium(to.path, (link) => link.request('get', { name: 'pin-red' }));
    expect(value).toBe(5);
  });

  it('flashes through the old bootloader, at 57600 baud, the image without watchdog; it greets', async () => {
    const to = await boardWith(OLD_BOOTLOADER);
    const { loader } = await flash(to.path, { progress: () => undefined });
    expect(loader.image).toBe('uno-nowatchdog');
    const without = readImage('uno-nowatchdog');
    expect((await to.bytes('flash')).subarray(0, without.length).equals(without)).toBe(true);
    const { why } = await withPodium(to.path, (link) => link.request('boot', {}));
    expect(why).toBe('cold');
  });

  it('asks again when the computer was held up while the bootloader listened', async () => {
    const to = await boardWith(OPTIBOOT);
    // Few pages: how it is found is what is tried here.
    const few = some.subarray(0, 500);
    const flashing = run(to, undefined, few);
    setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000), 150);
    expect((await flashing).bytes).toBe(few.length);
  });

  it('names another chip, and writes nothing to it', async () => {
    const to = await boardWith(OTHER_CHIP);
    const before = await to.bytes('flash');
    await expect(run(to)).rejects.toThrow(/has ATmega168; .*Nothing was written/);
    expect((await to.bytes('flash')).equals(before)).toBe(true);
  });

  it('says so when the board reads back something else', async () => {
    const to = await boardWith(OPTIBOOT, 'worn');
    await expect(run(to)).rejects.toThrow(/reads back something else at 0x021[0-3]/);
  });

  it('says so when the cable is pulled half-way; plugged again, it works', async () => {
    const to = await boardWith(OPTIBOOT);
    const pulled = run(to, midway(to.tell.bind(to, 'pull')));
    await expect(pulled).rejects.toThrow(FlashProblem);
    await expect(pulled).rejects.toThrow(/pulled half-way.*no whole firmware.*run it again/);
    await to.tell('plug');
    await runAgain(to);
  });

  it.each([
    // Between an address and what is done there, a reset makes it another address: the bootloader goes on.
    ['the board is reset', 'reset'],
    // On a busy machine the damage may come late enough to be a byte that is read back.
    ['a byte is damaged', 'garble'],
  ] as const)('says so when %s in the middle; run again, it works', async (_what, harm) => {
    const to = await boardWith(OPTIBOOT);
    const lost = run(to, midway(to.tell.bind(to, harm)));
    await expect(lost).rejects.toThrow(FlashProblem);
    await expect(lost).rejects.toThrow(
      /(stopped answering when|reads back something else at) .*: run it again/,
    );
    await runAgain(to);
  });

  need('avrdude', 'apt install avrdude')('and avrdude', () => {
    it('finds the same bytes that we wrote', async () => {
      const to = await boardWith(OPTIBOOT);
      await run(to);
      const read = join(to.path, '..', 'read.bin');
      const flashed = ['-q', '-p', 'atmega328p', '-c', 'arduino', '-P', to.path, '-b', '115200'];
      await promisify(execFile)('avrdude', [...flashed, '-U', `flash:r:${read}:r`]);
      expect(readFileSync(read).subarray(0, some.length).equals(some)).toBe(true);
    });
  });
});
