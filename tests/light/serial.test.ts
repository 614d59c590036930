/** A cable that is pulled while its bytes flow. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { closeSerial, openSerial } from '../../host/serial/serial-port.ts';
import { need } from '../support/need.ts';

it('is no file, folder, pipe or device without a line: that is told, and nothing is opened', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-serial-'));
  const [file, pipe] = [join(folder, 'file'), join(folder, 'pipe')];
  writeFileSync(file, '');
  execFileSync('mkfifo', [pipe]);
  for (const path of [file, pipe, folder, '/dev/zero'])
    await expect(openSerial(path)).rejects.toThrow(`${path}: this is not a serial port`);
  rmSync(folder, { recursive: true });
});

need('socat', 'apt install socat')('a port', () => {
  // Without our own look at it, serialport tells of every second or third one only.
  it('closes whenever its cable is pulled, in the middle of a byte too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'claplight-serial-'));
    for (let time = 0; time < 6; time++) {
      const path = join(folder, String(time));
      const cable = spawn('socat', [`PTY,link=${path},raw,echo=0`, 'EXEC:yes']);
      while (!existsSync(path)) await sleep(5);
      const port = await openSerial(path);
      port.resume();
      await once(port, 'data');
      const closed = once(port, 'close');
      cable.kill('SIGKILL');
      await closed;
      expect(port.isOpen).toBe(false);
    }
    rmSync(folder, { recursive: true });
  });

  it('is opened although its lock outlives its closing by a moment', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'claplight-serial-'));
    const path = join(folder, 'port');
    const cable = spawn('socat', [`PTY,link=${path},raw,echo=0`, 'EXEC:cat']);
    while (!existsSync(path)) await sleep(5);
    // A process that got the lock with its fork holds it so.
    const holder = spawn('flock', [path, 'sh', '-c', 'echo held; exec sleep 0.2']);
    await once(holder.stdout, 'data');
    const port = await openSerial(path);
    expect(port.isOpen).toBe(true);
    await closeSerial(port);
    cable.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });
});
