/** A cable that is pulled while its bytes flow. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openSerial } from '../../host/serial/serial-port.ts';
import { need } from '../support/need.ts';

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
});
