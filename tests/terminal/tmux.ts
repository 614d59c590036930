/** A real terminal to look at: a tmux server of one's own, with one window and a shell in it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PATH_WITH_INHIBITOR } from '../support/path.ts';

const LONGEST_WAIT = 10_000;

export class Tmux {
  /** For files of the test; gone with the terminal. */
  readonly folder = mkdtempSync(join(tmpdir(), 'claplight-tmux-'));

  constructor(width = 80, height = 24) {
    const size = ['-x', String(width), '-y', String(height)];
    const shell = ['env', 'PS1=$ ', `PATH=${PATH_WITH_INHIBITOR}`, 'sh'];
    this.#run('-f', '/dev/null', 'new-session', '-d', ...size, ...shell);
  }

  /** What is on the screen, without trailing spaces. */
  get text(): string {
    return this.#run('capture-pane', '-p', '-t', ':').trimEnd();
  }

  /** The same with the codes of colours. */
  get coloured(): string {
    return this.#run('capture-pane', '-p', '-e', '-t', ':');
  }

  /** A variable of tmux, such as `alternate_on` or `cursor_flag`. */
  variable(name: string): string {
    return this.#run('display-message', '-p', '-t', ':', `#{${name}}`).trim();
  }

  /** Presses keys by the names that tmux has for them. */
  press(...keys: readonly string[]): void {
    this.#run('send-keys', '-t', ':', ...keys);
  }

  /** Types a command and Enter. */
  enter(command: string): void {
    this.#run('send-keys', '-t', ':', '-l', command);
    this.press('Enter');
  }

  /** Sends bytes as the terminal would. */
  send(text: string): void {
    const bytes = Array.from(Buffer.from(text), (byte) => byte.toString(16));
    this.#run('send-keys', '-t', ':', '-H', ...bytes);
  }

  /** Pastes as a terminal does that marks pastes. */
  paste(text: string): void {
    this.#run('set-buffer', text);
    this.#run('paste-buffer', '-p', '-t', ':');
  }

  resize(width: number, height: number): void {
    this.#run('resize-window', '-t', ':', '-x', String(width), '-y', String(height));
  }

  /** Waits until the screen shows something; throws with what it shows instead. */
  async shows(wanted: string | RegExp): Promise<string> {
    const end = performance.now() + LONGEST_WAIT;
    for (;;) {
      const { text } = this;
      if (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) return text;
      if (performance.now() > end) throw new Error(`no ${String(wanted)} on the screen:\n${text}`);
      await pause(40);
    }
  }

  close(): void {
    this.#run('kill-server');
    // What ran in it is told to go, and may still be writing its last lines.
    for (let tries = 100; ; tries--) {
      try {
        rmSync(this.folder, { recursive: true, force: true });
        return;
      } catch (error) {
        if (tries === 0) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
      }
    }
  }

  #run(...args: readonly string[]): string {
    // A socket in the test's own folder: nobody else's tmux is met there.
    return execFileSync('tmux', ['-u', '-S', join(this.folder, 'socket'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, TMUX: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined },
    });
  }
}
