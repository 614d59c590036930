/** The package as somebody meets it who has nothing but Node: `npx claplight` in an empty folder. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentsOf, freshClone, Guest, pack, Registry, type Packed } from './packed.ts';
import { TOOLCHAINS } from './toolchains.ts';

let clone: string;
let packed: Packed;
let registry: Registry;

beforeAll(async () => {
  clone = freshClone();
  packed = pack(clone);
  registry = await Registry.open(packed);
});

afterAll(() => {
  registry.close();
});

it('is packed without a trace in the folder', () => {
  const { stdout } = spawnSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8' });
  expect(stdout).toBe('');
});

it('is built anew, without what older builds left', () => {
  const sources = packed.files
    .filter((path) => /^dist\/(host|protocol)\//.test(path))
    .map((path) => path.replace(/^dist\/(.*)\.js$/, '$1.ts'));
  expect(sources.filter((path) => !existsSync(path))).toEqual([]);
});

it('is what "are the types wrong" finds no fault with', () => {
  const attw = ['exec', '--yes', '--', '@arethetypeswrong/cli@0.18.5', packed.path];
  const { status, stdout, stderr } = spawnSync('npm', attw, { encoding: 'utf8' });
  expect(`${stdout}${stderr}`, String(status)).not.toMatch(/💀|❌|🥴|👺|⚠️/u);
  expect(status).toBe(0);
});

describe.each(TOOLCHAINS)('with Node $node and npm $npm', (toolchain) => {
  let guest: Guest;
  let installed: string;
  const tried: string[] = [];

  beforeAll(() => {
    guest = new Guest(registry.address, toolchain);
  });

  it('is there after one line, with no warning', async () => {
    const { code, out, err, seconds } = await guest.npx('--version');
    console.log(`npx claplight --version, from nothing: ${seconds.toFixed(1)} s`);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain(packed.version);
    installed = guest.installed;
  });

  it('is small, has one serialport and nothing that was compiled here', () => {
    const { packages, bytes, compiled } = contentsOf(installed);
    console.log(`${String(packages.length)} packages, ${(bytes / 1e6).toFixed(1)} MB`);
    expect(packages.length).toBeLessThanOrEqual(120);
    expect(bytes).toBeLessThanOrEqual(32e6);
    expect(compiled).toEqual([]);
    const ports = packages.filter((one) => /^(serialport|@serialport\/bindings.*)@/.test(one));
    expect(ports.map((one) => one.replace(/\.\d+\.\d+$/, '')).toSorted()).toEqual([
      '@serialport/bindings-cpp@13',
      '@serialport/bindings-interface@1',
      'serialport@13',
    ]);
  });

  const lineup = (): string => join(installed, 'claplight/examples/lightning-talks-day-1.csv');

  it.each([
    ['check', () => ['check', lineup()], 0, /Data science without data/],
    ['import', () => ['import', lineup()], 0, /speaker/],
    ['rules', () => ['rules', 'clap'], 0, /clap/],
    ['completion', () => ['completion', 'zsh'], 0, /^#compdef claplight/],
    ['help', () => ['help', 'run'], 0, /--autopilot/],
    ['sessions', () => ['sessions'], 0, /There is no session yet/],
    ['ports', () => ['ports'], 0, /./],
    ['wiring', () => ['wiring', '--firmata'], 0, /./],
    ['doctor', () => ['doctor', '--port', 'virtual', '--seconds', '1'], undefined, /virtual/],
    ['load', () => ['load', lineup(), '--port', '/dev/none'], 3, /\/dev\/none/],
    ['flash', () => ['flash', '--port', '/dev/none'], 3, /\/dev\/none/],
    [
      'rehearse',
      () => ['rehearse', '--talks', '2', '--no-screen', '--no-http', '--speed', '200'],
      0,
      /over|closed|end/i,
    ],
    [
      'run',
      () => [
        'run',
        '--light',
        'none',
        '--autopilot',
        '--speed',
        '1000',
        '--no-screen',
        '--no-http',
        '--journal',
        'evening.jsonl',
      ],
      0,
      /./,
    ],
    ['report', () => ['report', 'evening.jsonl'], 0, /Data science without data/],
    ['rooms', () => ['rooms'], 2, /which broker/],
  ] as const)('%s works', async (name, line, code, told) => {
    tried.push(name);
    const ran = await guest.npx(...line());
    expect(`${ran.out}${ran.err}`).toMatch(told);
    expect(ran.err).not.toMatch(/warn|deprecat|\bat .*\.js:/i);
    if (code !== undefined) expect(ran.code, `${ran.out}${ran.err}`).toBe(code);
  });

  it('demo plays until it is stopped', async () => {
    tried.push('demo');
    const claplight = join(installed, '.bin/claplight');
    const { out, err } = await guest.run('timeout', '--signal=TERM', '8', claplight, 'demo');
    expect(`${out}${err}`).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
  });

  it('none of its commands was left out', async () => {
    const { out } = await guest.npx('--help');
    const names = [...out.matchAll(/^ {2}([a-z]+) .*$/gm)].map(([, name]) => name);
    expect(tried.toSorted()).toEqual(names.toSorted());
  });

  it('runs a session that is found again', async () => {
    const claplight = join(installed, '.bin/claplight');
    const session = ['run', '--light', 'virtual', '--no-screen', '--no-http'];
    // Long enough for a slow machine to begin.
    await guest.run('timeout', '--signal=TERM', '10', claplight, ...session);
    const { out } = await guest.npx('sessions');
    expect(out).toMatch(/0 of \d+ talks given/);
    expect((await guest.npx('report')).code).toBe(0);
  });

  it('stays as it is when something else is installed beside it', async () => {
    const at = join(installed, '..');
    const before = contentsOf(installed).packages;
    const ran = await guest.npm('install', '--prefix', at, 'is-number@7.0.0');
    expect(ran.code, ran.err).toBe(0);
    expect(contentsOf(installed).packages.filter((one) => !before.includes(one))).toEqual([
      'is-number@7.0.0',
    ]);
  });

  it('has johnny-five', async () => {
    const script = "import('johnny-five').then((five) => console.log(typeof five.default.Board))";
    const at = join(installed, 'claplight');
    const ran = await guest.run('-C', at, 'node', '-e', script);
    expect(ran).toMatchObject({ code: 0, out: 'function\n', err: '' });
  });
});
