/** The computer is kept awake by a process that ends with the host, however that ends. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { keepAwake } from '../../host/system/inhibit.ts';
import { folder } from '../cli/cli.ts';
import { HostProcess } from '../support/host.ts';

let host: HostProcess | undefined;
afterEach(() => host?.end());

/** A `systemd-inhibit` that notes its arguments and its number, and then does as that one does. */
function standIn(body: string): { readonly env: Record<string, string>; readonly log: string } {
  const bin = folder();
  const log = join(bin, 'log');
  const program = join(bin, 'systemd-inhibit');
  writeFileSync(program, `#!/bin/sh\n${body}`);
  chmodSync(program, 0o755);
  return { env: { PATH: `${bin}:${process.env.PATH ?? ''}`, LOG: log }, log };
}

const NOTES = 'echo "$$ $*" > "$LOG"; shift 4; "$@"\n';
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function until(true_: () => boolean): Promise<void> {
  for (let tries = 0; !true_() && tries < 1000; tries++)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(true_()).toBe(true);
}

const noted = (log: string): string => {
  try {
    return readFileSync(log, 'utf8');
  } catch {
    return '';
  }
};

describe.runIf(process.platform === 'linux')('a session', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('keeps the computer awake until %s', async (signal) => {
    const { env, log } = standIn(NOTES);
    const running = (host = await HostProcess.start(folder(), { env }));
    await until(() => noted(log) !== '');
    expect(noted(log)).toMatch(/^\d+ --what=sleep:idle --who=Claplight .*--mode=block cat/);
    const pid = Number.parseInt(noted(log), 10);
    expect(isAlive(pid)).toBe(true);
    await running.end(signal);
    await until(() => !isAlive(pid));
  });

  it('says once that it cannot, and goes on', async () => {
    const { env } = standIn('exit 1\n');
    const running = (host = await HostProcess.start(folder(), { env }));
    await running.until(() => running.out.some((line) => line.includes('automatic sleep')));
    expect((await running.press('start')).status).toBe(200);
    expect(running.out.filter((line) => line.includes('automatic sleep'))).toHaveLength(1);
  });

  it('in a hurry leaves the computer alone', async () => {
    const { env, log } = standIn(NOTES);
    const args = ['--speed', '5'];
    host = await HostProcess.start(folder(), { env, args });
    expect(noted(log)).toBe('');
  });
});

describe('where nothing is known that keeps the computer awake', () => {
  it('that is said', () => {
    const said: string[] = [];
    keepAwake((sentence) => said.push(sentence), 'win32')();
    expect(said).toEqual(['turn off this computer’s automatic sleep (not for this system)']);
  });
});
