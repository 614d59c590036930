/** docs/KIOSK.md and the files that it has people copy. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BOARD_VENDORS } from '../../host/serial/usb-boards.ts';
import { claplight } from '../cli/cli.ts';
import { need } from '../support/need.ts';

const FOLDER = 'docs/kiosk';
const units = readdirSync(FOLDER).filter((name) => name.endsWith('.service'));
const text = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

need('systemd-analyze', 'apt-get install systemd')('systemd', () => {
  it.each(units)('finds no fault with %s', (unit) => {
    // By its name: a unit is verified as it lies where people put it.
    const folder = mkdtempSync(join(tmpdir(), 'claplight-units-'));
    cpSync(FOLDER, folder, { recursive: true });
    const args = ['--user', '--man=no', '--recursive-errors=no', 'verify', join(folder, unit)];
    const { status, stdout, stderr } = spawnSync('systemd-analyze', args, {
      encoding: 'utf8',
      env: { ...process.env, XDG_RUNTIME_DIR: folder },
    });
    expect(`${stdout}${stderr}`.split('\n').filter((line) => line.includes(unit))).toEqual([]);
    expect(status).toBe(0);
  });
});

describe('the unit of the session', () => {
  const unit = text('claplight.service');

  it('runs flags that there are', () => {
    const line = /^ExecStart=\S+ claplight (.*)$/m.exec(unit)?.[1] ?? '';
    const [command = '', lineup, ...flags] = line.split(' ');
    expect(lineup).toBe('%h/lineup.csv');
    const { out } = claplight([command, '--help']);
    for (const flag of flags.filter((one) => one.startsWith('-'))) expect(out).toContain(flag);
  });

  it('is not started again where that would not help', () => {
    expect(unit).toMatch(/^Restart=always$/m);
    // Bad input, and no light where one was asked for: README, "Exit codes".
    expect(unit).toMatch(/^RestartPreventExitStatus=2 3$/m);
  });
});

it('the udev rule has the vendors that are taken for boards', () => {
  const named = [...text('70-claplight.rules').matchAll(/ATTRS\{idVendor\}=="(\w+)"/g)];
  expect(named.map(([, id]) => id).toSorted()).toEqual([...BOARD_VENDORS].toSorted());
});

it('the page names every file, and copies none that is not there', () => {
  const page = readFileSync('docs/KIOSK.md', 'utf8');
  expect(page).toContain('docs/kiosk/70-claplight.rules');
  expect(page).toContain('docs/kiosk/*.service');
  const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[] };
  expect(files).toContain('docs/kiosk');
});
