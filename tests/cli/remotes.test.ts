/** Remotes on the command line: what is refused, what is said, and that none is loaded without being asked for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokerRemote, remotesOf, type RemoteOptions } from '../../host/commands/remotes.ts';
import { brokerOf } from '../../host/remotes/broker-address.ts';
import { InputProblem } from '../../host/system/problem.ts';
import { HostProcess } from '../support/host.ts';

describe('what cannot be meant is refused before anything is opened', () => {
  const WRONG: readonly (readonly [RemoteOptions, RegExp])[] = [
    [{ oscListen: 'lan' }, /needs --osc/],
    [{ oscFrom: ['127.0.0.1'] }, /needs --osc/],
    [{ osc: 0, oscListen: 'lan' }, /no password: say who/],
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

describe('a broker that cannot be meant is refused before anything is opened', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
  const file = (name: string, text: string, mode: number): string => {
    writeFileSync(join(folder, name), text, { mode });
    return join(folder, name);
  };
  afterEach(() => {
    for (const name of Object.keys(process.env))
      if (name.startsWith('CLAPLIGHT_BROKER')) Reflect.deleteProperty(process.env, name);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const HALL = { room: 'Hall A', event: undefined };
  const host = 'mqtts://broker.example.org';

  it.each<readonly [RemoteOptions, RegExp]>([
    [{ broker: 'broker.example.org' }, /mqtts:\/\/HOST/],
    [{ broker: 'http://broker.example.org' }, /mqtts:\/\/HOST/],
    [{ broker: 'mqtt://broker.example.org/topic' }, /mqtts:\/\/HOST/],
    [{ broker: 'mqtt://ada:lovelace@broker.example.org' }, /CLAPLIGHT_BROKER_PASSWORD/],
    [{ remoteControl: true }, /needs --broker/],
    [{ brokerCa: 'ca.pem' }, /needs --broker/],
    [{ broker: host, brokerLogin: file('open', 'ada\nlovelace\n', 0o644) }, /chmod 600/],
    [{ broker: host, brokerLogin: file('empty', '', 0o600) }, /first line/],
    [{ broker: host, brokerLogin: join(folder, 'none') }, /cannot be read/],
    [{ broker: host, brokerCa: file('ca', 'no certificate', 0o644) }, /PEM/],
  ])('%j', async (options, why) => {
    const refused = await brokerRemote(options, HALL).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InputProblem);
    expect((refused as InputProblem).describe()).toMatch(why);
    expect((refused as InputProblem).describe()).not.toContain('lovelace');
  });

  it('needs the name of a room', async () => {
    const names = { room: undefined, event: 'x' };
    await expect(brokerRemote({ broker: host }, names)).rejects.toThrow(/name yours with --room/);
  });

  it('comes with its name and password from the environment or from a file', async () => {
    const login = file('closed', 'ada\nlovelace\n', 0o600);
    process.env.CLAPLIGHT_BROKER = 'mqtts://eve:secret@[::1]:8884';
    expect(brokerOf({}, process.env)).toEqual({
      ...{ host: '::1', port: 8884, tls: true, user: 'eve', password: 'secret' },
      loginFrom: 'CLAPLIGHT_BROKER',
    });
    process.env.CLAPLIGHT_BROKER_USER = 'hall';
    process.env.CLAPLIGHT_BROKER_PASSWORD = 'p@ss';
    expect(brokerOf({}, process.env)).toMatchObject({ user: 'hall', password: 'p@ss' });
    expect(brokerOf({ broker: host, brokerLogin: login }, process.env)).toEqual({
      ...{ host: 'broker.example.org', port: 8883, tls: true, user: 'ada', password: 'lovelace' },
      ...{ loginFrom: login, loginFile: login },
    });
    expect(await brokerRemote({}, HALL)).toHaveLength(1);
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

  /** What a file of the program was put together of; a module of a package is itself. */
  function sourcesOf(url: string): readonly string[] {
    if (!/\/dist\/program\/[^/]+$/.test(url)) return [url];
    const map = `${fileURLToPath(url)}.map`;
    // One without passes on what others export, and nothing else.
    if (!existsSync(map)) return [];
    return (JSON.parse(readFileSync(map, 'utf8')) as { readonly sources: string[] }).sources;
  }

  /** Which modules a session loads, as Node's own record of coverage names them. */
  async function loaded(...args: readonly string[]): Promise<{ modules: string; out: string }> {
    const record = join(state, 'record');
    const host = await HostProcess.start(state, {
      args: ['--fresh', ...args],
      env: {
        NODE_V8_COVERAGE: record,
        CLAPLIGHT_BROKER_USER: 'hall-user',
        CLAPLIGHT_BROKER_PASSWORD: 'open-sesame',
      },
    });
    const { out } = host;
    await host.end('SIGTERM');
    const files = readdirSync(record).map((name) => readFileSync(join(record, name), 'utf8'));
    const urls = files.flatMap((text) => [...text.matchAll(/"url":"([^"]+)"/g)]);
    const modules = urls.flatMap(([, url = '']) => sourcesOf(url));
    return { modules: modules.join('\n'), out: out.join('\n') };
  }

  it('says where the autopilot keeps no journal', async () => {
    const sentence = /The autopilot keeps no journal/;
    expect((await loaded('--autopilot')).out).toMatch(sentence);
    const journal = join(state, 'own.jsonl');
    expect((await loaded('--autopilot', '--journal', journal)).out).not.toMatch(sentence);
  });

  it('loads no remote that nobody asked for', async () => {
    const { modules } = await loaded();
    expect(modules).toContain('/host/commands/run.ts');
    expect(modules).not.toMatch(/\/host\/remotes\/|osc-min|node_modules\/mqtt/);
  });

  it('loads OSC where it is asked for, and says what it opened', async () => {
    const { modules, out } = await loaded('--osc', '0', '--osc-to', '127.0.0.1:9');
    expect(modules).toContain('/host/remotes/osc.ts');
    expect(modules).toContain('osc-min');
    expect(out).toMatch(/OSC: UDP port \d+ on 127\.0\.0\.1, from this computer alone\./);
    expect(out).toMatch(/OSC: sends to 127\.0\.0\.1, port 9/);
  });

  it('loads MQTT where a broker is asked for; what is secret stands nowhere', async () => {
    const { modules, out } = await loaded(
      ...['--broker', 'mqtt://127.0.0.1:9', '--room', 'Hall A', '--event', 'Day one'],
    );
    expect(modules).toContain('/host/remotes/mqtt.ts');
    expect(modules).toContain('node_modules/mqtt');
    expect(out).toMatch(/Broker: mqtt:\/\/127\.0\.0\.1:9, as day-one\/hall-a\./);
    const files = readdirSync(state, { recursive: true, withFileTypes: true });
    const journals = files.filter((one) => one.isFile() && one.name.endsWith('.jsonl'));
    expect(journals.length).toBeGreaterThan(0);
    for (const { parentPath, name } of journals)
      expect(readFileSync(join(parentPath, name), 'utf8')).not.toMatch(/open-sesame|hall-user/);
    expect(out).not.toMatch(/open-sesame|hall-user/);
  });
});

it('the log of all rooms says at once that their broker is not there', async () => {
  const line = ['dist/program/cli.js', 'rooms', '--broker', 'mqtt://127.0.0.1:1', '--event', 'x'];
  const rooms = spawn(process.execPath, [...line, '--no-http'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  rooms.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await expect.poll(() => said).toMatch(/^The broker .* is not there: .*\.\n$/);
  rooms.kill();
  await once(rooms, 'exit');
});
