import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asHardware } from '../support/hardware.ts';
import { BOARD_IMAGE, LAMP } from './board.ts';

let folder = '';
let child: ChildProcessWithoutNullStreams | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claplight-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function start(): ChildProcessWithoutNullStreams {
  const program = join(import.meta.dirname, '../../dist/tests/emulator/tty.js');
  const quick = ['--start-delay', '0', '--boot-delay', '20', '--speed', '10', '--pins'];
  const files = ['--image', BOARD_IMAGE, '--eeprom', join(folder, 'eeprom.bin')];
  return (child = asHardware(spawn(process.execPath, [program, ...quick, ...files])));
}

const said = async ({ stdout }: ChildProcessWithoutNullStreams): Promise<string> => {
  const [chunk] = (await once(stdout, 'data')) as [Buffer];
  return chunk.toString('latin1');
};

test('kill -9 after an answer loses nothing of what was answered', async () => {
  const first = start();
  expect(await said(first)).toBe('!');
  first.stdin.write('w\x05Z');
  expect(await said(first)).toBe('.');
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect(readFileSync(join(folder, 'eeprom.bin'))[5]).toBe(0x5a);
});

test('it can be reset, tells its pins, and ends with its input', async () => {
  const uno = start();
  let pins = '';
  uno.stderr.on('data', (chunk: Buffer) => (pins += chunk.toString()));
  expect(await said(uno)).toBe('!');
  uno.kill('SIGUSR2');
  expect(await said(uno)).toBe('!');
  uno.stdin.end();
  expect(await once(uno, 'exit')).toEqual([0, null]);
  expect(pins).toContain(`{"outputs":${String(1 << LAMP)},`);
});
