/** Reading lineups: a large export, and what `claplight check` takes as a whole process. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largeExport, largeXml } from '../lineup/large.ts';
import { rowOf, xlsxParts, zipped } from '../lineup/zipped.ts';
import { median, type Row } from './row.ts';

export { growth } from './lineup-growth.ts';

/** A process of its own, so that its memory is the reading's alone. */
const READ = `
  const { loadLineup } = await import(process.argv[1]);
  const { talks } = await loadLineup(process.argv[2], { type: 'talk' });
  // What resourceUsage tells begins with the memory of the process that started this one.
  const { readFileSync } = await import('node:fs');
  const [, kilobytes] = /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  console.log(JSON.stringify({ talks: talks.length, kilobytes: Number(kilobytes) }));
`;
const LOAD = new URL('../../host/lineup/load-lineup.js', import.meta.url).href;

/** Whole processes: Node's start is in the figures. */
export const largeExports = (): Row[] => [
  ...reading('a 5,000-talk export of 20 MB to a lineup', largeExport(5000, 20e6), '<= 0.6'),
  ...reading('20 MB of pentabarf XML to a lineup', largeXml(5000, 20e6), '<= 1.5'),
];

function reading(name: string, content: string | Uint8Array, target: string, count = 5000): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
  const path = join(folder, 'export');
  writeFileSync(path, content);
  const times: number[] = [];
  let megabytes = 0;
  for (let i = 0; i < 5; i++) {
    const from = performance.now();
    const args = ['--input-type=module', '-e', READ, LOAD, path];
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    times.push((performance.now() - from) / 1000);
    const { talks, kilobytes } = JSON.parse(stdout) as { talks: number; kilobytes: number };
    if (talks !== count)
      throw new Error(`${String(talks)} talks were read instead of ${String(count)}`);
    megabytes = Math.max(megabytes, kilobytes / 1024);
  }
  rmSync(folder, { recursive: true });
  return [
    { name, value: median(times), unit: 's', target },
    { name: `${name}, memory at most`, value: megabytes, unit: 'MB', target: '<= 200' },
  ];
}

/** A spreadsheet that unpacks to 200 MB: what stands in front of all that is read, and no more. */
export function zipBomb(): Row[] {
  const rows = rowOf(['speaker', 'title']) + rowOf(['Ann Example', 'Foo']);
  const blanks = Buffer.alloc(200 * 1024 * 1024, ' ');
  const sheet = Buffer.concat([Buffer.from(`<worksheet><sheetData>${rows}`), blanks]);
  const packed = zipped({ ...xlsxParts(''), 'xl/worksheets/sheet1.xml': sheet });
  return reading('a spreadsheet of 0.2 MB that unpacks to 200 MB', packed, '<= 1.5', 1);
}

/** The example has twelve talks. */
export function check(): Row[] {
  const args = ['dist/program/cli.js', 'check', 'examples/lightning-talks-day-1.csv'];
  const times = Array.from({ length: 9 }, () => {
    const from = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error('claplight check failed');
    return (performance.now() - from) / 1000;
  });
  const name = 'claplight check of 12 talks, whole process';
  return [{ name, value: median(times), unit: 's', target: '<= 0.35' }];
}
