/** What a terminal is asked before a session goes on, in a real one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { need } from '../support/need.ts';
import { age, journalsIn } from '../support/killing.ts';
import { Tmux } from '../terminal/tmux.ts';

need('tmux', 'apt-get install tmux')('a terminal is asked', () => {
  let tmux: Tmux;
  beforeEach(() => {
    tmux = new Tmux(140, 24);
    writeFileSync(join(tmux.folder, 'a.txt'), 'Samir - Data\nChuk - Nets\n');
  });
  afterEach(() => {
    tmux.close();
  });

  const run = (more = ''): void => {
    const command = `XDG_STATE_HOME=${tmux.folder} node dist/program/cli.js run ${tmux.folder}/a.txt --light none --no-http ${more}`;
    tmux.enter(`clear; ${command}; echo "ended $?"`);
  };
  /** A talk of seven minutes that is left in its middle. */
  const leave = async (): Promise<void> => {
    run('--rules toastmasters-5-7');
    await tmux.shows('NEXT');
    tmux.press('Space');
    await tmux.shows('ON STAGE');
    tmux.press('C-c');
    await tmux.shows('press again within 3 s');
    // Within 0.15 s it would be the same press, of a key that is held.
    await pause(200);
    tmux.press('C-c');
    await tmux.shows(/\bended 0$/m);
  };

  it('about a flag that contradicts the session: no refuses, yes goes on without it', async () => {
    await leave();
    run('--rules clap');
    await tmux.shows('Resume it without --rules clap? [y/N]');
    tmux.press('Enter');
    await tmux.shows(/leave out\s+--rules clap/);
    await tmux.shows('ended 2');
    run('--rules clap');
    await tmux.shows('[y/N]');
    tmux.press('y', 'Enter');
    await tmux.shows(/ON STAGE +1 of 2 +7:00 toastmasters-5-7/);
  }, 60_000);

  it('about a session that was quit before it was over: yes has what was done and edited', async () => {
    run();
    await tmux.shows('NEXT');
    tmux.press('s');
    await tmux.shows('NEXT  2 of 2');
    tmux.press('q');
    await tmux.shows('The session is not over: press again within 3 s');
    await pause(200);
    tmux.press('q');
    await tmux.shows(/\bended 0$/m);
    run();
    await tmux.shows(/Resume the session of .* standby/);
    tmux.press('y', 'Enter');
    await tmux.shows('NEXT  2 of 2');
  }, 60_000);

  it('about a session of some time ago: no begins afresh', async () => {
    await leave();
    age(tmux.folder, 11 * 60);
    run();
    await tmux.shows(/Resume the session of .* running/);
    tmux.press('n', 'Enter');
    await tmux.shows('NEXT');
    expect(journalsIn(tmux.folder)).toHaveLength(2);
  }, 60_000);
});
