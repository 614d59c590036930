/** The journal's writer is killed at each of its system calls, and each of them fails, one by one. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Line } from '../../host/journal/journal.ts';
import { LineFile } from '../../host/journal/line-file.ts';
import { LineQueue } from '../../host/journal/line-queue.ts';
import { readSession } from '../../host/commands/read-session.ts';
import { need } from '../support/need.ts';

const WRITER = join(import.meta.dirname, '../../dist/tests/session/writer.js');
/** Presses of the writer, in order. */
const ALL = ['a', 'b', 'c', 'd', 'e'];
/** Longer than a line waits for the disk (ms). */
const UNTIL_SYNCED = 600;
/** What the journal and its lock are written with; `?`: not every machine has it. */
const CALLS: readonly [call: string, linger: number][] = [
  ['openat', 0],
  ['?link,?linkat', 0],
  ['write', 0],
  // In the middle of the session, and at its end.
  ['fsync', UNTIL_SYNCED],
  ['fsync', 0],
  ['ftruncate', 0],
  ['close', 0],
  ['?unlink,?unlinkat', 0],
];
const TORN = '{"seq":1,"time":"20';

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claplight-calls-'));
  path = join(folder, 'j.jsonl');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Ran {
  readonly status: number | null;
  readonly acknowledged: readonly string[];
}

/** `inject` says what becomes of which call. */
function write(inject: string, linger = 0): Ran {
  const calls = inject.slice(0, inject.indexOf(':'));
  const paths = ['-P', path, ...(inject.includes('error') ? [] : ['-P', `${path}.lock`])];
  const traced = ['-f', '-qq', '-o', '/dev/null', ...paths];
  const what = ['-e', `trace=${calls}`, '-e', `inject=${inject}`];
  const line = [process.execPath, WRITER, path, String(linger)];
  const { status, stdout } = spawnSync('strace', [...traced, ...what, ...line], {
    encoding: 'utf8',
  });
  return { status, acknowledged: stdout.split('\n').filter((one) => one !== '') };
}

/** Throws where the file holds anything but whole lines. */
const lines = (): Line[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);

const requests = (): unknown[] => lines().flatMap(({ request }) => request ?? []);

/** What holds after a writer was killed, whenever that was. */
function expectAcknowledged({ acknowledged }: Ran, what: string): void {
  // Half a line, as a kernel that stops in the middle would leave it; and its lock is there still.
  appendFileSync(path, TORN);
  const found = readSession(path);
  if (acknowledged.length > 0) expect(found, what).toMatchObject({ torn: true });
  const said: unknown[] = [];
  const next = new LineQueue(new LineFile(path));
  next.onChange = (mended) => said.push(mended);
  next.append('{}\n');
  void next.close();
  expect(said, what).toEqual(['the last line of the journal was incomplete and was removed']);
  // One more may have been written that nobody was told of.
  const written = requests();
  expect([acknowledged, ALL.slice(0, acknowledged.length + 1)], what).toContainEqual(written);
}

need('strace', 'apt install strace')('a journal', () => {
  it.each(CALLS)(
    'whose writer is killed at %s, each in turn, has what was acknowledged',
    (call, linger) => {
      let fired = 0;
      for (;;) {
        rmSync(path, { force: true });
        rmSync(`${path}.lock`, { force: true });
        if (call === 'ftruncate') writeFileSync(path, TORN);
        const ran = write(`${call}:signal=SIGKILL:when=${String(fired + 1)}`, linger);
        if (ran.status === 0) break;
        fired += 1;
        expectAcknowledged(ran, `${call} ${String(fired)}`);
      }
      expect(requests()).toEqual(ALL);
      expect(fired).toBeGreaterThan(0);
    },
  );

  it.each([
    ['openat', 'EROFS'],
    ['write', 'ENOSPC'],
    ['fsync', 'EIO'],
  ])('that is refused %s once (%s), each in turn, is whole in the end', (call, error) => {
    for (let n = 1; n <= (call === 'write' ? 13 : 2); n++) {
      rmSync(path, { force: true });
      const inject = `${call}:error=${error}:when=${String(n)}`;
      const ran = write(inject, call === 'fsync' ? UNTIL_SYNCED : 0);
      expect(ran, inject).toEqual({ status: 0, acknowledged: ALL });
      expect(
        lines().map(({ seq }) => seq),
        inject,
      ).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
    }
  });

  it('that is refused everything from some moment on has whole lines up to then', () => {
    const ran = write('write:error=ENOSPC:when=6+');
    expect(ran).toEqual({ status: 0, acknowledged: ALL });
    const seqs = lines().map(({ seq }) => seq);
    // What comes together is written together.
    expect(seqs.length).toBeGreaterThanOrEqual(5);
    expect(seqs.length).toBeLessThan(13);
    expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  });
});
