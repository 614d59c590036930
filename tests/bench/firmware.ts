/** The size of the firmware, read from a fresh build; and the stack that it never touches. */
import { spawnSync } from 'node:child_process';
import type { Row } from './row.ts';
import { untouchedStack } from './stack.ts';

/** `make -C firmware size` prints a line a board: `claplight-uno  flash 12345  static RAM 1234 …`. */
export function size(): Row[] {
  const { status, stdout, stderr } = spawnSync('make', ['-s', '-C', 'firmware', 'size'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the firmware does not build here:\n${stderr}`);
  const found = /^claplight-uno\s+flash\s+(\d+)\s+static RAM\s+(\d+)/m.exec(stdout);
  if (!found) throw new Error(`no size of the Uno's image in:\n${stdout}`);
  const [, flash, ram] = found.map(Number);
  return [
    { name: 'firmware, Uno: flash', value: Number(flash), unit: 'bytes', target: '<= 24576' },
    { name: 'firmware, Uno: static RAM', value: Number(ram), unit: 'bytes', target: '<= 1434' },
    {
      name: 'firmware, Uno: stack never touched',
      value: untouchedStack(),
      unit: 'bytes',
      target: '>= 256',
    },
  ];
}
