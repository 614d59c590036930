import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, longest first: begun last, one of them would be what a whole run waits
 * for. The order is all that matters, so it needs no care beyond a look at a run's times now and then.
 */
const LONGEST = [
  // Boards one after the other, as a worker serves one kind of tests, and then what is simulated beside the last of them.
  'flash/flash',
  'site/flash',
  'site/try',
  'flash/command',
  'site/guides',
  'firmata/mega',
  'faults/sessions',
  'firmware/long',
  'firmware/fuzz',
  'firmware/noise',
  'conformance/pc',
  'lineup/fuzz',
  'conformance/image',
  'protocol/purity',
  'scenarios/clap',
  'lineup/secrets',
  'podium/trim',
  'lineup/spreadsheet-fuzz',
  'lineup/growth',
  'protocol/player.properties',
  'scenarios/evening',
  'scenarios/kinds',
  'scenarios/grants',
  // What keeps the pace of something real.
  'mirror/browser/whole-session',
  'cli/every-end',
  'mirror/browser/truth',
  'session/killed-calls',
  'cli/revived',
  'mirror/browser/operator',
  'terminal/tmux',
  'mirror/browser/lan',
  'faults/hostile',
  'mirror/browser/firefox-layout',
  'mirror/browser/views',
  'mirror/browser/sheet',
  'mirror/browser/firefox',
  'mirror/browser/podium',
  'cli/clocks',
  'cli/same-session',
  'remotes/mqtt-hostile',
  'mirror/browser/operator-places',
  'faults/numbers',
  'light/doctor',
  'cli/slow-disk',
  'cli/stuck',
  'firmata/light',
  'mirror/browser/screen',
  'mirror/browser/layout',
  'mirror/browser/options',
  'light/auto',
  'cli/report',
  'cli/killed-often',
  'mirror/browser/references',
  'rooms/rooms',
  'cli/disk',
  'cli/killed',
  'mirror/hostile-load',
  'remotes/mqtt',
  'cli/completion',
  'cli/blocked',
  'mirror/report',
  'cli/bad-input',
  'cli/remotes',
  'mirror/browser/screens',
  'mirror/crowd',
  'terminal/phone-code',
  'cli/run',
  'mirror/browser/paste',
  'cli/import',
  'podium/hostile-pty',
  'cli/followed',
  'light/podium',
  'cli/odd-paths',
  'cli/questions',
  'mirror/browser/messages',
  'mirror/prometheus',
  'firmata/faster',
  'podium/hostile',
  'firmata/boards',
  'rooms/crowd',
  'mirror/browser/colours',
  'mirror/browser/key',
  'cli/examples',
  'cli/print',
  'podium/hostile-link',
  'mirror/browser/time-of-day',
  'release/package',
  'podium/hostile-power',
].map((name) => `/tests/${name}.test.ts`);

/** The units fill the waits of what stands before this: one after the other, as a worker serves one kind of tests. */
const THEN_UNITS = LONGEST.findIndex((name) => name.endsWith('/session/killed-calls.test.ts'));

export default class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification): number => {
      if (project.name === 'units') return THEN_UNITS;
      const at = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? LONGEST.length : at;
    };
    return Promise.resolve(files.toSorted((a, b) => place(a) - place(b)));
  }
}
