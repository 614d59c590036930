/** What a podium that had firmware of layout 1 finds in its EEPROM when it is flashed. */
import { describe, expect, it } from 'vitest';
import { crc16 } from '../../protocol/crc.ts';
import { Cells } from '../../host/emulator/cells.ts';
import { ImageBoard } from '../support/image-board.ts';

const SECOND_SALT = 0x52;

/** As firmware without digits wrote it: generation, values, check and seal. */
function settingsOf(generation: number, pinRed: number, trim: number, salt = 0): number[] {
  const values = [4, 7, pinRed, 12, 9, 2, 7, 0, 0, 2, trim & 0xff, (trim >> 8) & 0xff, 0x76, 0x05];
  const record = [generation, ...values];
  record.push((crc16(record) & 0xff) ^ salt);
  const seal = crc16(record);
  return [...record, (seal ^ (seal >> 8)) & 0xff];
}

function flashed(eeprom: Uint8Array): ImageBoard {
  const board = new ImageBoard({ eeprom: new Cells(eeprom) });
  board.run(500);
  return board;
}

describe('an EEPROM of layout 1', () => {
  it.each([
    [936, 6],
    [956, 7],
  ])('has its settings taken over, from %i', (at, generation) => {
    const eeprom = new Uint8Array(1024).fill(0xff);
    eeprom.set(settingsOf(generation, 10, -123), at);
    eeprom.set(settingsOf(generation - 1, 11, 5), at === 936 ? 956 : 936);
    const board = flashed(eeprom);
    expect(board.values('get', { name: 'pin-red' }).value).toBe(10);
    expect(board.values('get', { name: 'trim' }).value).toBe(-123);
    board.uno.reset('power');
    board.run(3000);
    expect(board.values('get', { name: 'trim' }).value).toBe(-123);
    board.values('set', { name: 'trim', value: 7 });
    board.uno.reset('power');
    board.run(3000);
    expect(board.values('get', { name: 'trim' }).value).toBe(7);
    expect(board.values('get', { name: 'sound' }).value).toBe(2);
  });

  it('of layout 2 has its settings taken over too, and no digits', () => {
    const eeprom = new Uint8Array(1024).fill(0xff);
    eeprom.set(settingsOf(8, 10, -123, SECOND_SALT), 928);
    eeprom.set(settingsOf(7, 11, 5, SECOND_SALT), 953);
    const board = flashed(eeprom);
    const read = (): number[] =>
      (['pin-red', 'trim', 'boot-delay', 'digits', 'pin-digits-clock'] as const).map(
        (name) => board.values('get', { name }).value,
      );
    expect(read()).toEqual([10, -123, 1398, 0, 13]);
    board.values('set', { name: 'digits', value: 2 });
    board.uno.reset('power');
    board.run(3000);
    expect(read()).toEqual([10, -123, 1398, 2, 13]);
  });

  it('has no programme', () => {
    const eeprom = new Uint8Array(1024).fill(0xff);
    const image = Buffer.from(
      '02030801010001020012010000051E01020000000000030000000001' +
        '00C05D001202606D0016033075000404E880001704000000010570170004' +
        '05',
      'hex',
    );
    const crc = crc16(image);
    const head = [1, 0, crc & 0xff, crc >> 8];
    const seal = crc16(head);
    eeprom.set([...head, (seal ^ (seal >> 8)) & 0xff, ...image], 0);
    expect(flashed(eeprom).values('boot', {}).programme).toBe('0000');
  });
});
