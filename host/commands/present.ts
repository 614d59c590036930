/** Shows a session: the operator's screen or a line an event, the mirror, the autopilot; to its end. */
import type { Clock } from '../system/host-clock.ts';
import { mirrorSentences, openMirror, phonesOf, type WebOptions } from './mirror.ts';
import { autopilot, type Course } from '../session/autopilot.ts';
import type { OpenSession } from './open-session.ts';

export interface Presentation {
  readonly screen: boolean;
  readonly json?: boolean;
  readonly web: WebOptions | undefined;
  /** Called once everything is shown; gives what is called in the end. */
  readonly begun?: (() => Stop) | undefined;
  /** With it, the session runs by itself and ends when it is closed. */
  readonly course?: ((talk: number) => Course) | undefined;
}

/** What `--json` does with each line of the journal. */
export const printLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves when the session has ended in order: quit, signalled, or closed by the autopilot. What cannot
 * be shown ends it too, and is thrown: a MirrorProblem.
 */
export async function present(
  opened: OpenSession,
  clock: Clock,
  options: Presentation,
): Promise<void> {
  const { session, light } = opened;
  const stops: Stop[] = [];
  try {
    await show(opened, clock, options, stops);
  } finally {
    for (const stop of stops) await stop();
    const lost = await session.close();
    if (lost !== undefined) console.error(lost);
    await light.close();
  }
}

type Stop = () => void | Promise<void>;

async function show(
  { session, light, wall }: OpenSession,
  clock: Clock,
  options: Presentation,
  stops: Stop[],
): Promise<void> {
  const { promise: ended, resolve: end } = deferred();
  const mirror = options.web && (await openMirror(session, options.web));
  if (mirror) stops.push(() => mirror.close());
  const withScreen = options.screen && options.json !== true && isTerminal();
  if (withScreen) {
    const { OperatorScreen } = await import('../terminal/screen.ts');
    const screen = new OperatorScreen(session, {
      quit: end,
      speed: clock.speed,
      wall,
      phones: mirror && (await phonesOf(mirror)),
      about: [light.said, ...mirrorSentences(mirror)],
    });
    stops.push(() => {
      screen.stop();
    });
  } else if (options.json === true) {
    for (const sentence of mirrorSentences(mirror)) console.error(sentence);
  } else {
    const { EventLines } = await import('../terminal/lines.ts');
    for (const sentence of [light.said, ...mirrorSentences(mirror)]) console.log(sentence);
    const lines = new EventLines(session, process.stdout, { speed: clock.speed, wall });
    stops.push(() => {
      lines.stop();
    });
  }
  for (const signal of SIGNALS) if (!withScreen) process.once(signal, end);
  if (options.course) stops.push(autopilot(session, clock, options.course, end));
  if (options.begun) stops.push(options.begun());
  await ended;
}

const isTerminal = (): boolean =>
  process.stdout.isTTY && process.stdin.isTTY && process.env.TERM !== 'dumb';

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
