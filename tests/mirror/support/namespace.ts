/**
 * A network of one address that is not loopback, made for a test and gone after it. Browsers treat
 * plain http on such an address as they do in a real room: it is no secure context.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser } from 'playwright-core';
import type { State } from '../../../protocol/stage.ts';
import { CHROMIUM, launch } from './chromium.ts';

const ADDRESS = '192.168.77.1';

const ip = (...args: string[]): boolean => spawnSync('ip', args).status === 0;

/** Whether this machine lets us make one: as root, with iproute2. */
export function canMakeNamespaces(): boolean {
  const name = `claplight-try-${String(process.pid)}`;
  return ip('netns', 'add', name) && ip('netns', 'del', name);
}

export interface Room {
  readonly browser: Browser;
  readonly url: string;
  readonly token: string;
  place(state: State, talk: number, elapsed: number): void;
  /** A request with the token, made by a page of the room. */
  close(): Promise<void>;
}

/** A mirror and a browser that share a namespace. */
export async function openRoom(): Promise<Room> {
  const name = `claplight-${String(process.pid)}`;
  const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
  if (!ip('netns', 'add', name)) throw new Error('no network namespace could be made');
  ip('-n', name, 'link', 'set', 'lo', 'up');
  ip('-n', name, 'address', 'add', `${ADDRESS}/24`, 'dev', 'lo');
  const wrapper = join(folder, 'chromium');
  writeFileSync(wrapper, `#!/bin/sh\nexec ip netns exec ${name} ${CHROMIUM} "$@"\n`);
  chmodSync(wrapper, 0o755);
  const script = ['node', 'dist/tests/mirror/support/serve.js', ADDRESS];
  const child = spawn('ip', ['netns', 'exec', name, ...script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { url, token } = await firstLine(child);
  const browser = await launch(wrapper);
  return {
    browser,
    url,
    token,
    place(...where) {
      child.stdin.write(`${JSON.stringify(where)}\n`);
    },
    async close() {
      await browser.close();
      child.kill();
      ip('netns', 'del', name);
      rmSync(folder, { recursive: true });
    },
  };
}

async function firstLine({ stdout }: ChildProcess): Promise<{ url: string; token: string }> {
  if (stdout)
    for await (const line of createInterface(stdout))
      return JSON.parse(line) as { url: string; token: string };
  throw new Error('the mirror did not start: build first (npm run build)');
}
