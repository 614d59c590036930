import { expect, it } from 'vitest';
import { need } from '../support/need.ts';
import { fuzz, unreached } from './fuzzing.ts';

/** What runs only at a start, which the fuzzer does not have: resets and cuts have tests of their own. */
const AT_A_START = [
  ...['memory_recall', 'whole', 'undamaged', 'programme_find'],
  ...['go_on', 'player_resume', 'column_resume', 'time_add', 'test'],
];

need('clang++', 'apt-get install clang')('the firmware under libFuzzer, ASan and UBSan', () => {
  it('answers, keeps its stage and touches no byte that is not its own, whatever it is sent', async () => {
    const { lines, findings, said } = await fuzz(Number(process.env.FUZZ_LINES ?? 150_000), 1);
    expect(findings, said).toBe(0);
    expect(lines).toBeGreaterThanOrEqual(150_000);
  }, 300_000);
});

need('llvm-cov', 'apt-get install llvm')('the seeds of the fuzzer', () => {
  it('reach every handler', () => {
    const ofTheBoard = ['clock_waiting'];
    expect(unreached().sort()).toEqual([...AT_A_START, ...ofTheBoard].sort());
  }, 120_000);
});
