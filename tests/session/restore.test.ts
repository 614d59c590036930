import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MachineTime } from '../../host/system/machine-time.ts';
import { freshPlaces, sessionsIn } from '../../host/commands/session-folders.ts';
import { isRecent } from '../../host/session/restore.ts';
import { readSession } from '../../host/commands/read-session.ts';
import { Turns } from '../../host/session/turns.ts';
import { stand } from './stand.ts';

const NOW = new Date('2026-05-15T17:30:00Z');
const BOOT = 'this start of the machine';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claplight-restore-'));
});

const session = (...more: readonly object[]): string => {
  const line = { time: NOW.toISOString(), up: 1000, ms: 0 };
  const talks = [{ id: 1, speaker: 'Samir', title: 'Data' }];
  const first = { type: 'session', what: 'begin', light: 'none', boot: BOOT };
  return [first, { type: 'lineup', what: 'begin', talks }, ...more]
    .map((one, i) => `${JSON.stringify({ seq: i + 1, ...line, ...one })}\n`)
    .join('');
};

const START = { type: 'start', state: 'running', now: 0, elapsed: 0, granted: 0 };

/** The machine's clocks, so many s after the journal's last line. */
const later = (up: number, wall: number, boot = BOOT): MachineTime => ({
  wall: () => NOW.getTime() + wall * 1000,
  sinceBoot: () => (1000 + up) * 1000,
  boot,
});

function found(times: MachineTime): { elapsed: number | null; recent: boolean } {
  const path = join(folder, 'session-a.jsonl');
  writeFileSync(path, session(START));
  const old = readSession(path, times);
  if (!old) throw new Error('nothing found');
  return { elapsed: old.place().elapsed, recent: isRecent(old) };
}

const DAY = 24 * 3600;

describe('a session that ended in order', () => {
  const unfinished = (...more: readonly object[]): boolean | undefined => {
    const path = join(folder, 'session-a.jsonl');
    writeFileSync(path, session(...more, { type: 'session', what: 'end' }));
    return readSession(path, later(60, 60))?.unfinished;
  };
  const talks = [{ id: 2, speaker: 'Ana', title: 'Walked in' }];
  const SKIP = { type: 'skip', id: 1, state: 'closed', now: 1, elapsed: null, granted: 0 };

  it('is unfinished where something was done and it was not closed', () => {
    expect(unfinished()).toBe(false);
    expect(unfinished({ type: 'lineup', what: 'add', talks })).toBe(true);
    expect(unfinished(SKIP)).toBe(false);
    expect(unfinished(START)).toBe(true);
  });
});

describe('a session that was cut off', () => {
  it.each([
    ['a minute ago', later(60, 60), 60_000, true],
    ['a minute ago, the clock set ahead by a day', later(60, 60 + DAY), 60_000, true],
    ['a minute ago, the clock set back by a day', later(60, 60 - DAY), 60_000, true],
    ['11 minutes ago', later(660, 660), 660_000, false],
    ['11 minutes ago, the clock set back by that', later(660, 0), 660_000, false],
    ['a minute ago, the machine started anew', later(-990, 60, 'b'), 60_000, true],
    ['a minute ago, another start of longer', later(5000, 60, 'b'), 60_000, true],
    ['before the clock was set back and the machine started', later(-9, -DAY, 'b'), 0, false],
  ])('%s', (_, times, elapsed, recent) => {
    expect(found(times)).toEqual({ elapsed, recent });
  });

  it('knows which lineup its podium holds: edits made out of its reach are not in it', () => {
    const path = join(folder, 'session-a.jsonl');
    const edit = (rev: number, names: string[], alone: boolean): object[] => [
      { ...START, type: 'stage', rev, podium: 1, ...(alone && { alone }) },
      {
        type: 'lineup',
        what: 'add',
        talks: names.map((speaker, i) => ({ id: i + 1, speaker, title: 'Data' })),
      },
    ];
    const heard = [{ ...START, rev: 1, podium: 1 }, ...edit(2, ['Samir', 'Chuk'], false)];
    writeFileSync(path, session(...heard, ...edit(3, ['Samir', 'Chuk', 'Lukas'], true)));
    const old = readSession(path, later(0, 0));
    expect(old?.items).toHaveLength(3);
    expect(old?.podium).toMatchObject({ boot: 1, rev: 2 });
    expect(old?.podium?.items.map(({ talk }) => talk.speaker)).toEqual(['Samir', 'Chuk']);
  });

  it('is read without what a crash made of its last line, and left alone', () => {
    const path = join(folder, 'session-a.jsonl');
    const text = `${session(START)}{"seq":4,"type":"finish","state":"standby"`;
    writeFileSync(path, text);
    expect(readSession(path, later(0, 0))).toMatchObject({ torn: true, seq: 3 });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('answers a press as it did before', async () => {
    const path = join(folder, 'session-a.jsonl');
    const { session: first } = stand(undefined, path);
    const press = { type: 'start', by: 'web', request: 'a' } as const;
    const answer = await first.act(press);
    const old = readSession(path);
    const turns = new Turns(() => Promise.resolve(), old?.answers);
    const again = turns.once('a', () => Promise.reject(new Error('it acts twice')));
    expect(await again).toEqual(answer);
    await first.close();
  });
});

const newest = (): string => [...sessionsIn(folder)][0]?.path ?? '';

describe('the folders of sessions', () => {
  it('gives the newest in which a session was begun', () => {
    writeFileSync(join(folder, 'session-1.jsonl'), session());
    writeFileSync(join(folder, 'session-2.jsonl'), session(START));
    writeFileSync(join(folder, 'session-3.jsonl'), '');
    expect(newest()).toBe(join(folder, 'session-2.jsonl'));
    expect([...sessionsIn(join(folder, 'none'))]).toEqual([]);
  });

  it('names a new one behind all others, if the clock was set back too', () => {
    for (const hours of [0, -1, -2, 3]) {
      const date = new Date(NOW.getTime() + hours * 3600_000);
      const { folder: own, journal } = freshPlaces(folder, date, 'Room 1, ground floor');
      expect(basename(own)).toMatch(/^2026-05-15-.*-room-1-ground-floor$/);
      mkdirSync(own, { recursive: true });
      writeFileSync(journal, session({ ...START, hours }));
      const text = readFileSync(newest(), 'utf8');
      expect(text).toContain(`"hours":${String(hours)}`);
    }
  });
});
