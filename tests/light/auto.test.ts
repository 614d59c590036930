/** Which light is taken of several, and what is said of ports that cannot be used: on real terminals. */
import { spawnSync } from 'node:child_process';
import { chmodSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { findLight, openNamed } from '../../host/serial/find-light.ts';
import { whoIsBehind } from '../../host/commands/ports.ts';
import { listPorts } from '../../host/serial/port-list.ts';
import { closeSerial } from '../../host/serial/serial-port.ts';
import { defaultImage } from '../../host/emulator/files.ts';
import { standardFirmata } from '../firmata/standard-firmata.ts';
import { need } from '../support/need.ts';
import { Rig } from './rig.ts';

vi.setConfig({ testTimeout: 60_000 });

let rigs: Rig[] = [];
afterEach(async () => {
  for (const rig of rigs) await rig.close();
  rigs = [];
});

/** A cable with a board of this image on it; without one, with nothing that answers. */
async function cable(image?: string): Promise<Rig> {
  const rig = new Rig();
  rigs.push(rig);
  await rig.plug();
  if (image !== undefined) rig.board(image);
  return rig;
}

/** What `--light auto` takes where these are plugged in: who it is, on which port, and why. */
async function taken(...plugged: readonly Rig[]): Promise<readonly [string, string, string]> {
  const uno = { vendorId: '2341', productId: '0043' };
  const list = (): ReturnType<typeof listPorts> =>
    listPorts(() => Promise.resolve(plugged.map(({ path }) => ({ path, ...uno }))));
  const found = await findLight(list);
  if (typeof found === 'string') throw new Error(found);
  const { port, behind, why } = found;
  await closeSerial(port);
  return [behind, port.path, why];
}

need('socat', 'apt install socat')('of several boards', () => {
  const firmata = standardFirmata();
  need(
    'StandardFirmata',
    'a connection to the npm registry, once',
    firmata !== undefined,
  )('one with Firmata', () => {
    it('is left for a podium', async () => {
      const other = await cable(firmata);
      const podium = await cable(defaultImage());
      expect(await taken(other, podium)).toEqual([
        'podium',
        podium.path,
        ` (a podium comes first; also plugged in: a Firmata board on ${other.path}; --light PORT chooses another)`,
      ]);
    });

    it('is taken where no podium is', async () => {
      const silent = await cable();
      const board = await cable(firmata);
      expect(await taken(silent, board)).toEqual([
        'firmata',
        board.path,
        ` (no podium; also plugged in: a board that does not answer on ${silent.path}; --light PORT chooses another)`,
      ]);
    });
  });

  it('the podium is taken, not one that does not answer', async () => {
    const silent = await cable();
    const podium = await cable(defaultImage());
    expect(await taken(silent, podium)).toEqual([
      'podium',
      podium.path,
      ` (a podium comes first; also plugged in: a board that does not answer on ${silent.path}; --light PORT chooses another)`,
    ]);
  });

  it('the first is taken of two podiums', async () => {
    const [one, two] = [await cable(defaultImage()), await cable(defaultImage())];
    expect((await taken(one, two)).slice(1)).toEqual([
      one.path,
      ` (the first of several; also plugged in: a podium on ${two.path}; --light PORT chooses another)`,
    ]);
  });
});

need('socat', 'apt install socat')('a port', () => {
  it('that is unplugged while it is asked gets a sentence', async () => {
    const rig = await cable();
    const asked = [openNamed(rig.path), sleep(200).then(() => rig.unplug())] as const;
    await expect(asked[0]).rejects.toThrow(`${rig.path}: it was unplugged. Plug it in again.`);
    await asked[1];
    await rig.plug();
    const probed = whoIsBehind(rig.path);
    await sleep(200);
    await rig.unplug();
    expect(await probed).toBe('it was unplugged while being asked');
  });

  it('that nobody answers on gets a sentence', async () => {
    const rig = await cable();
    await expect(openNamed(rig.path)).rejects.toThrow(/nothing answers there\. "claplight flash/);
  });

  it('that one may not open gets a sentence', async () => {
    const rig = await cable();
    const path = realpathSync(rig.path);
    chmodSync(path, 0o000);
    // Nothing is forbidden to root.
    const root = process.geteuid?.() === 0;
    if (root) process.seteuid?.(65_534);
    try {
      await expect(openNamed(path)).rejects.toThrow(/no permission\..*adduser \$USER dialout/);
      expect(await whoIsBehind(path)).toMatch(/^no permission\./);
    } finally {
      if (root) process.seteuid?.(0);
    }
  });
});

it.runIf(process.platform === 'linux')('says so where udevadm is missing', () => {
  const args = ['dist/program/cli.js', 'ports'];
  const { stdout, status } = spawnSync(process.execPath, args, {
    env: { ...process.env, PATH: '/nowhere' },
    encoding: 'utf8',
  });
  expect(stdout).toMatch(
    /udevadm is missing \(Debian: apt install udev\)\. A port can still be named/,
  );
  expect(status).toBe(0);
});
