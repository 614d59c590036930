/** Whatever ends the program, the session that goes on is the same one; of two, each its own. */
import { closeSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultImage } from '../../host/emulator/files.ts';
import type { OperatorDocument } from '../../host/page/document.ts';
import { Rig } from '../light/rig.ts';
import { HostProcess, type HostOptions } from '../support/host.ts';
import { need } from '../support/need.ts';
import { file, folder } from './cli.ts';

const lineup = (name: string): string => file(name, 'Samir - Data\nChuk - Nets\nLukas - Rust\n');

/** What must be the same, but for the time that passes. */
async function seen(host: HostProcess): Promise<object> {
  const { state: at, talk, length } = await host.state();
  const { name, plan, entries } = (await host.document()) as OperatorDocument;
  return { at, talk, length, name, until: plan.until, talks: entries.length };
}

const SIGNALS = ['SIGKILL', 'SIGHUP', 'SIGTERM'] as const;
/** Fifteen ends and fifteen starts, three tests at once: two minutes on two busy cores. */
const HANGS_AFTER = 240_000;
/** Presses that lead through the states; in each the program is ended by each signal. */
const WAY = [[], ['skip'], ['start'], ['hold'], ['finish', 'skip']] as const;
const STATES = ['standby', 'standby', 'running', 'held', 'closed'];

/**
 * Two sessions at once: the older is ended by every signal in every state and started again, the other
 * stays. The lights are looked at side by side, each with a state folder of its own: it is mostly waiting.
 */
async function staysItself(light: string): Promise<void> {
  const mine: HostProcess[] = [];
  const home = folder();
  const run = async (options: HostOptions): Promise<HostProcess> => {
    const host = await HostProcess.start(home, options);
    mine.push(host);
    return host;
  };
  try {
    const args = [lineup('a.txt')];
    const other = file('b.txt', 'Ada - Engines\nGrace - Bugs\n');
    const more = ['--rules', 'toastmasters-5-7', '--until', '23:58', '--room', 'Room A'];
    let first = await run({ light, args: [...args, ...more] });
    const second = await run({ args: [other] });
    await second.press('start');
    const met: unknown[] = [];
    for (const presses of WAY) {
      for (const press of presses) expect((await first.press(press)).status).toBe(200);
      const before = await seen(first);
      met.push((await first.state()).state);
      for (const signal of SIGNALS) {
        await first.end(signal);
        first = await run({ light, args });
        expect(first.err.join()).toContain('Resuming the session');
        expect(await seen(first)).toEqual(before);
      }
    }
    expect(met).toEqual(STATES);
    expect(await second.state()).toMatchObject({ state: 'running', talk: 0 });
  } finally {
    for (const host of mine) await host.end();
  }
}

describe('one of two sessions is itself after every signal in every state', () => {
  it.concurrent.each(['none', 'virtual'])('with the light "%s"', staysItself, HANGS_AFTER);

  need('socat', 'apt install socat')('with a board', () => {
    it.concurrent(
      'that runs our firmware',
      async () => {
        const rig = await Rig.of(defaultImage());
        // A pseudo terminal that nobody has open hangs up, which no USB port does.
        const held = openSync(rig.path, 'r+');
        try {
          await staysItself(rig.path);
        } finally {
          closeSync(held);
          await rig.close();
        }
      },
      HANGS_AFTER,
    );
  });
});
