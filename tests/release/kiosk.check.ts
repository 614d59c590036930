/** docs/KIOSK.md on a Debian 13 made from nothing: its commands, and the line that its unit runs. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { need } from '../support/need.ts';
import { freshClone, openFolder, pack, Registry, type Packed } from './packed.ts';

const HOME = '/home/pi';
const TOKEN = 'a-token-for-tests';
/** A port that nothing else here takes. */
const HTTP = '41140';

need(
  'mmdebstrap',
  'apt-get install mmdebstrap, and be root',
  process.getuid?.() === 0 && existsSync('/usr/bin/mmdebstrap'),
)('a fresh Debian 13', () => {
  const root = join(openFolder(), 'root');
  let packed: Packed;
  let registry: Registry;

  /** In namespaces of its own, so that what is mounted for it ends with it. */
  const line = (command: string): readonly [string, readonly string[]] => {
    const mounts = `mount --rbind /dev ${root}/dev && mount -t proc proc ${root}/proc`;
    const inside = `exec chroot ${root} /bin/sh -c "$COMMAND"`;
    return [
      'unshare',
      ['--mount', '--', 'sh', '-c', `${mounts} && COMMAND='${command}' && ${inside}`],
    ];
  };
  const env = {
    PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
    HOME,
    CLAPLIGHT_TOKEN: TOKEN,
  };

  function inside(command: string): { readonly code: number | null; readonly out: string } {
    const [program, args] = line(command);
    const certificates = process.env.NODE_EXTRA_CA_CERTS === undefined ? {} : CERTIFICATES;
    const ran = spawnSync(program, args, {
      encoding: 'utf8',
      env: { ...env, ...certificates, npm_config_registry: registry.address },
    });
    return { code: ran.status, out: `${ran.stdout}${ran.stderr}` };
  }

  /** The line of ExecStart, as systemd would run it. */
  function start(): ChildProcess {
    const unit = readFileSync('docs/kiosk/claplight.service', 'utf8');
    const exec = /^ExecStart=(.*)$/m.exec(unit)?.[1] ?? '';
    const command = `exec ${exec.replaceAll('%h', HOME)} --http ${HTTP}`;
    const [program, args] = line(command);
    return spawn(program, args, { env, stdio: 'ignore' });
  }

  async function state(): Promise<{ readonly state: string; readonly talk: number }> {
    for (let tries = 0; tries < 300; tries++) {
      try {
        const answer = await fetch(`http://127.0.0.1:${HTTP}/api/state`);
        return (await answer.json()) as { state: string; talk: number };
      } catch {
        await pause(100);
      }
    }
    throw new Error('no session answers');
  }

  beforeAll(async () => {
    packed = pack(freshClone());
    registry = await Registry.open(packed);
    const made = spawnSync(
      'mmdebstrap',
      ['--variant=minbase', '--include=nodejs,npm,ca-certificates', 'trixie', root],
      { encoding: 'utf8' },
    );
    expect(made.status, made.stderr).toBe(0);
    copyFileSync('/etc/resolv.conf', join(root, 'etc/resolv.conf'));
    const certificates = process.env.NODE_EXTRA_CA_CERTS;
    if (certificates !== undefined)
      copyFileSync(certificates, join(root, CERTIFICATES.NODE_EXTRA_CA_CERTS));
    mkdirSync(join(root, HOME), { recursive: true });
    cpSync('examples/lightning-talks-day-1.csv', join(root, HOME, 'lineup.csv'));
  });

  afterAll(() => {
    registry.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('installs Claplight with the documented command, and nothing is compiled', () => {
    const { code, out } = inside('npm install --global claplight');
    expect(code, out).toBe(0);
    expect(out).not.toMatch(/gyp|deprecat|EBADENGINE/);
    expect(inside('claplight --version').out).toContain(packed.version);
    expect(inside('ls "$(npm root --global)/claplight/docs/kiosk"').out).toContain(
      'claplight.service',
    );
  });

  it('finds the lineup well', () => {
    expect(inside('claplight check ~/lineup.csv')).toMatchObject({ code: 0 });
  });

  it('runs a session, which goes on in the talk after SIGTERM', async () => {
    const first = start();
    expect(await state()).toMatchObject({ state: 'standby', talk: 0 });
    const pressed = await fetch(`http://127.0.0.1:${HTTP}/api/start`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect(pressed.status).toBe(200);
    const over = once(first, 'exit');
    first.kill('SIGTERM');
    await over;
    const second = start();
    expect(await state()).toMatchObject({ state: 'running', talk: 0 });
    const end = once(second, 'exit');
    second.kill('SIGTERM');
    await end;
  });
});

const CERTIFICATES = { NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/of-the-host.pem' };
