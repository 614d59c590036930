import { defineConfig } from 'vitest/config';
import LongestFirst from './tests/support/longest-first.ts';

/** The emulator at work: all CPU, no waiting. */
const EMULATED = ['conformance', 'emulator', 'firmware', 'scenarios'].map(
  (folder) => `tests/${folder}/**/*.test.ts`,
);
/** Thousands of random inputs, and hours of simulated podiums: single cases of them are among the units. */
const LONG = [
  'tests/faults/sessions.test.ts',
  'tests/lineup/{fuzz,growth,round-trip,secrets,spreadsheet-fuzz}.test.ts',
  'tests/podium/{slept,trim}.test.ts',
  'tests/protocol/{player.properties,purity}.test.ts',
];
/** `npm run coverage` counts those of the emulator's tests that hold parts which nothing else does. */
const UNCOUNTED = [
  ...EMULATED.filter((one) => !one.includes('emulator')),
  'tests/emulator/!(podium|runner|timer|tm1637|watchdog).test.ts',
];
/**
 * Boards in simavr, with genuine bootloaders that give up after a second in which nobody speaks to them, and the
 * site, which flashes one: what is simulated gives way to them, and nothing else runs beside them.
 */
const BOARDS = ['tests/{flash,site}/**/*.test.ts', 'tests/firmata/mega.test.ts'];
/** Real ttys, browsers, brokers, processes and boards keep a pace of their own: they mostly wait. */
const PACED = [
  'tests/{cli,mirror/browser,release}/**/*.test.ts',
  'tests/emulator/tty.test.ts',
  'tests/faults/{hostile,numbers}.test.ts',
  'tests/firmata/{boards,faster,light,mega}.test.ts',
  'tests/light/{auto,doctor,podium}.test.ts',
  'tests/mirror/{crowd,hostile-load,prometheus,report}.test.ts',
  'tests/podium/hostile*.test.ts',
  'tests/remotes/{home-assistant,mqtt,mqtt-hostile}.test.ts',
  'tests/rooms/{alerts,command,crowd,rooms}.test.ts',
  'tests/session/killed-calls.test.ts',
  'tests/terminal/{phone-code,tmux,screen}.test.ts',
];

/**
 * Where vitest loads a module, each use of an imported name is a call, the emulator's loops are half as quick, and what
 * is counted is slower still. So whole programs, real things and the emulator are tested as they were built, which is
 * what people get, and units from the source, which is counted.
 */
const AS_BUILT = {
  resolve: {
    alias: [
      {
        // What pages run is built for them alone.
        find: /^(?:\.\.\/)+(host|protocol)\/(?!page\/)(.+)\.ts$/,
        replacement: `${import.meta.dirname}/dist/$1/$2.js`,
      },
    ],
  },
  test: {
    server: { deps: { external: [/\/dist\/(?:host|protocol)\//] } },
    env: { NO_COVERAGE: '1' },
  },
};

// Every random test of a run takes this seed: the summary prints it.
process.env.SEED ??= String(Date.now() % 2 ** 31);
// Times of day have the form of the computer's locale: here one that all computers have.
process.env.LC_ALL = 'C.UTF-8';
// Where a computer names certificates besides Node's own, each start of a program reads all of them, 40 ms of the
// processor for each of some 600. Tests ask nobody outside.
delete process.env.NODE_EXTRA_CA_CERTS;

/** `npm run coverage` counts the hosts that tests start, too, and what runs in their threads. */
const children = process.env.CHILDREN_COVERAGE;
const countless = children === undefined ? AS_BUILT : { test: {} };

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    env: children === undefined ? {} : { NODE_V8_COVERAGE: children },
    globalSetup: './tests/support/build.ts',
    reporters: ['default', './tests/support/summary.ts'],
    // One file's modules, and what its image made the emulator translate, serve the next.
    isolate: false,
    projects: [
      {
        extends: true,
        ...AS_BUILT,
        test: {
          ...AS_BUILT.test,
          // A board's bootloader does not wait for it.
          setupFiles: './tests/support/gives-way.ts',
          name: 'simulated',
          include: children === undefined ? [...EMULATED, ...LONG] : UNCOUNTED,
          exclude: PACED,
          testTimeout: 240_000,
          // Each makes the emulator's code quick for itself: one more than there are cores, since some wait for a program.
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        ...countless,
        test: {
          ...countless.test,
          name: 'boards',
          include: BOARDS,
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'units',
          include: ['tests/**/*.test.ts'],
          exclude: [
            ...PACED,
            ...BOARDS,
            ...(children === undefined ? [...EMULATED, ...LONG] : UNCOUNTED),
          ],
          maxWorkers: 7,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        ...countless,
        test: {
          ...countless.test,
          name: 'paced',
          include: PACED,
          exclude: BOARDS,
          // Processes by the dozen, each of which waits for its turn on two cores.
          testTimeout: 120_000,
          maxWorkers: 7,
          sequence: { groupOrder: 1 },
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
      // Worker threads and pages are not measured by the units: their logic is tested in process.
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
              'host/**': { lines: 80, functions: 79, branches: 73, statements: 79 },
            }
          : {},
    },
  },
});
