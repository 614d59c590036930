/** Remotes on the command line: what is refused, what is said, and that none is loaded without being asked for. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remotesOf, type RemoteOptions } from '../../host/commands/remotes.ts';
import { InputProblem } from '../../host/system/problem.ts';
import { HostProcess } from '../support/host.ts';

describe('what cannot be meant is refused before anything is opened', () => {
  const WRONG: readonly (readonly [RemoteOptions, RegExp])[] = [
    [{ oscListen: 'lan' }, /needs --osc/],
    [{ oscFrom: ['127.0.0.1'] }, /needs --osc/],
    [{ osc: 0, oscListen: 'lan' }, /no password: name whose/],
    [{ osc: 0, oscListen: '192.168.7.1' }, /--osc-from/],
    [{ osc: 0, oscListen: 'stage', oscFrom: ['127.0.0.1'] }, /IP address of this computer/],
    [{ osc: 0, oscFrom: ['panel'] }, /IP address, or a network/],
    [{ osc: 0, oscFrom: ['192.168.7.0/33'] }, /IP address, or a network/],
    [{ osc: 0, oscFrom: ['192.168.7.0/x'] }, /IP address, or a network/],
    [{ oscTo: ['192.168.7.20'] }, /computer and its port/],
    [{ oscTo: ['192.168.7.20:0'] }, /computer and its port/],
    [{ oscTo: ['192.168.7.20:65536'] }, /computer and its port/],
  ];

  it.each(WRONG)('%j', (options, why) => {
    expect(() => remotesOf(options)).toThrow(InputProblem);
    expect(() => remotesOf(options)).toThrow(why);
  });

  it.each<RemoteOptions>([
    { osc: 4116 },
    { osc: 4116, oscListen: '::1' },
    { osc: 4116, oscListen: 'lan', oscFrom: ['192.168.7.0/24', 'fe80::/64'] },
    { oscTo: ['panel.local:9000', '[::1]:9000'] },
  ])('%j is not', (options) => {
    expect(remotesOf(options)).toHaveLength(1);
  });

  it('and without any there is none', () => {
    expect(remotesOf({})).toEqual([]);
  });
});

describe('a run', () => {
  let state: string;
  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), 'claplight-'));
  });
  afterEach(() => {
    rmSync(state, { recursive: true });
  });

  /** Which modules a session loads, as Node's own record of coverage names them. */
  async function loaded(...args: readonly string[]): Promise<{ modules: string; out: string }> {
    const record = join(state, 'record');
    const host = await HostProcess.start(state, {
      args: ['--fresh', ...args],
      env: { NODE_V8_COVERAGE: record },
    });
    const { out } = host;
    await host.end('SIGTERM');
    const files = readdirSync(record).map((name) => readFileSync(join(record, name), 'utf8'));
    const urls = files.flatMap((text) => [...text.matchAll(/"url":"([^"]+)"/g)]);
    return { modules: urls.map(([, url]) => url).join('\n'), out: out.join('\n') };
  }

  it('loads no remote that nobody asked for', async () => {
    const { modules } = await loaded();
    expect(modules).toContain('/host/commands/run.js');
    expect(modules).not.toMatch(/\/host\/remotes\/|osc-min/);
  });

  it('loads OSC where it is asked for, and says what it opened', async () => {
    const { modules, out } = await loaded('--osc', '0', '--osc-to', '127.0.0.1:9');
    expect(modules).toContain('/host/remotes/osc.js');
    expect(modules).toContain('osc-min');
    expect(out).toMatch(/OSC: UDP port \d+ on 127\.0\.0\.1, from this computer alone\./);
    expect(out).toMatch(/OSC: tells 127\.0\.0\.1, port 9/);
  });
});
