import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadlineParser } from '@serialport/parser-readline';
import { afterEach, expect, test } from 'vitest';
import { PodiumLink } from '../../host/podium/podium-link.ts';
import { defaultImage } from '../../host/emulator/files.ts';
import { identify } from '../../host/serial/identify.ts';
import { linesOf } from '../../host/serial/port-lines.ts';
import type { PinState } from '../../host/emulator/pins.ts';
import { VirtualPodium, type VirtualPodiumOptions } from '../../host/emulator/virtual-podium.ts';
import { BOARD_IMAGE, BUTTON, LAMP } from './board.ts';

/** These run a real worker thread: they wait for what it says, never for a time. */
let podium: VirtualPodium | undefined;

function plug(options: VirtualPodiumOptions = {}): VirtualPodium {
  podium = new VirtualPodium({
    ...{ image: BOARD_IMAGE, startDelayMs: 0, bootDelayMs: 50, speed: 20 },
    ...options,
  });
  return podium;
}

afterEach(async () => {
  if (podium === undefined || podium.closed) return;
  podium.close();
  await once(podium, 'close');
});

const firstData = async (port: VirtualPodium): Promise<string> => {
  const [chunk] = (await once(port, 'data')) as [Buffer];
  return chunk.toString('latin1');
};

test('it opens, answers, and closes like a serial port', async () => {
  const port = plug();
  expect([port.path, port.isOpen]).toEqual(['virtual', false]);
  await once(port, 'open');
  expect(port.isOpen).toBe(true);
  expect(await firstData(port)).toBe('!');
  port.write('b');
  expect(await firstData(port)).toBe('1');
  await new Promise((resolve) => {
    port.drain(resolve);
  });
  const error = await new Promise((resolve) => {
    port.close(resolve);
  });
  expect(error).toBeNull();
  expect(port.isOpen).toBe(false);
  await expect(port.stats()).rejects.toThrow('closed');
});

test('parser-readline reads lines from it', async () => {
  const port = plug();
  const lines = port.pipe(new ReadlineParser());
  await once(port, 'open');
  await new Promise((resolve) => port.once('data', resolve));
  port.write('ACE\n');
  expect((await once(lines, 'data')) as unknown[]).toEqual(['!ACE']);
});

test('its lamp can be seen with emulated time, its button pressed', async () => {
  const port = plug();
  let lit: [PinState, number, number] | undefined;
  while (lit === undefined || !(lit[0].levels & (1 << LAMP))) {
    lit = (await once(port, 'pins')) as [PinState, number, number];
  }
  const [, cycle, ms] = lit;
  expect(Math.round(ms)).toBe(500);
  expect(cycle).toBe(ms * 16_000);
  expect(port.pins).toEqual(lit[0]);
  expect(await firstData(port)).toBe('!');
  port.press(BUTTON);
  port.write('b');
  expect(await firstData(port)).toBe('0');
  port.release(BUTTON);
  port.write('b');
  expect(await firstData(port)).toBe('1');
  port.press(BUTTON, 60_000);
  port.write('b');
  expect(await firstData(port)).toBe('0');
});

test('a reset darkens the pins; what is sent to the bootloader is lost', async () => {
  const port = plug();
  expect(await firstData(port)).toBe('!');
  const seen: unknown[] = [];
  port.once('reset', (kind: string) => seen.push(kind, port.pins.outputs));
  port.reset('external');
  port.write('A');
  expect(await firstData(port)).toBe('!');
  expect(seen).toEqual(['external', 0]);
  port.write('B');
  expect(await firstData(port)).toBe('B');
});

test('opening can reset the board, as on a real port', async () => {
  const port = plug({ resetOnOpen: true });
  expect((await once(port, 'reset')) as unknown[]).toEqual(['external', expect.any(Number)]);
});

test('its EEPROM outlives it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
  const eepromFile = join(folder, 'eeprom.bin');
  const port = plug({ eepromFile });
  expect(await firstData(port)).toBe('!');
  port.write('w\x07Z');
  expect(await firstData(port)).toBe('.');
  port.close();
  await once(port, 'close');
  expect(readFileSync(eepromFile)[7]).toBe(0x5a);
  const again = plug({ eepromFile });
  expect(await firstData(again)).toBe('!');
  again.write('r\x07');
  expect(await firstData(again)).toBe('Z');
  again.close();
  await once(again, 'close');
  rmSync(folder, { recursive: true });
});

test('a MAX7219 hangs on it, which says what the firmware tells it', async () => {
  const port = plug({ image: defaultImage() });
  await once(port, 'open');
  await identify(port, { reset: true });
  const link = new PodiumLink(linesOf(port));
  port.resume();
  await link.request('set', { name: 'digits-changeover', value: 2 });
  const until = async (text: string): Promise<void> => {
    while (port.digits !== text) await once(port, 'digits');
  };
  await link.request('set', { name: 'digits', value: 1 });
  await link.request('lamps', { set: 0, length: 1 });
  await until('8:'.repeat(8));
  await until('');
});

test('stats tell how much was emulated; the speed can be changed', async () => {
  const port = plug();
  await once(port, 'open');
  port.speed = Infinity;
  expect(port.speed).toBe(Infinity);
  const { cycles, instructions, wallMs } = await port.stats();
  expect(cycles).toBeGreaterThanOrEqual(0);
  expect(instructions).toBeLessThanOrEqual(cycles);
  expect(wallMs).toBeGreaterThanOrEqual(0);
});

test('what cannot work is said at once, or as an error of the stream', async () => {
  expect(() => plug({ speed: 0 })).toThrow(RangeError);
  expect(() => plug({ speed: Number.NaN })).toThrow('a speed is a number above 0, not NaN');
  expect(() => plug({ image: '/nowhere/at.hex' })).toThrow('ENOENT');
  podium = undefined;
  const port = plug({ image: new URL(import.meta.url).pathname });
  const [error] = (await once(port, 'error')) as [Error];
  expect(error.message).toContain('firmware image, line 1');
});
