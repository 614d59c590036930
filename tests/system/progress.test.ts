import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withProgress } from '../../host/system/progress.ts';
import { need } from '../support/need.ts';
import { Rig } from '../light/rig.ts';
import { TerminalRun } from '../support/terminal.ts';

const CLEARED = '\r\u001b[K';

class Line {
  readonly written: string[] = [];
  readonly isTTY: boolean;
  readonly columns = 30;

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(text: string): boolean {
    this.written.push(text);
    return true;
  }
}

const during = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe('what is waited for', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('is not shown where it is over within a second', async () => {
    const stream = new Line(true);
    const over = withProgress('reading', () => during(900), { stream });
    await vi.advanceTimersByTimeAsync(1000);
    await over;
    expect(stream.written).toEqual([]);
  });

  it('is shown with its seconds, and taken away', async () => {
    const stream = new Line(true);
    const over = withProgress('reading', () => during(2600), { stream });
    await vi.advanceTimersByTimeAsync(3000);
    await over;
    expect(stream.written).toEqual([
      ...['(1 s)', '(1 s)', '(2 s)', '(2 s)'].map((far) => `${CLEARED}reading ${far}`),
      CLEARED,
    ]);
  });

  it('tells how far it is, and with what', async () => {
    const stream = new Line(true);
    const work = async ({ at }: { at: (n: number, of: number, what?: string) => void }) => {
      await during(1200);
      at(1, 4, 'writing');
      at(1, 4, 'writing');
      at(4, 4, 'reading back');
    };
    const over = withProgress('resetting', work, { stream });
    await vi.advanceTimersByTimeAsync(1300);
    await over;
    expect(stream.written.slice(1)).toEqual([
      `${CLEARED}writing 25 %`,
      `${CLEARED}reading back 100 %`,
      CLEARED,
    ]);
  });

  it('fits the line, and goes when the work fails', async () => {
    const stream = new Line(true);
    const work = (): Promise<never> => Promise.reject(new Error('no'));
    const long = 'x'.repeat(60);
    await expect(withProgress(long, work, { stream, atOnce: true })).rejects.toThrow('no');
    expect(stream.written).toEqual([`${CLEARED}${'x'.repeat(29)}`, CLEARED]);
  });

  it('is not shown where nobody sits at a terminal', async () => {
    const stream = new Line(false);
    const over = withProgress('reading', () => during(5000), { stream, atOnce: true });
    await vi.advanceTimersByTimeAsync(6000);
    await over;
    expect(stream.written).toEqual([]);
  });
});

need('socat', 'apt install socat')('on a real terminal', () => {
  it('an address that takes its time is shown as being fetched', async () => {
    const server = createServer((_, response) => {
      // Longer than nobody wonders; what the line says in between is waited for.
      setTimeout(() => response.end('Ann Example - Foo\n'), 1800);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/list`;
    const run = new TerminalRun(['check', address]);
    await run.until(/fetching http:\S+ \(1 s\)/);
    await run.until(/\r.\[K[^\r]*Ann Example/);
    expect(await run.code()).toBe(0);
    server.close();
  });

  it('so is a light that is looked for, by a session and by a command', async () => {
    // A cable on whose other end nobody answers.
    const rig = new Rig();
    await rig.plug();
    const session = new TerminalRun(['run', '--light', rig.path, '--no-http', '--fresh'], {
      XDG_STATE_HOME: mkdtempSync(join(tmpdir(), 'claplight-')),
    });
    await session.until(/getting the light ready \(1 s\)/);
    session.close();
    const wiring = new TerminalRun(['wiring', '--port', rig.path]);
    await wiring.until(/looking for the podium \(1 s\)/);
    wiring.close();
    await rig.close();
  });

  it('a long journal is named before it is read', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'claplight-large-')), 'journal.jsonl');
    writeFileSync(file, `${'x'.repeat(999)}\n`.repeat(20_000));
    const run = new TerminalRun(['report', file]);
    await run.until(/reading \S+journal\.jsonl \(0 s\)/);
    expect(await run.code()).toBe(2);
  });

  it('a large file is named before it is read', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'claplight-large-')), 'large.json');
    writeFileSync(file, `{"talks": ${' '.repeat(5_000_000)}`);
    const run = new TerminalRun(['check', file]);
    await run.until(/reading \S+large\.json \(0 s\)/);
    expect(await run.code()).toBe(2);
  });
});
