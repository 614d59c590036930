import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, longest first: begun last, one of them would be what a whole run waits
 * for. The order is all that matters, so it needs no care beyond a look at a run's times now and then.
 */
const LONGEST = [
  'flash/flash',
  'site/flash',
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
  'faults/hostile',
  'mirror/browser/firefox-layout',
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
  'flash/command',
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

/** What gives way to others, and fills their waits. */
const GIVE_WAY = ['simulated', 'units'];

export default class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? LONGEST.length : at;
    };
    const sorted = files.toSorted((a, b) => place(a) - place(b));
    const gives = ({ project }: TestSpecification): boolean => GIVE_WAY.includes(project.name);
    return Promise.resolve(
      mixed(
        sorted.filter(gives),
        sorted.filter((file) => !gives(file)),
      ),
    );
  }
}

/** Both lists, each in its order, evenly among each other. */
function mixed<T>(few: readonly T[], many: readonly T[]): T[] {
  const at = (list: readonly T[]) => (one: T, i: number) => ({ one, at: (i + 0.5) / list.length });
  return [...few.map(at(few)), ...many.map(at(many))]
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
