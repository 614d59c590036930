/** A mirror and a browser that share a network of their own. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Browser } from 'playwright-core';
import type { State } from '../../../protocol/stage.ts';
import { CHROMIUM, launch } from './chromium.ts';
import { ADDRESSES, Namespace } from './namespace.ts';

interface Served {
  readonly url: string;
  readonly token: string;
}

/** The server as a process of its own, which does what lines on its standard input ask. */
export class Server {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: AsyncIterator<string, undefined>;

  constructor(namespace: Namespace, port: string, token: string) {
    const [ip = '', ...words] = namespace.enter;
    const script = ['node', 'dist/tests/mirror/support/serve.js', ADDRESSES.wlan0, port, token];
    this.#child = spawn(ip, [...words, ...script], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#answers = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  async answer(): Promise<Served> {
    const { value } = await this.#answers.next();
    if (value === undefined)
      throw new Error('the mirror did not start: build first (npm run build)');
    return JSON.parse(value) as Served;
  }

  ask(request: object): Promise<Served> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    return this.answer();
  }

  async kill(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}

export class Room {
  readonly browser: Browser;
  readonly #namespace: Namespace;
  readonly #folder: string;
  #server: Server;
  #served: Served;

  private constructor(
    namespace: Namespace,
    folder: string,
    browser: Browser,
    [server, served]: [Server, Served],
  ) {
    this.#namespace = namespace;
    this.#folder = folder;
    this.browser = browser;
    this.#server = server;
    this.#served = served;
  }

  static async open(): Promise<Room> {
    const namespace = new Namespace();
    const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
    const wrapper = join(folder, 'chromium');
    writeFileSync(wrapper, `#!/bin/sh\nexec ${namespace.enter.join(' ')} ${CHROMIUM} "$@"\n`);
    chmodSync(wrapper, 0o755);
    const server = new Server(namespace, '0', '');
    const [served, browser] = await Promise.all([server.answer(), launch(wrapper)]);
    return new Room(namespace, folder, browser, [server, served]);
  }

  get url(): string {
    return this.#served.url;
  }

  get token(): string {
    return this.#served.token;
  }

  /** Puts the stage somewhere. */
  async place(state: State, talk: number, elapsed: number | null): Promise<void> {
    await this.#server.ask({ place: [state, talk, elapsed] });
  }

  async newToken(): Promise<void> {
    this.#served = await this.#server.ask({});
  }

  /** Ends the server as a crash does. */
  async kill(): Promise<void> {
    await this.#server.kill();
  }

  /** Another server in the place of the one that was killed, as a resumed session has it. */
  async serveAgain(): Promise<void> {
    const { port } = new URL(this.url);
    this.#server = new Server(this.#namespace, port, this.token);
    this.#served = await this.#server.answer();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.kill();
    this.#namespace.close();
    rmSync(this.#folder, { recursive: true });
  }
}
