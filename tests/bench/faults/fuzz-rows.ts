/** The firmware on the PC under libFuzzer, ASan and UBSan. */
import { fuzz } from '../../firmware/fuzzing.ts';
import type { Row } from '../row.ts';

/** Fifty million lines, which take about half an hour, with BENCH_LONG; else some seconds' worth. */
const LINES = process.env.BENCH_LONG === undefined ? 800_000 : 50_000_000;
const SEED = 20_261_122;

export async function fuzzed(): Promise<Row[]> {
  const { lines, findings } = await fuzz(LINES, SEED);
  return [
    {
      name: 'fuzzed lines, firmware on the PC, ASan and UBSan',
      value: lines / 1e6,
      unit: 'million',
      target: `>= ${String(LINES / 1e6)}`,
    },
    { name: 'findings in them', value: findings, unit: '', target: '<= 0' },
  ];
}
