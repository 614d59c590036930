/** `claplight flash` as a user meets it, on boards with genuine bootloaders. */
import { execFile } from 'node:child_process';
import { afterEach, expect, it, vi } from 'vitest';
import { need } from '../support/need.ts';
import { TerminalRun } from '../support/terminal.ts';
import { FlashBoard, OLD_BOOTLOADER, OPTIBOOT, OTHER_CHIP, canFlash } from './board.ts';

vi.setConfig({ testTimeout: 60_000 });

let board: FlashBoard;
afterEach(() => board.close());

/** Without a terminal, as a script runs it. */
const flashed = (path: string): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const args = ['dist/program/cli.js', 'flash', '--port', path];
    const child = execFile(process.execPath, args, (_error, out, err) => {
      resolve({ code: child.exitCode ?? NaN, out, err });
    });
  });

need(
  'a genuine bootloader in simavr',
  'apt install gcc libc6-dev libsimavr-dev libelf-dev arduino-core-avr',
  canFlash(),
)('claplight flash', () => {
  it('tells what it did, and sees the podium greet', async () => {
    board = await FlashBoard.of(OPTIBOOT);
    const { code, out, err } = await flashed(board.path);
    expect([code, err]).toEqual([0, '']);
    expect(out.trimEnd().split('\n')).toEqual([
      `Flashing the board on ${board.path}.`,
      expect.stringMatching(/^\d+ bytes written through Optiboot and read back: they match/),
      expect.stringMatching(/^The podium answers: firmware \d.* Its settings were kept\.$/),
      'Next: "claplight wiring" if your pins differ, then "claplight doctor".',
    ]);
  });

  it('ends with exit code 1 and a sentence where it cannot be', async () => {
    board = await FlashBoard.of(OTHER_CHIP);
    const { code, err } = await flashed(board.path);
    expect(code).toBe(1);
    expect(err).toMatch(/^claplight: this board has ATmega168; .*Nothing was written/);
  });

  need('socat', 'apt install socat')('on a terminal', () => {
    it('shows how far it is, and tells of the old bootloader', async () => {
      board = await FlashBoard.of(OLD_BOOTLOADER);
      const run = new TerminalRun(['flash', '--port', board.path]);
      for (const said of [
        /writing 50 %/,
        /writing 100 %/,
        /reading back 50 %/,
        /reading back 100 %/,
        /bytes written through the old Nano bootloader/,
        /The podium answers: firmware \d/,
        /has the old bootloader, .* it got the image without the watchdog/,
      ])
        await run.until(said);
      expect(await run.code()).toBe(0);
    });
  });
});
