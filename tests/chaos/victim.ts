/** A host in a terminal of its own, as people run it: whatever becomes of either, it can be asked. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { PATH_WITH_INHIBITOR } from '../support/path.ts';
import type { Disk } from './disk.ts';

const TOKEN = 'a-token-for-tests';
/** Nothing takes so long, in ms, unless it hangs. */
const HANGS_AFTER = 20_000;

export interface Answered {
  readonly status: number;
  readonly body: string;
  /** In ms. */
  readonly took: number;
}

export interface Setting {
  readonly disk: Disk;
  readonly port: number;
  readonly light: string;
  readonly lineup: string;
  /** `screen`, `plain`: a line an event, or `nowhere`: those go to a disk that is full. */
  readonly output: 'screen' | 'plain' | 'nowhere';
}

export class Victim {
  readonly #terminal: ChildProcess;
  readonly #setting: Setting;
  #pid = 0;

  private constructor(setting: Setting) {
    this.#setting = setting;
    const { disk, port, light, lineup, output } = setting;
    const pidFile = disk.inside('pid');
    rmSync(pidFile, { force: true });
    const shown = { screen: '', plain: '--no-screen', nowhere: '--no-screen > /dev/full' }[output];
    const journal = `--journal ${disk.path}/journal.jsonl`;
    const run = `run ${lineup} --light ${light} --http ${String(port)} --max-streams 50 ${journal} ${shown}`;
    const host = `echo $$ > ${pidFile}; exec ${disk.enter} env ${environment(disk)} ${process.execPath} dist/program/cli.js ${run}`;
    this.#terminal = spawn('socat', ['-', 'SYSTEM:eval $COMMAND,pty,setsid,ctty,stderr'], {
      env: {
        ...process.env,
        TERM: 'xterm',
        PATH: PATH_WITH_INHIBITOR,
        XDG_STATE_HOME: disk.path,
        CLAPLIGHT_TOKEN: TOKEN,
        COMMAND: `trap "" HUP; sh -c '${host}'`,
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#terminal.stdout?.resume();
    this.#terminal.on('error', () => undefined);
    this.#terminal.stdin?.on('error', () => undefined);
  }

  /** Up to its first answer. */
  static async start(setting: Setting): Promise<Victim> {
    const victim = new Victim(setting);
    await until('it answers', async () => {
      victim.#pid = Number(readFileSync(setting.disk.inside('pid'), 'utf8'));
      return (await victim.get('/api/time')).status === 200;
    });
    return victim;
  }

  signal(signal: NodeJS.Signals): void {
    try {
      process.kill(this.#pid, signal);
    } catch {
      // It has gone.
    }
  }

  /** With all its threads: one may still be in the middle of a write when the first has ended. */
  get gone(): boolean {
    try {
      process.kill(this.#pid, 0);
      const folder = `/proc/${String(this.#pid)}`;
      const ended = /^State:\s+Z/m.test(readFileSync(`${folder}/status`, 'utf8'));
      return ended && readdirSync(`${folder}/task`).length === 1;
    } catch {
      return true;
    }
  }

  /** Ends it by a signal, or by the closing of its window; in any case it has gone afterwards. */
  async end(how: NodeJS.Signals | 'window'): Promise<void> {
    this.#terminal.kill('SIGCONT');
    if (how === 'window') this.#terminal.kill('SIGKILL');
    else this.signal(how);
    await until(`it ends by ${how}`, () => Promise.resolve(this.gone));
    this.#terminal.kill('SIGKILL');
  }

  /** Reads nothing that it shows, or does so again. */
  stall(on: boolean): void {
    this.#terminal.kill(on ? 'SIGSTOP' : 'SIGCONT');
  }

  type(text: string): void {
    this.#terminal.stdin?.write(text);
  }

  get(path: string): Promise<Answered> {
    return this.#ask(path);
  }

  post(path: string, body: unknown): Promise<Answered> {
    return this.#ask(path, JSON.stringify(body));
  }

  /** On a connection of its own. Rejects where it is cut. */
  #ask(path: string, body?: string): Promise<Answered> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const asking = request(
        {
          port: this.#setting.port,
          host: '127.0.0.1',
          path,
          method: body === undefined ? 'GET' : 'POST',
          headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
          agent: false,
          timeout: HANGS_AFTER,
        },
        (response) => {
          let text = '';
          response.on('data', (bytes: Buffer) => (text += bytes.toString()));
          response.on('error', reject);
          response.on('end', () => {
            const took = performance.now() - began;
            resolve({ status: response.statusCode ?? 0, body: text, took });
          });
        },
      );
      asking.on('timeout', () => asking.destroy(new Error(`no answer to ${path}`)));
      asking.on('error', reject).end(body);
    });
  }
}

const environment = (disk: Disk): string =>
  Object.entries(disk.env)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

/** Waits for something; what it throws meanwhile is not yet. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + HANGS_AFTER;
  while (!(await holds().catch(() => false))) {
    if (performance.now() > end) throw new Error(`not in time: ${what}`);
    await pause(20);
  }
}
