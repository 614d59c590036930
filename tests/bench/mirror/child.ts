/** The servers that the bench measures, each a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Served {
  readonly port: number;
  readonly token: string;
  /** Resident memory in MB. */
  resident(): number;
  close(): void;
}

export async function serve(kind: 'ours' | 'bare'): Promise<Served> {
  const child = spawn(process.execPath, ['dist/tests/bench/mirror/serve.js', kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { port, token } = await firstLine(child);
  return {
    port,
    token,
    resident() {
      const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    close() {
      child.kill('SIGKILL');
    },
  };
}

async function firstLine(child: ChildProcess): Promise<{ port: number; token: string }> {
  if (!child.stdout) throw new Error('the server has no output');
  for await (const line of createInterface(child.stdout))
    return JSON.parse(line) as { port: number; token: string };
  throw new Error('the server ended before it listened');
}
