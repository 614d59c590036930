/** The command line on a real terminal (socat gives it), and somebody who reads it and types. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Nothing here takes so long unless it hangs. */
const HANGS_AFTER = 30_000;

export class TerminalRun {
  /** All that was said so far. */
  text = '';
  readonly #process: ChildProcess;
  readonly #closed: Promise<unknown>;
  #over = false;
  #heard: () => void = () => undefined;

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const command = [process.execPath, 'dist/program/cli.js', ...args].join(' ');
    this.#process = spawn('socat', ['-', 'SYSTEM:eval $COMMAND,pty,setsid,ctty,stderr'], {
      env: {
        ...{ ...process.env, TERM: 'xterm', NO_COLOR: '1', ...environment },
        // socat does not tell how a program ended.
        COMMAND: `${command}; echo "[exit $?]"`,
      },
    });
    this.#process.stdout?.on('data', (bytes: Buffer) => {
      this.text += bytes.toString();
      this.#heard();
    });
    this.#closed = once(this.#process, 'close').then(() => {
      this.#over = true;
      this.#heard();
    });
  }

  /** Waits until `pattern` was said, after what was waited for before, and gives the match; what has ended says nothing more. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    let timer: NodeJS.Timeout | undefined;
    const hangs = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`not said in time: ${String(pattern)}\n${this.text}`));
      }, HANGS_AFTER);
    });
    const match = await Promise.race([this.#match(pattern), hangs]);
    clearTimeout(timer);
    return match;
  }

  type(keys: string): void {
    this.#process.stdin?.write(keys);
  }

  /** Its exit code, once it has ended. */
  async code(): Promise<number> {
    const [, code] = await this.until(/\[exit (\d+)\]/);
    await this.#closed;
    return Number(code);
  }

  close(): void {
    this.#process.kill();
  }

  async #match(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.text.slice(this.#read));
      if (match) {
        this.#read += match.index + match[0].length;
        return match;
      }
      if (this.#over) throw new Error(`ended without saying ${String(pattern)}\n${this.text}`);
      await new Promise<void>((resume) => (this.#heard = resume));
    }
  }

  #read = 0;
}
