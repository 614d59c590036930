/** The lines of docs/COMPANION.md, each run as it stands, but for ports, against a real session. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HostProcess, TOKEN } from '../support/host.ts';
import { need } from '../support/need.ts';

const page = readFileSync('docs/COMPANION.md', 'utf8');
const linesOf = (tool: string): string[] =>
  [...page.matchAll(/^\| .* \| `(.+)` \|$/gm)]
    .map(([, line = '']) => line)
    .filter((line) => line.startsWith(`${tool} `));

let state: string;
let host: HostProcess;
beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'claplight-'));
  const lineup = join(state, 'lineup.txt');
  writeFileSync(lineup, 'Ada - Engines\nGrace - Nanoseconds\nLinus - Small talk\n');
  host = await HostProcess.start(state, { args: [lineup, '--fresh', '--osc', '0'] });
});
afterEach(async () => {
  await host.end();
  rmSync(state, { recursive: true });
});

const run = (line: string): string => {
  const env = { ...process.env, TOKEN };
  const { stdout, stderr, status } = spawnSync('sh', ['-c', line], { encoding: 'utf8', env });
  expect(status, `${line}: ${stderr}`).toBe(0);
  return stdout;
};

need('curl', 'apt-get install curl')('by HTTP', () => {
  const lines = linesOf('curl');

  it('there is a line for each button', () => {
    expect(lines.length).toBeGreaterThanOrEqual(15);
  });

  it('each is answered, one after the other', () => {
    for (const line of lines) {
      const said = run(
        line.replace('curl', 'curl -s').replace('http://127.0.0.1:4114', host.address),
      );
      expect(said, line).toMatch(line.endsWith('/api/state') ? /^\{"state":/ : /^\{"ok":true/);
    }
  });
});

need('oscsend', 'apt-get install liblo-tools')('by OSC', () => {
  const lines = linesOf('oscsend');
  const count = async (fate: string): Promise<number> => {
    const text = await (await fetch(`${host.address}/metrics`)).text();
    return Number(new RegExp(`remote="osc",fate="${fate}"} (\\d+)`).exec(text)?.[1]);
  };

  it('there is a line for each address', () => {
    const addresses = [
      'start',
      'finish',
      'pause',
      'skip',
      'back',
      'undo',
      'grant',
      'message',
      'signal',
      'go',
    ];
    for (const address of addresses)
      expect(lines.some((line) => line.includes(`/claplight/${address}`))).toBe(true);
  });

  it('each is taken, one after the other', async () => {
    const told = (): string => /OSC: UDP port (\d+)/.exec(host.out.join('\n'))?.[1] ?? '';
    await expect.poll(told).not.toBe('');
    const port = told();
    for (const [i, line] of lines.entries()) {
      run(line.replace('4116', port));
      await expect.poll(() => count('taken'), { message: line }).toBe(i + 1);
    }
    expect(await count('refused')).toBe(0);
    expect(await count('junk')).toBe(0);
  });
});
