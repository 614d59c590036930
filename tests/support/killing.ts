/**
 * A session that is pressed at random and killed at a random moment, again and again. What it had
 * acknowledged has to be there afterwards.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mulberry32 } from '../../host/system/random.ts';
import type { Line } from '../../host/journal/journal.ts';
import { HostProcess, type HostOptions } from './host.ts';

export interface Killed {
  /** Presses that were acknowledged, and what of it the journal did not have afterwards. */
  readonly acknowledged: number;
  readonly lost: readonly string[];
  /** What the session that was started again showed otherwise than the journal said. */
  readonly wrong: readonly string[];
  /** From the start of the process to its first answer, in the middle of the same talk; in ms. */
  readonly back: readonly number[];
  /** The same where it was killed while it put an edited lineup into the podium. */
  readonly backFromEdit: readonly number[];
}

/** Longest time that is pressed before a kill, in ms. */
const LONGEST = 250;
/** And between two presses. */
const APART = 15;
/** How far off the clock may be: an uptime is known to 10 ms, and a podium's clock runs at its own rate. */
const OFF = 60;
const EVENTS = ['start', 'finish', 'hold', 'grant', 'skip', 'back', 'undo'] as const;
/** One press in so many is an edit of the lineup. */
const EDITS = 30;

/** `folder`: where the journals are. Every kill is followed by a start. */
export async function killOften(
  folder: string,
  kills: number,
  seed: number,
  options: HostOptions = {},
): Promise<Killed> {
  const random = mulberry32(seed);
  const lost: string[] = [];
  const wrong: string[] = [];
  const back: number[] = [];
  const backFromEdit: number[] = [];
  let acknowledged = 0;
  let host = await HostProcess.start(folder, options);
  try {
    for (let kill = 0; kill < kills; kill++) {
      const made = await pressUntilKilled(host, random, `${String(seed)}.${String(kill)}`);
      acknowledged += made.acknowledged.length;
      const lines = journalIn(folder);
      const there = new Set(lines.flatMap(marksOf));
      lost.push(...made.acknowledged.filter((mark) => !there.has(mark)));
      const from = performance.now();
      host = await HostProcess.start(folder, options);
      const before = uptime();
      const { state, talk, position } = await host.state();
      (made.pending === 'lineup' ? backFromEdit : back).push(performance.now() - from);
      const expected = placeIn(lines);
      // A podium may have taken a press that no line tells yet.
      const known = (options.light ?? 'none') === 'none' || made.pending === undefined;
      if (known && expected !== `${state} at ${String(talk)}`)
        wrong.push(`${String(kill)}: ${state} at ${String(talk)}, by the journal ${expected}`);
      if (known && state === 'running') {
        const [early, late] = [before, uptime()].map((up) => positionIn(lines, up));
        if (!(position > (early ?? NaN) - OFF && position < (late ?? NaN) + OFF))
          wrong.push(`${String(kill)}: at ${String(position)} ms, by the journal ${String(early)}`);
      }
    }
  } finally {
    await host.end();
  }
  return { acknowledged, lost, wrong, back, backFromEdit };
}

interface Made {
  readonly acknowledged: readonly string[];
  /** The press without an answer, of which nobody can say whether it was taken. */
  readonly pending: string | undefined;
}

async function pressUntilKilled(
  host: HostProcess,
  random: () => number,
  name: string,
): Promise<Made> {
  const acknowledged: string[] = [];
  let pending: string | undefined;
  const dead = new AbortController();
  const press = async (number: number): Promise<void> => {
    const drawn = EVENTS[Math.floor(random() * EVENTS.length)] ?? 'start';
    const event = random() < 1 / EDITS ? 'lineup' : drawn;
    const mark = `${name}.${String(number)}-${event}`;
    pending = event;
    const { status } = await host.press(event, bodyOf(event, mark));
    pending = undefined;
    if (status === 200) acknowledged.push(mark);
  };
  await press(0);
  const pressing = (async () => {
    for (let number = 1; !dead.signal.aborted; number++) {
      await press(number);
      await pause(random() * APART);
    }
  })().catch((error: unknown) => {
    if (!dead.signal.aborted) throw error;
  });
  await pause(random() * LONGEST);
  dead.abort();
  await host.end();
  await pressing;
  return { acknowledged, pending };
}

function bodyOf(event: string, mark: string): Readonly<Record<string, unknown>> {
  if (event === 'grant') return { amount: 30_000, request: mark };
  if (event === 'lineup') return { type: 'add', talk: { speaker: mark, title: 'A talk' } };
  return { request: mark };
}

/** Where a session goes on by its journal: one that was closed a moment ago is closed still. */
function placeIn(lines: readonly Line[]): string {
  const last = lines.findLast((line) => 'state' in line && 'now' in line);
  return last ? `${String(last.state)} at ${String(last.now)}` : 'standby at 0';
}

/** Position in the talk that is on, by the journal, when the machine has been up for so many s. */
function positionIn(lines: readonly Line[], up: number): number {
  const last = lines.findLast((line) => 'state' in line && 'now' in line);
  if (!last) return NaN;
  const { elapsed, granted, late = 0 } = last;
  return Number(elapsed) - Number(granted) + Number(late) + (up - last.up) * 1000;
}

/** By what a line can be told to be that of a press. */
const marksOf = ({ request, talks }: Line): string[] => [
  ...(typeof request === 'string' ? [request] : []),
  ...(Array.isArray(talks) ? talks.map(({ speaker }: { speaker: string }) => speaker) : []),
];

/** The journals of the sessions in a folder, oldest first. */
export function journalsIn(folder: string): string[] {
  const sessions = join(folder, 'claplight', 'sessions');
  const names = existsSync(sessions) ? readdirSync(sessions).sort() : [];
  return names.map((name) => join(sessions, name, 'journal.jsonl'));
}

/** The whole lines of the newest journal in a folder. */
export function journalIn(folder: string): Line[] {
  const text = readFileSync(journalsIn(folder).at(-1) ?? '', 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
}

/** Makes the only journal of a folder older by so many s, on the boot clock and on the wall's. */
export function age(folder: string, by: number): void {
  const older = journalIn(folder).map(({ up, time, ...line }) => ({
    ...line,
    up: up - by,
    time: new Date(Date.parse(time) - by * 1000).toISOString(),
  }));
  const text = older.map((line) => `${JSON.stringify(line)}\n`).join('');
  writeFileSync(journalsIn(folder)[0] ?? '', text);
}
