/**
 * Firefox without a window, driven by its own protocol, Marionette. Runs in a network of its own, where
 * socat reaches it; tells what Firefox itself has recorded of wake locks.
 */
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Namespace } from './namespace.ts';

const FIREFOX = '/usr/bin/firefox-esr';
export const hasFirefox = existsSync(FIREFOX);

/** Nobody else listens in a network that was made for this. */
const PORT = '2828';
const RECORD = `const power = Cc['@mozilla.org/power/powermanagerservice;1']
    .getService(Ci.nsIPowerManagerService);
  return ['screen', 'video-playing'].filter(
    (topic) => power.getWakeLockState(topic) === 'locked-foreground');`;

type Answer = readonly [type: number, id: number, error: object | null, result: unknown];

export class Firefox {
  readonly #folder: string;
  readonly #browser: ChildProcess;
  readonly #line: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting: ((message: unknown) => void)[] = [];
  #received: Buffer = Buffer.alloc(0);
  #sent = 0;

  private constructor(namespace: Namespace, preferences: Readonly<Record<string, unknown>>) {
    this.#folder = mkdtempSync(join(tmpdir(), 'claplight-firefox-'));
    const lines = Object.entries({ 'marionette.port': Number(PORT), ...preferences }).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    writeFileSync(join(this.#folder, 'user.js'), lines.join(''));
    const [ip = '', ...words] = namespace.enter;
    const flags = ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote'];
    this.#browser = spawn(ip, [...words, FIREFOX, ...flags, '--profile', this.#folder], {
      stdio: 'ignore',
      env: { ...process.env, HOME: this.#folder },
    });
    const reach = `TCP:127.0.0.1:${PORT},retry=300,interval=0.1`;
    this.#line = spawn(ip, [...words, 'socat', '-', reach], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#line.stdout.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#read();
    });
  }

  static async start(
    namespace: Namespace,
    preferences: Readonly<Record<string, unknown>> = {},
  ): Promise<Firefox> {
    const firefox = new Firefox(namespace, preferences);
    // It greets first.
    await firefox.#next();
    await firefox.#ask('WebDriver:NewSession', {});
    return firefox;
  }

  goto(url: string): Promise<unknown> {
    return this.#ask('WebDriver:Navigate', { url });
  }

  /** Runs a script in the page, which gives something with `return`. */
  run(script: string): Promise<unknown> {
    return this.#ask('WebDriver:ExecuteScript', { script, args: [] });
  }

  /** The wake locks that Firefox has recorded for a page that is seen. */
  async locks(): Promise<unknown> {
    await this.#ask('Marionette:SetContext', { value: 'chrome' });
    const found = await this.run(RECORD);
    await this.#ask('Marionette:SetContext', { value: 'content' });
    return found;
  }

  /** Gives the page a place of so many CSS pixels, whatever the window has. */
  async size(width: number, height: number): Promise<void> {
    await this.#ask('Marionette:SetContext', { value: 'chrome' });
    const size = `width: ${String(width)}px; height: ${String(height)}px`;
    await this.run(`const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
      gBrowser.selectedBrowser.style = '${size}; min-width: 0; flex: none; align-self: start;';`);
    await this.#ask('Marionette:SetContext', { value: 'content' });
    await this.run(`return new Promise((resolve) => {
      const look = () => innerWidth === ${String(width)} && innerHeight === ${String(height)}
        ? resolve() : requestAnimationFrame(look);
      look();
    })`);
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#browser.once('exit', resolve));
    await this.#ask('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
    this.#line.kill();
    await gone;
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }

  async #ask(command: string, parameters: object): Promise<unknown> {
    const text = JSON.stringify([0, ++this.#sent, command, parameters]);
    const answer = this.#next();
    this.#line.stdin.write(`${String(Buffer.byteLength(text))}:${text}`);
    const [, , error, result] = (await answer) as Answer;
    if (error) throw new Error(`${command}: ${JSON.stringify(error)}`);
    return (result as { value?: unknown } | null)?.value ?? null;
  }

  #next(): Promise<unknown> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Each message is its length in bytes, a colon, and JSON. */
  #read(): void {
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.subarray(0, colon).toString());
      if (this.#received.length < end) return;
      const message: unknown = JSON.parse(this.#received.subarray(colon + 1, end).toString());
      this.#received = this.#received.subarray(end);
      this.#waiting.shift()?.(message);
    }
  }
}
