import { defineConfig } from 'vitest/config';
import LongestFirst from './tests/support/longest-first.ts';

/** The emulator at work: all CPU, no waiting, and far slower under coverage. */
const EMULATED = ['conformance', 'emulator', 'firmware', 'scenarios'].map(
  (folder) => `tests/${folder}/**/*.test.ts`,
);
/** Of these, what hold parts of the emulator that nothing else does: `npm run coverage` counts them. */
const PARTS = 'tests/emulator/{podium,runner,timer,watchdog}.test.ts';
const UNCOUNTED = [
  ...EMULATED.filter((one) => !one.includes('emulator')),
  'tests/emulator/!(podium|runner|timer|watchdog).test.ts',
];
/**
 * Genuine bootloaders, which give up after a second in which nobody speaks to them: one after the other, with
 * nothing beside them.
 */
const BOARDS = ['tests/flash/**/*.test.ts', 'tests/site/flash.test.ts'];
/** Real ttys, browsers, processes and boards keep a pace of their own: they mostly wait. */
const PACED = [
  ...'cli faults firmata flash light mirror release remotes rooms site system'
    .split(' ')
    .map((folder) => `tests/${folder}/**/*.test.ts`),
  'tests/emulator/tty.test.ts',
  'tests/podium/hostile*.test.ts',
  'tests/session/killed-calls.test.ts',
  'tests/terminal/{phone-code,tmux,screen}.test.ts',
];

// Every random test of a run takes this seed: the summary prints it.
process.env.SEED ??= String(Date.now() % 2 ** 31);
// Times of day have the form of the computer's locale: here one that all computers have.
process.env.LC_ALL = 'C.UTF-8';

/** `npm run coverage` counts the hosts that tests start, too, and what runs in their threads. */
const children = process.env.CHILDREN_COVERAGE;

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    env: children === undefined ? {} : { NODE_V8_COVERAGE: children },
    globalSetup: './tests/support/build.ts',
    reporters: ['default', './tests/support/summary.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'emulated',
          include: EMULATED,
          exclude: children === undefined ? PACED : [...PACED, PARTS],
          env: { NO_COVERAGE: '1' },
          // What one file's image made the emulator translate serves the next.
          isolate: false,
          testTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'units',
          include: ['tests/**/*.test.ts'],
          exclude: [...PACED, ...BOARDS, ...(children === undefined ? EMULATED : UNCOUNTED)],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'paced',
          include: PACED,
          exclude: BOARDS,
          maxWorkers: 4,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'boards',
          include: BOARDS,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
    globals: false,
    restoreMocks: true,
    unstubEnvs: true,
    // What takes this long hangs, on a machine beside other work too; where it is counted, all takes longer.
    testTimeout: children === undefined ? 60_000 : 120_000,
    // What a test polls for has no time of its own: a second was too short on a machine beside other work.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
    coverage: {
      provider: 'custom',
      customProviderModule: './tests/support/coverage.ts',
      include: ['protocol/**/*.ts', 'host/**/*.ts'],
      // Worker threads and pages are not measured by these tests: their logic is tested in process.
      exclude: [
        'protocol/tools/**',
        ...(children === undefined ? ['host/page/**', 'host/**/*worker.ts'] : []),
      ],
      reporter: [['text', { skipFull: true }], 'html'],
      thresholds:
        children === undefined
          ? {
              'protocol/**': { 100: true },
              // A floor that only rises.
              'host/**': { lines: 65, functions: 62, branches: 58, statements: 64 },
            }
          : {},
    },
  },
});
