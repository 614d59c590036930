/** Hosts that are killed at random moments, without a light and with a podium on a real terminal. */
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultImage } from '../../../host/emulator/files.ts';
import { Rig } from '../../light/rig.ts';
import { killOften, type Killed } from '../../support/killing.ts';
import { median, percentile, type Row } from '../row.ts';

/** Evenings of so many kills each, so that none of them comes to the end of its talks. */
const EVENINGS = 8;
const KILLS = 20;
const WITH_PODIUM = 40;

export async function kills(): Promise<Row[]> {
  const all: Killed[] = [];
  for (let seed = 1; seed <= EVENINGS; seed++)
    all.push(await inFolder((folder) => killOften(folder, KILLS, seed)));
  all.push(await inFolder(withPodium));
  const count = (of: (killed: Killed) => readonly unknown[]): number =>
    all.reduce((sum, killed) => sum + of(killed).length, 0);
  const back = all.flatMap((killed) => killed.back.map((ms) => ms / 1000));
  const acknowledged = all.reduce((sum, killed) => sum + killed.acknowledged, 0);
  for (const { lost, wrong } of all) for (const what of [...lost, ...wrong]) console.error(what);
  const fromEdit = all.flatMap(({ backFromEdit }) => backFromEdit.map((ms) => ms / 1000));
  const times = `${String(back.length + fromEdit.length)} × kill -9`;
  const name = 'back in the talk after kill -9';
  return [
    {
      name: `acknowledged events lost, ${times}, of ${String(acknowledged)}`,
      value: count(({ lost }) => lost),
      unit: '',
      target: '<= 0',
    },
    {
      name: `restarts at another place than the journal's, ${times}`,
      value: count(({ wrong }) => wrong),
      unit: '',
      target: '<= 0',
    },
    { name: `${name}, p50`, value: median(back), unit: 's' },
    { name: `${name}, p99`, value: percentile(back, 99), unit: 's', target: '<= 1.5' },
    ...(fromEdit.length === 0
      ? []
      : [{ name: `${name} in an edit, longest`, value: Math.max(...fromEdit), unit: 's' }]),
  ];
}

async function withPodium(folder: string): Promise<Killed> {
  const rig = await Rig.of(defaultImage());
  // A pseudo terminal that nobody has open hangs up, which no USB port does.
  const held = openSync(rig.path, 'r+');
  try {
    return await killOften(folder, WITH_PODIUM, 99, { light: rig.path });
  } finally {
    closeSync(held);
    await rig.close();
  }
}

async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-kills-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
