import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, longest first: begun last, one of them would be what a whole run waits
 * for. The order is all that matters, so it needs no care beyond a look at a run's times now and then.
 */
const LONGEST = [
  'faults/sessions',
  'mirror/browser/whole-session',
  'cli/every-end',
  'mirror/browser/truth',
  'mirror/browser/lan',
  'cli/same-session',
  'terminal/tmux',
  'site/try',
  'mirror/browser/operator',
  'cli/slow-disk',
  'podium/trim',
  'remotes/mqtt-hostile',
  'flash/flash',
  'faults/hostile',
  'mirror/browser/firefox-layout',
  'site/flash',
  'mirror/browser/podium',
  'mirror/browser/views',
  'mirror/browser/operator-places',
  'faults/numbers',
  'firmata/light',
  'light/auto',
  'cli/killed-often',
  'mirror/browser/firefox',
  'session/killed-calls',
  'cli/revived',
  'cli/stuck',
  'mirror/browser/sheet',
  'mirror/browser/screen',
  'cli/clocks',
  'cli/report',
  'light/doctor',
  'mirror/browser/options',
  'mirror/browser/layout',
  'site/guides',
  'mirror/browser/references',
  'podium/slept',
  'lineup/spreadsheet',
  'rooms/rooms',
  'firmware/noise',
  'protocol/purity',
  'lineup/fuzz',
  'cli/killed',
  'firmware/long',
  'light/podium',
  'mirror/hostile-load',
  'cli/bad-input',
  'remotes/mqtt',
  'cli/completion',
  'cli/blocked',
  'mirror/crowd',
  'cli/import',
  'mirror/browser/screens',
  'cli/disk',
  'firmware/fuzz',
  'flash/command',
  'protocol/player.properties',
  'lineup/growth',
  'cli/run',
  'podium/hostile-pty',
  'mirror/browser/paste',
  'mirror/browser/messages',
  'system/progress',
  'cli/odd-paths',
  'mirror/report',
  'cli/followed',
  'mirror/paste',
  'conformance/pc',
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
