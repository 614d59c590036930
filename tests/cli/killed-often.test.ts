import { openSync, closeSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultImage } from '../../host/emulator/files.ts';
import { Rig } from '../light/rig.ts';
import { killOften } from '../support/killing.ts';
import { need } from '../support/need.ts';
import { folder } from './cli.ts';

describe('a host that is killed at random moments', () => {
  it('has every acknowledged event afterwards, and is where it was', async () => {
    const { acknowledged, lost, wrong } = await killOften(folder(), 10, 1);
    expect(acknowledged).toBeGreaterThan(10);
    expect({ lost, wrong }).toEqual({ lost: [], wrong: [] });
  }, 60_000);
});

need('socat', 'apt install socat')('a host with a podium that is killed at random moments', () => {
  let rig: Rig;
  let held: number | undefined;
  afterEach(async () => {
    if (held !== undefined) closeSync(held);
    await rig.close();
  });

  it('has every acknowledged event afterwards, and goes on where the podium is', async () => {
    rig = await Rig.of(defaultImage());
    // A pseudo terminal that nobody has open hangs up, which no USB port does.
    held = openSync(rig.path, 'r+');
    const { acknowledged, lost, wrong } = await killOften(folder(), 4, 2, { light: rig.path });
    expect(acknowledged).toBeGreaterThan(0);
    expect({ lost, wrong }).toEqual({ lost: [], wrong: [] });
  }, 60_000);
});
