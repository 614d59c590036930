/** How the time of reading grows with what is read: every reader with so many talks and with twice as many. */
import { readAnything } from '../../host/lineup/read-lineup.ts';
import { writeCsv, writeJson, writeYaml } from '../../host/lineup/write.ts';
import type { Lineup } from '../../host/lineup/lineup.ts';
import { largeExport, largeXml } from '../lineup/large.ts';
import { odsOf, xlsx } from '../lineup/zipped.ts';
import type { Row } from './row.ts';

/** Twice as many are still below the most that a lineup may have. */
const TALKS = 4000;
const TRIES = 9;

const lineupOf = (talks: number): Lineup => ({
  talks: Array.from({ length: talks }, (_, i) => ({
    speaker: `Speaker ${String(i)}`,
    title: `Talk number ${String(i)}`,
  })),
  remarks: [],
});

const table = (talks: number): string[][] => [
  ['speaker', 'title', 'duration'],
  ...lineupOf(talks).talks.map(({ speaker, title }) => [speaker, title, '5:00']),
];

const calendar = (talks: number): string => {
  const events = lineupOf(talks).talks.map(
    ({ speaker, title }, i) =>
      `BEGIN:VEVENT\nUID:${String(i)}\nDTSTART;TZID=Europe/Prague:20250716T173000\nDURATION:PT5M\nSUMMARY:${title} - ${speaker}\nEND:VEVENT\n`,
  );
  return `BEGIN:VCALENDAR\n${events.join('')}END:VCALENDAR\n`;
};

/** Mistakes in each line: they are all looked at, though twenty are told. */
const mistaken = (talks: number): string =>
  `speaker,title,duration\n${'Ann Example,Foo,late\n'.repeat(talks)}`;

const MAKERS: Readonly<Record<string, (talks: number) => string | Uint8Array>> = {
  text: (n) =>
    lineupOf(n)
      .talks.map(({ speaker, title }) => `${speaker} - ${title}\n`)
      .join(''),
  CSV: (n) => writeCsv(lineupOf(n)),
  YAML: (n) => writeYaml(lineupOf(n)),
  JSON: (n) => writeJson(lineupOf(n)),
  mistakes: mistaken,
  frab: (n) => largeExport(n, n * 1000),
  'pentabarf XML': (n) => largeXml(n, n * 1000),
  iCal: calendar,
  xlsx: (n) => xlsx(table(n)),
  ods: (n) => odsOf(table(n)),
};

export async function growth(): Promise<Row[]> {
  let worst = { name: '', times: 0 };
  for (const [name, make] of Object.entries(MAKERS)) {
    const sizes = [Buffer.from(make(TALKS)), Buffer.from(make(2 * TALKS))];
    await quickest(sizes); // Warms up.
    const [once = NaN, twice = NaN] = await quickest(sizes);
    const times = twice / once;
    if (times > worst.times) worst = { name, times };
  }
  const name = `reading twice as many talks, the slowest reader (${worst.name})`;
  return [{ name, value: worst.times, unit: '×', target: '<= 3' }];
}

/**
 * The least time of the CPU for each, in µs: the clock on the wall tells what else the computer does. They
 * take turns, because a computer is quicker in one second than in the next.
 */
async function quickest(sizes: readonly Buffer[]): Promise<number[]> {
  const best = sizes.map(() => Infinity);
  for (let turn = 0; turn < TRIES; turn += 1)
    for (const [i, bytes] of sizes.entries()) {
      const from = process.cpuUsage();
      await readAnything('bench', bytes).catch(() => undefined);
      const { user, system } = process.cpuUsage(from);
      best[i] = Math.min(best[i] ?? Infinity, user + system);
    }
  return best;
}
