/** A report of a journal that nobody will ever have: a million lines. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, type Row } from './row.ts';

const LINES = 1_000_000;
const TALKS = 12;

/** A process of its own, so that its memory is the reading's alone. */
const READ = `
  const { readReport } = await import(process.argv[1]);
  const from = performance.now();
  const { journal } = readReport(process.argv[2]);
  const took = (performance.now() - from) / 1000;
  const { readFileSync } = await import('node:fs');
  const [, kilobytes] = /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  console.log(JSON.stringify({ lines: journal.lines, took, kilobytes: Number(kilobytes) }));
`;
const READER = new URL('../../host/commands/session-report.js', import.meta.url).href;

interface Told {
  readonly lines: number;
  readonly took: number;
  readonly kilobytes: number;
}

export function longJournal(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
  const path = join(folder, 'journal.jsonl');
  write(path);
  const args = ['--input-type=module', '-e', READ, READER, path];
  const told = Array.from({ length: 3 }, () => {
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return JSON.parse(stdout) as Told;
  });
  rmSync(folder, { recursive: true });
  if (told.some(({ lines }) => lines !== LINES)) throw new Error('lines were lost');
  const name = 'report of a journal of 1,000,000 lines';
  return [
    { name, value: median(told.map(({ took }) => took)), unit: 's', target: '<= 3' },
    {
      name: `${name}, memory at most`,
      value: Math.max(...told.map(({ kilobytes }) => kilobytes)) / 1024,
      unit: 'MB',
      target: '<= 150',
    },
  ];
}

/** One session that is opened again and again, talk after talk, with pauses, grants and all its signals. */
function write(path: string): void {
  const file = openSync(path, 'w');
  let part: string[] = [];
  let seq = 0;
  const add = (ms: number, fields: object): void => {
    seq += 1;
    const time = new Date(1_795_000_000_000 + ms).toISOString();
    part.push(`${JSON.stringify({ seq, time, up: 1000 + ms / 1000, ms, ...fields })}\n`);
    if (part.length < 10_000 && seq < LINES) return;
    writeSync(file, part.join(''));
    part = [];
  };
  const talks = Array.from({ length: TALKS }, (_, i) => ({
    ...{ id: i + 1, speaker: `Speaker ${String(i)}`, title: `Talk number ${String(i)}` },
    length: 300_000,
  }));
  add(0, { type: 'session', what: 'begin', light: 'virtual podium', changeover: 60_000 });
  add(0, { type: 'lineup', what: 'begin', talks });
  const cues = ['go', 'one-finger', 'two-finger', 'applause', 'overtime'];
  for (let n = 0; seq < LINES; n++) {
    const talk = n % TALKS;
    const at = n * 400_000;
    const on = { by: 'terminal', rev: n, talk, id: talk + 1, now: talk, granted: 0, podium: 1 };
    const lines: (readonly [number, object])[] = [
      [0, { type: 'start', ...on, state: 'running', elapsed: 0 }],
      [90_000, { type: 'hold', ...on, state: 'held', elapsed: 90_000 }],
      [95_000, { type: 'start', ...on, state: 'running', elapsed: 90_000 }],
      ...cues.map((cue, number) => {
        const due = [0, 240_000, 280_000, 300_000, 330_000][number] ?? 0;
        const shown = { type: 'cue', talk, cue, number, due, shown: due + 1.2, player: 'podium' };
        return [due + 5000, shown] as const;
      }),
      [
        340_000,
        { type: 'finish', ...on, took: 335_000, state: 'standby', now: talk + 1, elapsed: 0 },
      ],
      ...(talk === TALKS - 1
        ? [[350_000, { type: 'reopen', ...on, state: 'standby', now: 0, elapsed: 0 }] as const]
        : []),
    ];
    for (const [ms, fields] of lines) if (seq < LINES) add(at + ms, fields);
  }
  closeSync(file);
}
