import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, longest first: begun last, one of them would be what a whole run waits
 * for. The order is all that matters, so it needs no care beyond a look at a run's times now and then.
 */
const LONGEST = [
  'faults/sessions',
  'cli/every-end',
  'cli/same-session',
  'mirror/browser/truth',
  'flash/flash',
  'mirror/browser/sheet',
  'mirror/browser/lan',
  'scenarios/clap',
  'mirror/browser/views',
  'firmware/noise',
  'mirror/browser/operator',
  'mirror/browser/firefox',
  'mirror/browser/podium',
  'firmata/light',
  'cli/revived',
  'scenarios/kinds',
  'light/doctor',
  'scenarios/evening',
  'light/auto',
  'terminal/tmux',
  'scenarios/grants',
  'cli/stuck',
  'flash/command',
  'session/killed-calls',
  'mirror/browser/screen',
  'cli/killed-often',
  'conformance/image',
  'firmware/long',
  'scenarios/mishaps',
  'mirror/browser/references',
  'firmware/fuzz',
  'mirror/hostile-load',
  'podium/trim',
  'cli/clocks',
  'firmware/alone',
  'cli/blocked',
].map((name) => `/tests/${name}.test.ts`);

export default class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? LONGEST.length : at;
    };
    return Promise.resolve(files.toSorted((a, b) => place(a) - place(b)));
  }
}
