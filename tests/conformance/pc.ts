/** The firmware's stage and player, compiled for the PC, held against their TypeScript twins. */
import { spawnSync } from 'node:child_process';
import {
  DIGIT_CHANGEOVERS,
  DIGIT_COUNTS,
  DIGIT_OVERS,
  DIGIT_WIDTHS,
  type DigitsSettings,
} from '../../protocol/digits.ts';
import { encodeProgramme, type Programme } from '../../protocol/programme.ts';
import { positionOf } from '../../protocol/stage.ts';
import { instant } from '../../protocol/time.ts';
import type { Act } from '../support/arbitraries.ts';
import { Twin } from './twin.ts';

const DRIVER = 'firmware/build/pc/driver';

/** Builds the driver; throws with the compiler's words where it does not compile. */
export function build(): void {
  const { status, stderr } = spawnSync('make', ['-s', '-C', 'tests/firmware'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}

/** What both said, line by line, of the same script; equal where they agree. */
export function bothSay(
  programme: Programme,
  script: readonly Act[],
  after: number,
): { readonly firmware: string[]; readonly twin: string[] } {
  const commands = start(programme);
  const twin = new Twin(programme, 'quiet', 0, 0);
  const said: string[] = [];
  let now = 0;
  for (const { wait, event, ago } of script) {
    now += wait;
    const { type, amount = 0 } = event;
    // The driver's clock has no times below 0, as a podium's has none.
    const moment = Math.max(0, now - (ago ?? 0));
    const words = ['event', type, amount / 1000, ...(ago === undefined ? [] : [moment])];
    commands.push(`at ${String(now)}`, words.join(' '), 'look');
    const timed = ago === undefined ? event : { ...event, moment: instant(moment) };
    said.push(twin.event(timed, now), lookOf(twin, now));
  }
  commands.push(`at ${String(now + after)}`);
  twin.passTo(now + after);
  const lines = drive(commands);
  const happened = lines.filter((line) => /^\d/.test(line));
  const answers = lines.filter((line) => line !== '' && !/^\d/.test(line)).slice(2, -1);
  // Each look is followed by an "ok" of its own.
  const looks = answers.flatMap((line, i) =>
    i % 4 === 1 ? [line] : i % 4 === 2 ? [lookFrom(line)] : [],
  );
  return {
    firmware: [
      ...looks,
      ...edgesOf(happened, 'lamps'),
      ...edgesOf(happened, 'buzzer'),
      ...cuesOf(happened),
    ],
    twin: [
      ...said,
      ...changes(twin, 'lamps'),
      ...changes(twin, 'buzzer'),
      ...twin.cues.map(cueText),
    ],
  };
}

/** What both show of a signal that is tried out before the first talk. */
export function bothPractise(
  programme: Programme,
  score: number,
  cue: number,
): { readonly firmware: string[]; readonly twin: string[] } {
  const twin = new Twin(programme, 'quiet', 0, 0);
  twin.practise(score, cue, 5, 3000);
  twin.passTo(20_000);
  const lines = drive([
    ...start(programme),
    'at 3000',
    `practise ${String(score)} ${String(cue)} 5`,
    'at 20000',
  ]);
  const happened = lines.filter((line) => /^\d/.test(line));
  return {
    firmware: [...edgesOf(happened, 'lamps'), ...edgesOf(happened, 'buzzer')],
    twin: [...changes(twin, 'lamps'), ...changes(twin, 'buzzer')],
  };
}

/** What digits say on both, a while after each event: the wait before the next one is short or long. */
export function bothCount(
  programme: Programme,
  script: readonly Act[],
  settings: DigitsSettings,
): { readonly firmware: string[]; readonly twin: string[] } {
  const words = [
    DIGIT_WIDTHS[settings.module],
    DIGIT_COUNTS.indexOf(settings.count),
    DIGIT_OVERS.indexOf(settings.over),
    DIGIT_CHANGEOVERS.indexOf(settings.changeover),
  ];
  const commands = start(programme);
  const twin = new Twin(programme, 'quiet', 0, 0);
  const said: string[] = [];
  let now = 0;
  for (const { wait, event } of script) {
    const { type, amount = 0 } = event;
    commands.push(`event ${type} ${String(amount / 1000)}`);
    twin.event(event, now);
    for (const part of [0, 0.3, 1]) {
      const at = now + Math.floor(part * wait);
      commands.push(`at ${String(at)}`, `digits ${words.join(' ')}`);
      twin.passTo(at);
      said.push(twin.digits(settings, at));
    }
    now += wait;
  }
  return {
    firmware: drive(commands).filter((line) => /^([0-9A-F]{2}){4,8}$/.test(line)),
    twin: said,
  };
}

function start(programme: Programme): string[] {
  const hex = Buffer.from(encodeProgramme(programme)).toString('hex').toUpperCase();
  return ['level quiet', `programme ${hex}`];
}

/** The lines that the driver prints for commands. */
function drive(commands: readonly string[]): string[] {
  const { stdout, status } = spawnSync(DRIVER, {
    input: `${commands.join('\n')}\n`,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the driver ended with ${String(status)}`);
  return stdout.split('\n');
}

const lookOf = ({ stage }: Twin, now: number): string =>
  [stage.state, stage.talk, stage.rev, stage.granted / 1000, positionOf(stage, instant(now))].join(
    ' ',
  );

/** From STATE TALK REV CUE LAMPS BUZZER ELAPSED GRANTED. */
function lookFrom(line: string): string {
  const [state, talk, rev, , , , elapsed, granted] = line.split(' ');
  const position = (elapsed === '-' ? 0 : Number(elapsed)) - Number(granted) * 1000;
  return [state, talk, rev, granted, position].join(' ');
}

function changes(twin: Twin, what: 'lamps' | 'buzzer'): string[] {
  const values = twin.edges.map((edge) => ({ ms: edge.ms, value: Number(edge[what]) }));
  return distinct(values).map(({ ms, value }) => `${String(ms)} ${what} ${String(value)}`);
}

/** What was shown for no time at all is not told by either side. */
function edgesOf(lines: readonly string[], what: string): string[] {
  const values = lines.flatMap((line) => {
    const [ms, name, value] = line.split(' ');
    return name === what ? [{ ms: Number(ms), value: Number(value) }] : [];
  });
  return distinct(values).map(({ ms, value }) => `${String(ms)} ${what} ${String(value)}`);
}

function distinct(
  values: readonly { ms: number; value: number }[],
): { ms: number; value: number }[] {
  const last = values.filter(({ ms }, i) => values[i + 1]?.ms !== ms);
  return last.filter(({ value }, i) => value !== (last[i - 1]?.value ?? 0));
}

const cuesOf = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => {
    const [, name, talk, score, cue, position] = line.split(' ');
    return name === 'cue' ? [`cue ${[talk, score === '0', cue, position].join(' ')}`] : [];
  });

const cueText = ({ talk, changeover, cue, position }: Twin['cues'][number]): string =>
  `cue ${[talk, changeover, cue, position].join(' ')}`;
