import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Cells, type CutOutcome } from '../../host/emulator/cells.ts';
import { Eeprom } from '../../host/emulator/eeprom.ts';
import { EepromFile } from '../../host/emulator/eeprom-file.ts';
import { Bare } from './bare.ts';
import { Board } from './board.ts';

const [EECR, EEDR, EEARL, EEARH] = [0x3f, 0x40, 0x41, 0x42] as const;
const [EERE, EEPE, EEMPE, EERIE] = [1, 2, 4, 8] as const;
const WRITE = 54_400;

function open(cells = new Cells()) {
  const bare = new Bare();
  new Eeprom(bare.cpu, cells, bare.agenda);
  const begin = (address: number, value: number, mode = 0, wait = 2): void => {
    bare.write(EEARH, address >> 8);
    bare.write(EEARL, address & 0xff);
    bare.write(EEDR, value);
    bare.write(EECR, mode);
    bare.set(EECR, EEMPE);
    bare.pass(wait);
    bare.set(EECR, EEPE);
  };
  const read = (address: number): number => {
    bare.write(EEARH, address >> 8);
    bare.write(EEARL, address & 0xff);
    bare.set(EECR, EERE);
    return bare.read(EEDR);
  };
  return { bare, cells, begin, read };
}

describe('registers', () => {
  test('a write takes 3.4 ms, is busy meanwhile, and only then can be read', () => {
    const { bare, cells, begin, read } = open();
    begin(0x123, 0x42);
    expect(bare.read(EECR) & EEPE).toBe(EEPE);
    bare.pass(WRITE - 3);
    expect(bare.read(EECR) & EEPE).toBe(EEPE);
    expect(cells.bytes[0x123]).toBe(0xff);
    bare.pass(3);
    expect(bare.read(EECR) & EEPE).toBe(0);
    expect(read(0x123)).toBe(0x42);
    expect(cells.writes[0x123]).toBe(1);
  });

  test('the window after EEMPE is four cycles', () => {
    for (const [wait, works] of [
      [2, true],
      [4, true],
      [5, false],
    ] as const) {
      const { bare, cells, begin } = open();
      begin(1, 2, 0, wait);
      bare.pass(WRITE);
      expect(cells.bytes[1]).toBe(works ? 2 : 0xff);
      expect(bare.read(EECR) & EEMPE).toBe(0);
    }
  });

  test('a write during a write does nothing', () => {
    const { bare, cells, begin } = open();
    begin(1, 0x11);
    bare.pass(100);
    begin(2, 0x22);
    bare.pass(2 * WRITE);
    expect([...cells.bytes.subarray(1, 3)]).toEqual([0x11, 0xff]);
  });

  test('erasing and writing can be had one by one, in 1.8 ms each', () => {
    const { bare, cells, begin } = open(new Cells(Uint8Array.of(0xf0)));
    begin(0, 0x3c, 0x20);
    bare.pass(28_800);
    expect(cells.bytes[0]).toBe(0x30);
    begin(0, 0x3c, 0x10);
    bare.pass(28_800);
    expect(cells.bytes[0]).toBe(0xff);
  });

  test('"ready" interrupts as long as it is enabled and nothing is being written', () => {
    const { bare, begin } = open();
    bare.write(EECR, EERIE);
    expect(bare.interrupt()).toBe(0x2c);
    expect(bare.interrupt()).toBe(0x2c);
    begin(0, 1, EERIE);
    expect(bare.interrupt()).toBeUndefined();
    bare.pass(WRITE);
    expect(bare.interrupt()).toBe(0x2c);
  });
});

describe('resets and power cuts', () => {
  test('through the Arduino library', () => {
    const board = new Board();
    expect(board.ask([0x77, 9, 0x42])).toEqual([0x2e]);
    expect(board.ask([0x72, 9])).toEqual([0x42]);
    expect(board.uno.eeprom.bytes[9]).toBe(0x42);
  });

  test('a reset during a write lets it finish', () => {
    const board = new Board();
    board.ask([0x77, 9, 0x42], 1.5);
    expect(board.uno.eeprom.flight?.address).toBe(9);
    board.uno.reset('external');
    board.uno.runMs(1400);
    expect(board.uno.eeprom.bytes[9]).toBe(0x42);
    expect(board.uno.eeprom.flight).toBeUndefined();
  });

  test.each<[CutOutcome, number]>([
    ['old', 0x0f],
    ['erased', 0xff],
    ['new', 0x42],
    [0x99, 0x99],
  ])('the power goes at the chosen write: %s', (cut, left) => {
    const board = new Board({ eeprom: new Cells(new Uint8Array(16).fill(0x0f)) });
    let write = 0;
    board.uno.eeprom.onWrite = () => {
      if (++write === 2) board.uno.stop();
    };
    board.ask([0x77, 8, 0x41, 0x77, 9, 0x42], 50);
    board.uno.reset('power', { cut });
    expect([...board.uno.eeprom.bytes.subarray(8, 11)]).toEqual([0x41, left, 0x0f]);
    board.uno.runMs(1410);
    expect(board.ask([0x72, 9])).toEqual([left]);
  });
});

describe('the file', () => {
  let folder = '';
  const path = (): string => join(folder, 'eeprom.bin');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claplight-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const change = (file: EepromFile, value: number): void => {
    file.cells.begin({ address: 3, value, operation: 'erase-write', until: 0 });
    file.cells.finish();
  };

  test('none is an erased EEPROM; what is written is there the next time', () => {
    const file = new EepromFile(path());
    expect(new Set(file.cells.bytes)).toEqual(new Set([0xff]));
    change(file, 7);
    file.save();
    expect(new EepromFile(path()).cells.bytes[3]).toBe(7);
    expect(readdirSync(folder)).toEqual(['eeprom.bin']);
  });

  test('it is saved before the board is heard, else after a moment', () => {
    const file = new EepromFile(path());
    change(file, 7);
    file.keep(1000, false);
    expect(readdirSync(folder)).toEqual([]);
    file.keep(1005, true);
    expect(readFileSync(path())[3]).toBe(7);
    change(file, 8);
    file.keep(1010, false);
    file.keep(1099, false);
    expect(readFileSync(path())[3]).toBe(7);
    file.keep(1110, false);
    expect(readFileSync(path())[3]).toBe(8);
    file.keep(5000, false);
  });

  test.runIf(platform() === 'linux')(
    'being put on the disk again and again keeps no file open',
    () => {
      const open = (): number => readdirSync('/proc/self/fd').length;
      const file = new EepromFile(path());
      const before = open();
      for (let i = 0; i < 20; i++) {
        change(file, i);
        file.keep(1000 * i, true);
        file.keep(1000 * i + 500, false);
      }
      expect(open()).toBeLessThanOrEqual(before + 1);
    },
  );

  test('a path that cannot be read is an error', () => {
    expect(() => new EepromFile(folder)).toThrow('this is a folder');
  });
});
