import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, longest first: begun last, one of them would be what a whole run waits
 * for. The order is all that matters, so it needs no care beyond a look at a run's times now and then.
 */
const LONGEST = [
  // Boards one after the other, as a worker serves one kind of tests: they wait, and sessions, in processes of their own,
  // fill the time. Then what is simulated.
  'flash/flash',
  'site/flash',
  'faults/sessions',
  'site/try',
  'flash/command',
  'site/guides',
  'firmata/mega',
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
  // What keeps the pace of something real, most of which waits, among what needs the processor.
  'mirror/browser/whole-session',
  'cli/every-end',
  'mirror/browser/truth',
  'session/killed-calls',
  'cli/revived',
  'mirror/browser/operator',
  'terminal/tmux',
  'mirror/browser/lan',
  'mirror/browser/podium',
  'faults/hostile',
  'mirror/browser/firefox-layout',
  'remotes/mqtt-hostile',
  'mirror/browser/views',
  'cli/slow-disk',
  'mirror/browser/sheet',
  'light/doctor',
  'mirror/browser/firefox',
  'cli/stuck',
  'cli/same-session',
  'mirror/browser/operator-places',
  'cli/clocks',
  'faults/numbers',
  'light/auto',
  'cli/killed-often',
  'firmata/light',
  'mirror/browser/layout',
  'mirror/hostile-load',
  'mirror/browser/screen',
  'mirror/browser/references',
  'mirror/crowd',
  'mirror/browser/options',
  'rooms/rooms',
  'cli/report',
  'cli/disk',
  'cli/killed',
  'remotes/mqtt',
  'cli/completion',
  'cli/blocked',
  'mirror/report',
  'cli/bad-input',
  'cli/remotes',
  'mirror/browser/screens',
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
