import { expect, test } from 'vitest';
import { parseIntelHex } from '../../host/emulator/intel-hex.ts';

const END = ':00000001FF\n';

test('data is little-endian words, the rest is erased', () => {
  const flash = parseIntelHex(`:0400100001020304E2\r\n${END}`);
  expect(flash).toHaveLength(16_384);
  expect([flash[7], flash[8], flash[9], flash[10]]).toEqual([0xffff, 0x0201, 0x0403, 0xffff]);
});

test('addresses beyond 64 KB and start records are understood', () => {
  const flash = parseIntelHex(`:020000020100FB\n:02000000AABB99\n:0400000300001000E9\n${END}`);
  expect(flash[0x800]).toBe(0xbbaa);
  expect(parseIntelHex(`:020000040000FA\n:02000000AABB99\n${END}`)[0]).toBe(0xbbaa);
});

test.each([
  ['no record', 'hello\n', 'line 1: not an Intel HEX record'],
  ['a wrong sum', `:0400100001020304E3\n${END}`, 'line 1: not an Intel HEX record'],
  ['a wrong length', `:0500100001020304E1\n${END}`, 'line 1: not an Intel HEX record'],
  ['an unknown type', `:00000009F7\n${END}`, 'line 1: unknown record type 9'],
  ['too much', `:0200000400FF\n`, 'line 1: not an Intel HEX record'],
  ['beyond 32 KB', `:01800000017E\n${END}`, 'line 1: does not fit into 32 KB of flash'],
  ['no end', ':0400100001020304E2\n', 'the end record is missing'],
  ['nothing', '', 'the end record is missing'],
])('%s is refused with its place', (_, text, message) => {
  expect(() => parseIntelHex(text)).toThrow(message);
});
