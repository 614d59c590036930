/** The example scripts follow a real session and switch something real. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHouse, type House } from '../mirror/support/house.ts';

describe('examples/on-air.js', () => {
  let house: House;
  let plug: Server;
  let turned: string[];
  beforeEach(async () => {
    house = await openHouse();
    turned = [];
    plug = createServer((request, response) => {
      turned.push(request.url ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    await once(plug, 'listening');
  });
  afterEach(async () => {
    plug.close();
    await house.close();
  });

  it('switches a plug on while a talk is on, and off again', async () => {
    const address = plug.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const turn = (way: string): string => `http://127.0.0.1:${String(port)}/relay/0?turn=${way}`;
    const script = ['examples/on-air.js', house.url, turn('on'), turn('off')];
    const following = spawn(process.execPath, script, { stdio: 'ignore' });
    await expect.poll(() => turned).toEqual(['/relay/0?turn=off']);
    await house.session.act({ type: 'start', by: 'terminal' });
    await expect.poll(() => turned.slice(1)).toEqual(['/relay/0?turn=on']);
    // A pause is still a talk.
    await house.session.act({ type: 'hold', by: 'terminal' });
    await house.session.act({ type: 'finish', by: 'terminal' });
    await expect.poll(() => turned.slice(2)).toEqual(['/relay/0?turn=off']);
    following.kill();
    await once(following, 'exit');
  });
});

describe('examples/gong.sh', () => {
  it('runs a command once for each talk whose time is up', () => {
    const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
    const lineup = join(folder, 'lineup.txt');
    const rung = join(folder, 'rung');
    writeFileSync(lineup, 'Ada - Engines\nGrace - Nanoseconds\n');
    const run = `"${process.execPath}" dist/program/cli.js run "${lineup}" --light none --no-http --no-screen --json`;
    const hurry = '--autopilot --speed 200';
    const ring = `sh examples/gong.sh sh -c 'echo gong >> "${rung}"'`;
    execFileSync('sh', ['-c', `${run} ${hurry} | ${ring}`], { stdio: 'pipe' });
    expect(readFileSync(rung, 'utf8')).toBe('gong\ngong\n');
    rmSync(folder, { recursive: true });
  });
});
