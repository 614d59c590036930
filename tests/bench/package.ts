/**
 * `npx claplight` on a machine that has nothing but Node, another user's, from an empty cache. The network and
 * whatever else the machine does are part of it: how much of the time was work of its own is told beside it.
 */
import { loadavg } from 'node:os';
import { statSync } from 'node:fs';
import { contentsOf, Guest, packAsBuilt, Registry } from '../release/packed.ts';
import { TOOLCHAINS } from '../release/toolchains.ts';
import type { Row } from './row.ts';

export async function fromNothing(): Promise<Row[]> {
  const packed = packAsBuilt();
  const registry = await Registry.open(packed);
  const rows: Row[] = [
    { name: 'the package, packed', value: statSync(packed.path).size / 1e6, unit: 'MB' },
  ];
  let contents = { packages: 0, megabytes: 0 };
  for (const toolchain of TOOLCHAINS) {
    const guest = new Guest(registry.address, toolchain);
    const timed = ['bash', '-c', 'TIMEFORMAT="%U %S"; time "$@"', 'bash'];
    const { code, err, seconds } = await guest.run(...timed, ...guest.npxLine('--version'));
    if (code !== 0) throw new Error(err);
    const [user = NaN, system = NaN] = err.trim().split(/\s+/).map(Number);
    const [load = NaN] = loadavg();
    const { packages, bytes } = contentsOf(guest.installed);
    contents = {
      packages: Math.max(contents.packages, packages.length),
      megabytes: Math.max(contents.megabytes, bytes / 1e6),
    };
    const name = `npx claplight from nothing, Node ${toolchain.node}`;
    rows.push({ name, value: seconds, unit: 's', target: '<= 15' });
    rows.push({ name: '  of that on the processor', value: user + system, unit: 's' });
    rows.push({ name: '  load of the machine meanwhile', value: load, unit: '' });
  }
  registry.close();
  return [
    ...rows,
    { name: 'packages that it brings', value: contents.packages, unit: '', target: '<= 120' },
    { name: 'installed', value: contents.megabytes, unit: 'MB', target: '<= 32' },
  ];
}
