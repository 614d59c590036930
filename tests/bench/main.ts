/**
 * Prints the figures that Claplight promises, one a line, with the target beside each.
 * `npm run bench -- podium` runs one group, `rooms:lightAside` one measurement of it. Misses are marked and give exit code 1.
 */
import { meets, type Row } from './row.ts';

type Group = Readonly<Record<string, () => Row[] | Promise<Row[]>>>;

/** Loaded one by one, so that one group's memory and timers are not another's. */
const GROUPS: Readonly<Record<string, () => Promise<Group>>> = {
  podium: () => import('./podium.ts'),
  firmware: () => import('./firmware.ts'),
  virtual: () => import('./virtual.ts'),
  host: () => import('./host.ts'),
  terminal: () => import('./terminal.ts'),
  lineup: () => import('./lineup.ts'),
  mirror: () => import('./mirror.ts'),
  light: () => import('./light.ts'),
  report: () => import('./report.ts'),
  rooms: () => import('./rooms.ts'),
  remotes: () => import('./remotes.ts'),
  package: () => import('./package.ts'),
  faults: () => import('./faults.ts'),
};

// What is drawn is the same in every run: figures are compared with those of another day.
process.env.SEED ??= '1';

const wanted = process.argv.slice(2);
let missed = 0;
let ran = 0;
for (const [name, load] of Object.entries(GROUPS)) {
  if (wanted.length > 0 && !wanted.some((one) => one.split(':')[0] === name)) continue;
  for (const [part, run] of Object.entries(await load())) {
    if (wanted.length > 0 && !wanted.includes(name) && !wanted.includes(`${name}:${part}`))
      continue;
    ran += 1;
    for (const row of await run()) print(row);
  }
}
if (ran === 0) console.error(`Nothing has that name. Groups: ${Object.keys(GROUPS).join(', ')}.`);
process.exitCode = missed > 0 || ran === 0 ? 1 : 0;

function print(row: Row): void {
  const { name, value, unit, target } = row;
  const met = meets(row);
  if (met === false) missed += 1;
  const figure = `${String(Number(value.toPrecision(4)))} ${unit}`;
  const mark = met === undefined ? '' : met ? 'ok' : 'MISSED';
  console.log(
    `${name.padEnd(76)} ${figure.padStart(16)}   ${(target ?? '').padEnd(14)} ${mark}`.trimEnd(),
  );
}
