/** Shows a session: the operator's screen or a line an event, the mirror, the autopilot; to its end. */
import { hourOf, otherDay } from '../system/time-of-day.ts';
import type { Clock } from '../system/host-clock.ts';
import { openInBrowser } from '../system/browser.ts';
import { BoundedLines, outliveStreams } from '../system/streams.ts';
import { openMirror, phonesOf, type WebOptions } from './mirror.ts';
import type { WantedRemote } from './remotes.ts';
import { autopilot, type Course } from '../session/autopilot.ts';
import type { RemoteCounts } from '../mirror/families.ts';
import type { Remote } from '../remotes/remote.ts';
import type { SessionView } from '../session/types.ts';
import type { OpenSession } from './open-session.ts';

export interface Presentation {
  readonly screen: boolean;
  readonly json?: boolean;
  readonly web: WebOptions | undefined;
  /** Opens the page of all screens in the browser. */
  readonly open?: boolean;
  /** What is to be said before all else. */
  readonly says?: readonly string[];
  /** What else drives or follows the session. */
  readonly remotes?: readonly WantedRemote[];
  /** Called once everything is shown; gives what is called in the end. */
  readonly begun?: (() => Stop) | undefined;
  /** It has a journal, by which it can go on after an end in the middle of a talk. */
  readonly goesOn?: boolean;
  /** With it, the session runs by itself and ends when it is closed. */
  readonly course?: ((talk: number) => Course) | undefined;
  /** Called when all of it has ended in order, while the process is still alive for sure: says how it went.
   * `kept`: the disk took all of the journal, so it is worth waiting for. */
  readonly told: (kept: boolean) => Promise<void>;
}

/** What `--json` does with each line of the journal. */
export const printLine = (line: string): void => {
  printed ??= new BoundedLines(process.stdout);
  printed.write(line);
};
let printed: BoundedLines | undefined;

const IMPATIENT = ['SIGINT', 'SIGTERM'] as const;

/**
 * Resolves when the session has ended in order: quit, signalled, or closed by the autopilot. What cannot
 * be shown ends it too, and is thrown: a MirrorProblem.
 */
export async function present(
  opened: OpenSession,
  clock: Clock,
  options: Presentation,
): Promise<void> {
  const ended = outliveStreams((sentence) => {
    opened.session.notice(sentence);
  });
  try {
    await options.told(await untilOver(opened, clock, options));
  } finally {
    // Not before: the process does not live much longer.
    ended();
  }
}

async function untilOver(
  opened: OpenSession,
  clock: Clock,
  options: Presentation,
): Promise<boolean> {
  const { session, light } = opened;
  const stops: Stop[] = [];
  // One that could not be shown at all, and goes on from before, is not over by that.
  let over = options.web?.resumed !== true;
  // With no screen, page or podium nothing else would keep the process: it ends by a signal.
  const alive = setInterval(() => undefined, 60_000);
  let kept: boolean;
  try {
    over = isOver(await show(opened, clock, options, stops));
  } finally {
    clearInterval(alive);
    for (const stop of stops) await stop();
    const { state } = session.snapshot().stage;
    const lost = await session.close(over);
    kept = lost === undefined;
    if (lost !== undefined) console.error(lost);
    else if (options.goesOn === true && (state === 'running' || state === 'held'))
      console.error(GOES_ON);
    await light.close();
  }
  return kept;
}

/** A logout or a shutdown ends the program, not the session. */
const isOver = (signal: Signalled): boolean => signal !== 'SIGTERM' && signal !== 'SIGHUP';

const GOES_ON =
  'The talk is not over: start Claplight again with the same lineup to resume it. After ten minutes it asks first; --resume says yes.';

/** What ended it, where that was a signal. */
type Signalled = NodeJS.Signals | undefined;

type Stop = () => void | Promise<void>;

async function show(
  { session, light, wall }: OpenSession,
  clock: Clock,
  options: Presentation,
  stops: Stop[],
): Promise<Signalled> {
  const { promise: ended, resolve: end } = deferred();
  // Before anything is shown: whoever sees it may send one. And with the screen on, too: a screen that has
  // gone listens no more. A second one of these ends the program at once.
  for (const signal of IMPATIENT) process.once(signal, end);
  // A terminal that goes hangs up more than once: only the first may end the session, and in order.
  process.on('SIGHUP', end);
  const remotes = await opened(options.remotes ?? [], session, stops);
  const counts = (): RemoteCounts[] =>
    remotes.map(({ name, remote }) => ({ remote: name, counts: remote.counts() }));
  const web = options.web && (await openMirror(session, options.web, counts));
  const mirror = web?.server;
  const doubt = [...(options.says ?? []), ...doubtOf(session.snapshot().until, wall())];
  const others = (): string[] => remotes.flatMap(({ remote }) => remote.said());
  const said = (): string[] => [...doubt, light.said, ...(web?.said() ?? []), ...others()];
  if (mirror) stops.push(() => mirror.close());
  const withScreen = options.screen && options.json !== true && isTerminal();
  if (withScreen) {
    const { OperatorScreen } = await import('../terminal/screen.ts');
    const screen = new OperatorScreen(session, {
      quit: end,
      speed: clock.speed,
      wall,
      phones: mirror && (await phonesOf(mirror)),
      about: () => [...doubt, light.said, ...(web?.shown() ?? []), ...others()],
      screens: web?.screens,
    });
    stops.push(() => {
      screen.stop();
    });
  } else if (options.json === true) {
    for (const sentence of [...(web?.said() ?? []), ...others()]) console.error(sentence);
  } else {
    const { EventLines } = await import('../terminal/lines.ts');
    for (const sentence of said()) console.log(sentence);
    const lines = new EventLines(session, process.stdout, { speed: clock.speed, wall });
    stops.push(() => {
      lines.stop();
    });
  }
  if (options.course)
    stops.push(
      autopilot(session, clock, options.course, () => {
        end();
      }),
    );
  if (options.begun) stops.push(options.begun());
  if (options.open === true && web)
    await openInBrowser(web.here(), (sentence) => {
      session.notice(sentence);
    });
  return ended;
}

/** Opens the remotes that were asked for, each to be closed in the end. */
async function opened(
  wanted: readonly WantedRemote[],
  session: SessionView,
  stops: Stop[],
): Promise<{ readonly name: string; readonly remote: Remote }[]> {
  const remotes = [];
  for (const { name, open } of wanted) {
    const remote = await open(session);
    stops.push(() => remote.close());
    remotes.push({ name, remote });
  }
  return remotes;
}

/** Around midnight an hour may be meant for either day: which one it was taken for is said. */
function doubtOf(until: number | undefined, now: number): string[] {
  const day = until === undefined ? '' : otherDay(until, new Date(now));
  return until === undefined || day === ''
    ? []
    : [`The room must be free at ${hourOf(until)}${day}.`];
}

const isTerminal = (): boolean =>
  process.stdout.isTTY && process.stdin.isTTY && process.env.TERM !== 'dumb';

function deferred(): {
  readonly promise: Promise<Signalled>;
  readonly resolve: (signal?: NodeJS.Signals) => void;
} {
  let resolve: (signal?: NodeJS.Signals) => void = () => undefined;
  const promise = new Promise<Signalled>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
