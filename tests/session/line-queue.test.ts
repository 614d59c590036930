/** Lines on their way to a disk that is slow, or takes nothing. The store is a file's own, where a folder stands. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LineFile } from '../../host/journal/line-file.ts';
import { LineQueue } from '../../host/journal/line-queue.ts';
import { openLineThread } from '../../host/journal/line-thread.ts';
import { WAITING_BYTES, WAITING_LINES, WaitingLines } from '../../host/journal/waiting-lines.ts';

describe('lines that wait', () => {
  const all = (waiting: WaitingLines): string[] => {
    const texts: string[] = [];
    while (waiting.oldest) {
      const taken = waiting.take();
      texts.push(...taken);
      waiting.done(taken.length);
    }
    return texts;
  };

  it('are bounded in number: the oldest are given up', () => {
    const waiting = new WaitingLines();
    for (let n = 0; n < WAITING_LINES + 5; n++) waiting.push(`${String(n)}\n`);
    expect(waiting.lost).toBe(5);
    const left = all(waiting);
    expect(left).toHaveLength(WAITING_LINES);
    expect(left[0]).toBe('5\n');
  });

  it('are bounded in bytes, as the disk counts them', () => {
    const waiting = new WaitingLines();
    const line = `${'ü'.repeat(512 * 1024)}\n`;
    for (let n = 0; n < 9; n++) waiting.push(line);
    expect(waiting.lost).toBe(2);
    expect(Buffer.byteLength(all(waiting).join(''))).toBeLessThanOrEqual(WAITING_BYTES);
  });

  it('keep what a session needs to go on: what it is made of, and its newest lineup', () => {
    const waiting = new WaitingLines();
    waiting.push('session\n', 'always');
    for (let n = 0; n < 5; n++)
      waiting.push(`lineup ${String(n)} ${'x'.repeat(2 * 1024 * 1024)}\n`, 'newest');
    for (let n = 0; n < WAITING_LINES; n++) waiting.push(`${String(n)}\n`);
    const left = all(waiting);
    expect(left[0]).toBe('session\n');
    expect(left.filter((text) => text.startsWith('lineup')).map((text) => text[7])).toEqual(['4']);
    expect(left.at(-1)).toBe(`${String(WAITING_LINES - 1)}\n`);
  });

  it('are never given up while they are being written', () => {
    const waiting = new WaitingLines();
    waiting.push('on its way\n');
    expect(waiting.take()).toEqual(['on its way\n']);
    for (let n = 0; n < WAITING_LINES; n++) waiting.push('x\n');
    expect(waiting.lost).toBe(1);
    expect(all(waiting)[0]).toBe('on its way\n');
  });
});

describe('a disk that takes nothing', () => {
  let folder = '';
  let path = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'claplight-queue-'));
    path = join(folder, 'journal.jsonl');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('loses what is beyond the bound, and that is told, while it lasts and when it goes on', async () => {
    const queue = new LineQueue(new LineFile(path));
    mkdirSync(path);
    const said: string[] = [];
    const notices: string[] = [];
    queue.onChange = (mended = queue.trouble ?? 'well', lost = false) => {
      said.push(mended);
      if (lost) {
        notices.push(mended);
        queue.append('notice\n');
      }
    };
    queue.append('session\n', 'always');
    expect(said).toEqual([expect.stringMatching(/cannot be written: this is a folder/)]);
    // Answers wait for no disk that takes nothing.
    await queue.written();
    for (let n = 0; n < 10; n++) queue.append(`${String(n).repeat(1024 * 1024)}\n`);
    expect(queue.trouble).toMatch(/3 of the lines that waited are lost: .* 8 MiB/);
    rmdirSync(path);
    queue.append('again\n');
    expect(queue.trouble).toBeUndefined();
    expect(await queue.close()).toBeUndefined();
    expect(notices).toEqual([
      expect.stringMatching(/works again, but 3 of the lines that waited are lost/),
    ]);
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines.map((line) => line.slice(0, 7))).toEqual([
      'session',
      ...['3', '4', '5', '6', '7', '8', '9'].map((n) => n.repeat(7)),
      'again',
      'notice',
      '',
    ]);
  });
});

describe('a file in its own thread', () => {
  it('takes no line while it is closed, and none twice', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'claplight-queue-'));
    const path = join(folder, 'journal.jsonl');
    const queue = new LineQueue(await openLineThread(path));
    queue.append('last\n');
    const closed = queue.close();
    await queue.written();
    await new Promise((resolve) => setImmediate(resolve));
    queue.append('too late\n');
    expect(await closed).toBeUndefined();
    expect(readFileSync(path, 'utf8')).toBe('last\n');
    rmSync(folder, { recursive: true });
  });
});
