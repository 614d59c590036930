/** What is plugged in is a podium by its greeting, and then none: on a real terminal, in a real process. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { encodePush } from '../../protocol/codec.ts';
import { GREETED } from '../support/messages.ts';
import { need } from '../support/need.ts';

const GREETING = `${encodePush('claplight', GREETED)}\n`;
const BEAT = `${encodePush('beat', { rev: 1, clock: 1, newest: 1 })}\n`;

/** What each says, as a script that has `say(text)`. */
const DEVICES = {
  'floods with beats': `say(greeting); const more = () => process.stdout.write(beat.repeat(2000), more); more();`,
  'says ten megabytes without a line end': `say(greeting); for (let i = 0; i < 160; i++) say('x'.repeat(65536));`,
  'stops in the middle of a line': `say(greeting); say(greeting.slice(0, 20));`,
  'answers every line with nonsense': `say(greeting); process.stdin.on('data', () => say('ok 1 2 3*0000\\n'));`,
  'is gone as soon as it is spoken to': `say(greeting); process.stdin.once('data', () => process.exit());`,
};

need('socat', 'apt install socat')('on a terminal, a podium that', () => {
  it.concurrent.each(Object.entries(DEVICES))(
    '%s is no light, which is said',
    async (_, says) => {
      const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
      const path = join(folder, 'port');
      const script = join(folder, 'device.cjs');
      const texts = `const greeting = ${JSON.stringify(GREETING)}, beat = ${JSON.stringify(BEAT)};`;
      const rest = `const say = (text) => process.stdout.write(text); process.stdin.resume();`;
      writeFileSync(script, `${texts} ${rest} setTimeout(() => { ${says} }, 300);`);
      const cable = spawn('socat', [
        `PTY,link=${path},raw,echo=0,wait-slave`,
        `EXEC:${process.execPath} ${script}`,
      ]);
      try {
        await vi.waitFor(() => expect(existsSync(path)).toBe(true), 10_000);
        const run = spawn(
          process.execPath,
          ['dist/program/cli.js', 'run', '--light', path, '--no-screen', '--no-http'],
          { env: { ...process.env, XDG_STATE_HOME: folder }, stdio: ['ignore', 'pipe', 'pipe'] },
        );
        let said = '';
        run.stderr.on('data', (part: Buffer) => (said += part.toString()));
        const code = await new Promise((resolve) => run.once('close', resolve));
        expect({ code, said }).toEqual({ code: 3, said: expect.stringContaining(path) as string });
        expect(said).not.toMatch(/ {4}at |Error:/);
      } finally {
        cable.kill();
        rmSync(folder, { recursive: true });
      }
    },
    60_000,
  );
});
