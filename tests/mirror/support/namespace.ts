/**
 * A network made for a test and gone after it, with two interfaces whose addresses are not loopback.
 * Browsers treat plain http there as they do in a real room: it is no secure context.
 */
import { execFileSync, spawnSync } from 'node:child_process';

/** Addresses of the two interfaces, which are the ends of one cable. */
export const ADDRESSES = { wlan0: '192.168.77.1', eth0: '10.77.0.1' } as const;

const ip = (...args: readonly string[]): boolean => spawnSync('ip', args).status === 0;

/** Whether this machine lets us make one: as root, with iproute2. */
export function canMakeNamespaces(): boolean {
  const name = `claplight-try-${String(process.pid)}`;
  return ip('netns', 'add', name) && ip('netns', 'del', name);
}

export class Namespace {
  readonly #name = `claplight-${String(process.pid)}-${String(performance.now())}`;

  constructor() {
    const [[one, own], [other, others]] = Object.entries(ADDRESSES) as [
      [string, string],
      [string, string],
    ];
    const laid = [
      ['netns', 'add', this.#name],
      this.#in('link', 'set', 'lo', 'up'),
      this.#in('link', 'add', one, 'type', 'veth', 'peer', 'name', other),
    ];
    const steps = [
      this.#in('address', 'add', `${own}/24`, 'dev', one),
      this.#in('address', 'add', `${others}/24`, 'dev', other),
      this.#in('link', 'set', one, 'up'),
      this.#in('link', 'set', other, 'up'),
    ];
    this.#take(laid);
    // The system gives each interface an IPv6 address of its own one to two seconds later; a page that
    // Chromium loads at that moment fails ("network changed"). Refused where there is no IPv6 at all.
    for (const end of [one, other]) ip(...this.#in('link', 'set', end, 'addrgenmode', 'none'));
    this.#take(steps);
  }

  /** The command that runs a program in here, to be put before its own words. */
  get enter(): readonly string[] {
    return ['ip', 'netns', 'exec', this.#name];
  }

  /** Runs a program in here to its end; gives what it prints. */
  run(...words: readonly string[]): string {
    const [command = '', ...rest] = [...this.enter, ...words];
    return execFileSync(command, rest, { encoding: 'utf8' });
  }

  close(): void {
    ip('netns', 'del', this.#name);
  }

  #take(steps: readonly (readonly string[])[]): void {
    for (const step of steps) if (!ip(...step)) throw new Error(`ip ${step.join(' ')} failed`);
  }

  #in(...args: readonly string[]): readonly string[] {
    return ['-n', this.#name, ...args];
  }
}
