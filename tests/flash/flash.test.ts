import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { FlashProblem } from '../../host/flash/flash.ts';
import { imageBytes } from '../../host/flash/image.ts';
import { flash, type FlashOptions } from '../../host/flash/program.ts';
import { identify } from '../../host/light/identify.ts';
import { closeSerial, openSerial } from '../../host/light/serial.ts';
import { defaultImage } from '../../host/virtual/place.ts';
import { need } from '../support/need.ts';
import { FlashBoard, OLD_BOOTLOADER, OPTIBOOT, canFlash } from './board.ts';

const HOW = 'apt install gcc libc6-dev libsimavr-dev libelf-dev arduino-core-avr';
const image = imageBytes(readFileSync(defaultImage(), 'utf8'));
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
): ReturnType<typeof flash> => flash(to.path, { open: to.open, progress, image: () => bytes });

afterEach(async () => {
  await board?.close();
  board = undefined;
});

need(
  'a genuine bootloader in simavr',
  HOW,
  canFlash(),
)('flashing', () => {
  it('writes the image through Optiboot and reads it back; the image then greets', async () => {
    const to = await boardWith(OPTIBOOT);
    const steps = new Set<string>();
    const { loader, bytes } = await run(
      to,
      (step, done, of) => {
        if (done === of) steps.add(step);
      },
      image,
    );
    expect([loader.image, bytes]).toEqual(['uno', image.length]);
    expect([...steps]).toEqual(['write', 'verify']);
    expect((await to.flash()).subarray(0, image.length).equals(image)).toBe(true);
    const port = await openSerial(to.path);
    expect(await identify(port, { reset: false })).toBe('podium');
    await closeSerial(port);
  });

  it('finds the old bootloader at 57600 baud, which gets the image without watchdog', async () => {
    const to = await boardWith(OLD_BOOTLOADER);
    const { loader } = await run(to);
    expect(loader.image).toBe('uno-nowatchdog');
    expect((await to.flash()).subarray(0, some.length).equals(some)).toBe(true);
  });

  it('says so when the board reads back something else', async () => {
    const to = await boardWith(OPTIBOOT, true);
    await expect(run(to)).rejects.toThrow(/reads back something else at 0x021[0-3]/);
  });

  it('says so when the cable is pulled half-way', async () => {
    const to = await boardWith(OPTIBOOT);
    const pulled = run(to, (step, done) => {
      if (step === 'write' && done === 4096) void to.pull();
    });
    await expect(pulled).rejects.toThrow(FlashProblem);
    await expect(pulled).rejects.toThrow(/pulled half-way.*run it again/);
  });

  need('avrdude', 'apt install avrdude')('and avrdude', () => {
    it('finds the same bytes that we wrote', async () => {
      const to = await boardWith(OPTIBOOT);
      await run(to);
      const read = join(to.path, '..', 'read.bin');
      const port = await to.open(to.path, 115_200);
      await closeSerial(port);
      const flashed = ['-q', '-p', 'atmega328p', '-c', 'arduino', '-P', to.path, '-b', '115200'];
      await promisify(execFile)('avrdude', [...flashed, '-U', `flash:r:${read}:r`]);
      expect(readFileSync(read).subarray(0, some.length).equals(some)).toBe(true);
    });
  });
});
