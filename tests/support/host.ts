/** The host as a process of its own, as people run it: it can be killed, stopped and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import type { StateDocument } from '../../host/session/state-document.ts';
import { PATH_WITH_INHIBITOR } from './path.ts';

export const TOKEN = 'a-token-for-tests';
const HEADERS = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };

export interface HostOptions {
  readonly light?: string;
  /** More of the command line. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A program, with its arguments, that runs the host. */
  readonly under?: readonly string[];
}

export interface Answered {
  readonly status: number;
  readonly ok?: boolean;
  readonly rev?: number;
  readonly sentence?: string;
}

export class HostProcess {
  readonly child: ChildProcess;
  address = '';
  /** Lines of its standard output and error so far. */
  readonly out: string[] = [];
  readonly err: string[] = [];

  private constructor(state: string, { light = 'none', args = [], env, under }: HostOptions) {
    const line = ['dist/program/cli.js', 'run', '--light', light, '--http', '0', '--no-screen'];
    const all = [...(under ?? []), process.execPath, ...line, ...args];
    this.child = spawn(all[0] ?? '', all.slice(1), {
      env: {
        ...process.env,
        PATH: PATH_WITH_INHIBITOR,
        XDG_STATE_HOME: state,
        CLAPLIGHT_TOKEN: TOKEN,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { stdout, stderr } = this.child;
    if (stdout) createInterface(stdout).on('line', (text) => this.out.push(text));
    if (stderr) createInterface(stderr).on('line', (text) => this.err.push(text));
  }

  /** Up to the moment when its pages can be asked; `state` is the folder of its journals. */
  static async start(state: string, options: HostOptions = {}): Promise<HostProcess> {
    const host = new HostProcess(state, options);
    await host.until(() => {
      const found = [...host.out, ...host.err].map((line) => MIRROR.exec(line)?.[1]);
      host.address = found.find((one) => one !== undefined) ?? '';
      return host.address !== '';
    });
    return host;
  }

  /** One that is expected to refuse: its exit code and what it said. */
  static async refused(
    state: string,
    options: HostOptions = {},
  ): Promise<{ readonly code: number | null; readonly err: string }> {
    const host = new HostProcess(state, options);
    const [code] = (await once(host.child, 'close')) as [number | null];
    return { code, err: host.err.join('\n') };
  }

  async state(): Promise<StateDocument> {
    const { body } = await ask(`${this.address}/api/state`);
    return JSON.parse(body) as StateDocument;
  }

  async press(event: string, body: Readonly<Record<string, unknown>> = {}): Promise<Answered> {
    const answer = await ask(`${this.address}/api/${event}`, JSON.stringify(body));
    return { ...(JSON.parse(answer.body) as object), status: answer.status };
  }

  /** What the operator's page is sent at first. */
  document(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const url = `${this.address}/api/events`;
      const asking = request(url, { headers: HEADERS, agent: false }, (response) => {
        let text = '';
        response.on('data', (bytes: Buffer) => {
          text += bytes.toString();
          const found = /^data: ?(\{.*\})$/m.exec(text)?.[1];
          if (found === undefined) return;
          asking.destroy();
          resolve(JSON.parse(found));
        });
      });
      asking.on('error', reject).end();
    });
  }

  /** Waits for something that it does in real time. Throws when it ends meanwhile. */
  async until(true_: () => boolean): Promise<void> {
    const began = performance.now();
    while (!true_()) {
      if (this.gone || performance.now() - began > HANGS_AFTER)
        throw new Error(`${this.gone ? 'it ended' : 'it hangs'}: ${this.err.join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
  }

  get gone(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.gone) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }
}

/** A connection of its own for each: a fetch may wait for ever on one whose server was killed. */
function ask(url: string, body?: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const asking = request(url, { method, headers: HEADERS, agent: false }, (response) => {
      let text = '';
      response.on('data', (bytes: Buffer) => (text += bytes.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: text });
      });
      response.on('error', reject);
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

const MIRROR = /^Projector: (http:\S+?)\/(,|$)/;
/** Nothing here takes so long unless it hangs. */
const HANGS_AFTER = 60_000;
const LOOK_EVERY = 2;
