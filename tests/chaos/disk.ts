/** A small disk in a mount namespace of its own, which outlives the hosts on it: it can be full, and slow. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSlowDisk, type SlowDisk } from '../support/shim.ts';

export class Disk {
  /** Where it is mounted, as a host on it sees it. */
  readonly path: string;
  readonly #holder: ChildProcess;
  readonly #slow: SlowDisk;

  private constructor(path: string, holder: ChildProcess) {
    this.path = path;
    this.#holder = holder;
    this.#slow = makeSlowDisk(path);
  }

  static async mount(): Promise<Disk> {
    const path = mkdtempSync(join(tmpdir(), 'claplight-chaos-'));
    const script = `mount -t tmpfs -o size=1m tmpfs "${path}" && echo mounted && exec cat`;
    const holder = spawn('unshare', ['-rm', 'sh', '-c', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    return new Disk(path, holder);
  }

  /** The beginning of a command line whose program is on it. */
  get enter(): string {
    return `nsenter -t ${String(this.#holder.pid)} -m -U --preserve-credentials --wd=${process.cwd()}`;
  }

  get env(): Readonly<Record<string, string>> {
    return this.#slow.env;
  }

  /** One of its files as others see it. */
  inside(name: string): string {
    return `/proc/${String(this.#holder.pid)}/root${join(this.path, name)}`;
  }

  fill(): void {
    for (const size of [64 * 1024, 4096, 1])
      for (let room = true; room;) {
        try {
          writeFileSync(this.inside('filler'), Buffer.alloc(size), { flag: 'a' });
        } catch {
          room = false;
        }
        if (size === 1) break;
      }
  }

  empty(): void {
    rmSync(this.inside('filler'), { force: true });
  }

  /** Each call that writes takes so many ms. */
  slow(ms: number): void {
    this.#slow.set(ms);
  }

  async release(): Promise<void> {
    const gone = once(this.#holder, 'exit');
    this.#holder.stdin?.end();
    await gone;
    rmSync(this.path, { recursive: true, force: true });
  }
}
