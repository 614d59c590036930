import { writeSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule, TestSuite } from 'vitest/node';
import './need.ts';

/** Ends the run with what was skipped and why, with its seed, and with a last line that CI reads. */
export default class Summary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const { SEED: seed } = process.env;
    // Where nothing is random, as in a release's check, there is none.
    const seeds = seed === undefined ? [] : [`Seed of what is random: SEED=${seed} repeats it.`];
    const lines = [...skippedLines(modules), ...seeds, totals(modules, unhandled.length)];
    // Coverage is reported after this hook, and nothing may follow the last line.
    process.once('exit', () => writeSync(1, `\n${lines.join('\n')}\n`));
  }
}

function totals(modules: readonly TestModule[], unhandled: number): string {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const count = (state: string): number =>
    tests.filter((test) => test.result().state === state).length;
  // A file or a suite that could not be collected, or whose hooks failed, counts as a failure.
  const broken = modules
    .flatMap((module) => [module, ...module.children.allSuites()])
    .filter((suite) => suite.errors().length > 0).length;
  const failed = count('failed') + broken + unhandled;
  const skipped = count('skipped');
  const tail = skipped === 0 ? '' : `, ${String(skipped)} skipped`;
  return `${String(count('passed'))} passed, ${String(failed)} failed${tail}`;
}

function skippedLines(modules: readonly TestModule[]): string[] {
  const suites = modules.flatMap((module) => [...module.children.allSuites()]);
  const lines = suites.flatMap((suite) => {
    const { needs } = suite.meta();
    return needs === undefined ? [] : [`  ${nameOf(suite)} needs ${needs}`];
  });
  return lines.length === 0 ? [] : ['Skipped:', ...lines];
}

const nameOf = (suite: TestSuite): string => `${suite.module.relativeModuleId}: ${suite.fullName}`;
