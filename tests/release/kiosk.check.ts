/** docs/KIOSK.md on a Debian 13 made from nothing: its lines as they stand, and the one that its unit runs. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { need } from '../support/need.ts';
import { freshClone, openFolder, pack, Registry, type Packed } from './packed.ts';

const HOME = '/home/pi';
const TOKEN = 'a-token-for-tests';
const HTTP = String(await freePort());
/** What asks a systemd or an udev that runs: in a folder none does. */
const WANTS_SYSTEMD = /systemctl|loginctl|journalctl|udevadm control/;
/** What a Debian has that somebody installed, and one that was only just unpacked has not. */
const USUAL = ['sudo', 'systemd', 'udev', 'ca-certificates'];

/** The lines of the page, a list for each of its steps, without their remarks. */
const steps = [...readFileSync('docs/KIOSK.md', 'utf8').matchAll(/^```sh\n([^]*?)^```$/gm)].map(
  ([, block = '']) =>
    block
      .split('\n')
      .map((line) => line.replace(/ {2,}#.*/, ''))
      .filter((line) => line !== '' && !WANTS_SYSTEMD.test(line)),
);

need(
  'mmdebstrap',
  'apt-get install mmdebstrap, and be root',
  process.getuid?.() === 0 && existsSync('/usr/bin/mmdebstrap'),
)('a fresh Debian 13', () => {
  const root = join(openFolder(), 'root');
  let packed: Packed;
  let registry: Registry;

  /** Run by its user, in namespaces of its own, so that what is mounted for it ends with it. */
  const line = (command: string): readonly [string, readonly string[]] => {
    const mounts = `mount --rbind /dev ${root}/dev && mount -t proc proc ${root}/proc`;
    const inside = `exec chroot --userspec=pi ${root} /bin/sh -c "cd && $COMMAND"`;
    return [
      'unshare',
      ['--mount', '--', 'sh', '-c', `${mounts} && COMMAND='${command}' && ${inside}`],
    ];
  };
  const env = {
    PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
    HOME,
    USER: 'pi',
    LANG: 'C.UTF-8',
    XDG_RUNTIME_DIR: HOME,
    CLAPLIGHT_TOKEN: TOKEN,
  };

  /** Not at one go: the registry that it asks is in this process. */
  async function inside(
    command: string,
  ): Promise<{ readonly code: number | null; readonly out: string }> {
    const [program, args] = line(command);
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => (out += bytes.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out };
  }

  /** The lines of a step, one after the other. */
  async function follow(step: number): Promise<void> {
    const lines = steps[step - 1] ?? [];
    expect(lines.length).toBeGreaterThan(0);
    for (const one of lines) {
      const { code, out } = await inside(one);
      expect(code, `${one}: ${out}`).toBe(0);
      // Debian's own npm has parts that are called so; and it is older than avr8js asks for, as the page says.
      if (one.includes('npm install')) {
        expect(out).not.toMatch(/gyp|deprecat/);
        expect(out.match(/(?<=package: ')[^@]+/g) ?? []).toEqual(['avr8js']);
      }
    }
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
      [
        '--variant=minbase',
        `--include=${USUAL.join()}`,
        // It need not outlive a power cut.
        '--dpkgopt=force-unsafe-io',
        'trixie',
        root,
      ],
      { encoding: 'utf8' },
    );
    expect(made.status, made.stderr).toBe(0);
    copyFileSync('/etc/resolv.conf', join(root, 'etc/resolv.conf'));
    // Nobody is there to answer, and the package is not yet where npm looks for it.
    const write = (path: string, text: string): void => {
      writeFileSync(join(root, path), text);
    };
    write('etc/apt/apt.conf.d/90-yes', 'APT::Get::Assume-Yes "true";\n');
    write('etc/sudoers.d/pi', 'pi ALL=(ALL) NOPASSWD: ALL\n');
    const certificates = process.env.NODE_EXTRA_CA_CERTS;
    if (certificates !== undefined) copyFileSync(certificates, join(root, CERTIFICATES));
    const cafile = certificates === undefined ? '' : `cafile=${CERTIFICATES}\n`;
    const adding = [root, 'useradd', '--create-home', '--shell', '/bin/bash', 'pi'];
    expect(spawnSync('chroot', adding).status).toBe(0);
    for (const home of ['root', HOME.slice(1)])
      write(`${home}/.npmrc`, `registry=${registry.address}\n${cafile}`);
    const updated = await inside('sudo apt-get update');
    expect(updated.code, updated.out).toBe(0);
    cpSync('examples/lightning-talks-day-1.csv', join(root, HOME, 'lineup.csv'));
  });

  afterAll(() => {
    registry.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('installs Claplight by step 1, and nothing is compiled', async () => {
    await follow(1);
    expect((await inside('claplight --version')).out).toContain(packed.version);
  });

  it('lets its user reach boards by step 2, with a rule that udev finds well', async () => {
    mkdirSync(join(root, 'etc/udev/rules.d'), { recursive: true });
    await follow(2);
    expect((await inside('groups pi')).out).toContain('dialout');
    expect(await inside('udevadm verify /etc/udev/rules.d/70-claplight.rules')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Success: 1/) as string,
    });
  });

  it('has units by step 3 that systemd finds well, and a lineup that is', async () => {
    await follow(3);
    const units = `~/.config/systemd/user/claplight.service ~/.config/systemd/user/claplight-screen.service`;
    const verified = await inside(`systemd-analyze --user --man=no verify ${units}`);
    expect(verified.code, verified.out).toBe(0);
    expect(verified.out).not.toContain('claplight');
    expect(await inside('claplight check ~/lineup.csv')).toMatchObject({ code: 0 });
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

/** Behind a proxy that opens what is sealed, the certificates that this computer trusts. */
const CERTIFICATES = '/etc/ssl/certs/of-the-host.pem';
