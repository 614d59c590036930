import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import stringWidth from 'string-width';
import { need } from '../support/need.ts';
import { Tmux } from './tmux.ts';

let tmux: Tmux;

/** Runs a program between two looks at the terminal's settings, and says how it ended. */
function run(program: string): void {
  const { folder } = tmux;
  tmux.enter(
    `cd '${process.cwd()}'; stty -a >${folder}/before; ${program}; e=$?; stty -a >${folder}/after; echo "ended $e"`,
  );
}

const claplight = (lineup: string, more = ''): string =>
  `env XDG_STATE_HOME=${tmux.folder} node dist/program/cli.js run ${lineup} --light none --no-http ${more}`;

const EXAMPLE = 'examples/lightning-talks-day-1.csv';

/** A program that shows a screen, knows nothing of quitting, and fails at the first key. */
function bareScreen(): string {
  const path = join(tmux.folder, 'bare.mjs');
  const from = (file: string): string => `from '${process.cwd()}/dist/${file}'`;
  writeFileSync(
    path,
    `import { hostClock } ${from('host/system/host-clock.js')};
    import { OperatorScreen } ${from('host/terminal/screen.js')};
    import { sessionOn } ${from('tests/terminal/stand.js')};
    new OperatorScreen(sessionOn(hostClock(), {}).session);
    process.stdin.once('data', () => { throw new Error('something is wrong in the program'); });`,
  );
  return path;
}

/** The terminal is as it was: main screen, cursor, settings, and a shell that echoes what is typed. */
async function expectAsBefore(exit: number): Promise<void> {
  // On a line of its own: a session tells of its end, too.
  await tmux.shows(new RegExp(`\\bended ${String(exit)}$`, 'm'));
  expect(tmux.variable('alternate_on')).toBe('0');
  expect(tmux.variable('cursor_flag')).toBe('1');
  expect(tmux.variable('wrap_flag')).toBe('1');
  const settings = (when: string): string => readFileSync(join(tmux.folder, when), 'utf8');
  expect(settings('after')).toBe(settings('before'));
  tmux.enter('echo typed and $((20 + 22)) read');
  await tmux.shows('typed and 42 read');
}

/** The pid of the program that shows the screen. */
async function pid(): Promise<number> {
  for (;;) {
    const { stdout } = spawnSync('pgrep', ['-P', tmux.variable('pane_pid')], { encoding: 'utf8' });
    if (stdout !== '') return Number(stdout.trim().split('\n').at(-1));
    await pause(20);
  }
}

beforeEach(() => {
  tmux = new Tmux();
});

afterEach(() => {
  tmux.close();
});

need('tmux', 'apt-get install tmux')('the screen in a real terminal', () => {
  it('shows a session from standby to the end, and leaves nothing broken', async () => {
    writeFileSync(join(tmux.folder, 'lineup.csv'), 'speaker,title,duration\nAda,Engines,0:05\n');
    run(claplight(join(tmux.folder, 'lineup.csv')));
    const standby = await tmux.shows('space starts it');
    expect(standby).toMatch(/NEXT {2}1 of 1 {2}0:05 clap\n.*Ada\n.*Engines/);
    expect(tmux.variable('alternate_on')).toBe('1');
    expect(tmux.variable('cursor_flag')).toBe('0');
    tmux.press('Space');
    const running = await tmux.shows('ON STAGE');
    expect(running).toMatch(/│████████│ GREEN/);
    await tmux.shows(/APPLAUSE(.|\n)*RED|RED(.|\n)*APPLAUSE/);
    expect(await tmux.shows(/\bover\b/)).not.toContain('GREEN');
    tmux.press('Enter');
    await tmux.shows('THE SESSION IS OVER');
    expect(tmux.text).toMatch(/Ada +Engines +0:0[5-9] of 0:05/);
    tmux.press('q');
    await expectAsBefore(0);
  });

  it('takes a session with its mishaps, key by key', { timeout: 60_000 }, async () => {
    writeFileSync(
      join(tmux.folder, 'list.txt'),
      'Ada - Engines\nGrace - Nanoseconds\nZoë - Tests\n',
    );
    run(claplight(join(tmux.folder, 'list.txt')));
    await tmux.shows('NEXT  1 of 3');
    const course =
      'h to the room: technical pause|h cleared for the room|s No-show: 1 Ada|Space Started: 2 Grace|' +
      'b Back to the start: 2 Grace – Nanoseconds. Space starts it.|l Moved to end: 3 Grace|Space Started: 2 Zoë|t +1:00 added: 2 Zoë|' +
      'h Paused: 2 Zoë|Enter Finished: 2 Zoë';
    for (const [, key = '', told = ''] of course.matchAll(/([^| ]+) ([^|]+)/g)) {
      // What starts and finishes rests for two seconds; the same key at once is a held one.
      await pause(key.length > 1 ? 2_100 : 1_000);
      tmux.press(key);
      await tmux.shows(told);
    }
  });

  it('asks before it leaves a talk', async () => {
    run(claplight(EXAMPLE));
    await tmux.shows('NEXT');
    tmux.press('Space');
    await tmux.shows('ON STAGE');
    tmux.press('C-c');
    await tmux.shows('press again within 3 s to leave');
    // A person's second press; what comes within 150 ms is taken for a held key.
    await pause(300);
    tmux.press('C-c');
    await expectAsBefore(0);
  });

  it('says that the keyboard is elsewhere', async () => {
    run(claplight(EXAMPLE));
    await tmux.shows('NEXT');
    tmux.send('\x1b[O');
    await tmux.shows('The keyboard is not here');
    tmux.send('\x1b[I');
    await tmux.shows(/\n\n space start/);
  });

  it('takes no press from pasted text', async () => {
    run(claplight(EXAMPLE));
    await tmux.shows('NEXT');
    tmux.paste('ss  ');
    await tmux.shows('Paste ignored');
    expect(tmux.text).toContain('NEXT  1 of 12');
  });

  it('takes a speaker who has just come up, and gives the keys back', async () => {
    run(claplight(EXAMPLE));
    await tmux.shows('NEXT');
    tmux.press('e');
    await tmux.shows(/^>► +1 /m);
    tmux.press('Down', 'Down');
    await tmux.shows(/^> +3 .*Lukas/m);
    tmux.press('i');
    await tmux.shows('Next: Speaker - Title');
    for (const text of ['Zoë', ' - 小さな', ' [3:00]']) tmux.send(text);
    await tmux.shows('Zoë - 小さな [3:00]│');
    tmux.press('Enter');
    await tmux.shows(/NEXT {2}1 of 13 {2}3:00 clap\n.*Zoë\n.*小さな/);
    tmux.press('Escape');
    await tmux.shows(/\n space start/);
    tmux.press('Space');
    await tmux.shows('ON STAGE');
    expect(tmux.text).not.toMatch(/^>/m);
  });

  it('follows a change of its size', async () => {
    run(claplight(EXAMPLE));
    await tmux.shows('NEXT');
    tmux.resize(60, 16);
    await tmux.shows(/▐ {3}▌ red/);
    expect(tmux.text.split('\n')).toHaveLength(16);
    tmux.resize(120, 40);
    await tmux.shows('Typing: covariance and contravariance with animals');
    tmux.resize(80, 24);
    expect(await tmux.shows('│        │ red')).toContain('space start');
  });

  it('keeps its columns with names of every width', async () => {
    const names = ['Ada', '山田太郎', '👩‍💻 Zoë', 'Nguyễn', 'Ωμέγα'];
    const lineup = names.map((name) => `${name} - | ${name}`).join('\n');
    writeFileSync(join(tmux.folder, 'lineup.txt'), lineup);
    run(claplight(join(tmux.folder, 'lineup.txt')));
    await tmux.shows('NEXT');
    tmux.press('Space');
    await tmux.shows('on stage');
    const rows = tmux.text.split('\n').filter((row) => /^ ►? +\d /.test(row));
    expect(rows).toHaveLength(5);
    const columns = rows.map((row) =>
      stringWidth(row.slice(0, row.indexOf('| ')).replace('►', '>')),
    );
    // tmux and the tables of widths do not agree on joined emoji: there it is enough that nothing is lost.
    columns.splice(2, 1);
    expect(new Set(columns)).toEqual(new Set([24]));
    expect(rows[2]).toMatch(/Zoë +\| 👩/u);
    expect(rows[0]).toMatch(/ {2}on stage$/);
  });

  it('has colours where they are wanted, and none with NO_COLOR', async () => {
    // eslint-disable-next-line no-control-regex
    const colour = /\x1b\[[\d;]*(3[0-8]|9[0-7]|4[0-8])[;m]/;
    run(`TERM=tmux-256color ${claplight(EXAMPLE)}`);
    await tmux.shows('NEXT');
    expect(tmux.coloured).toMatch(colour);
    tmux.press('q');
    await tmux.shows(/\bended 0$/m);
    tmux.enter('clear');
    run(`NO_COLOR=1 ${claplight(EXAMPLE)}`);
    await tmux.shows('NEXT');
    expect(tmux.coloured).not.toMatch(colour);
    expect(tmux.text).toMatch(/│████████│ AMBER(.|\n)*│████████│ GREEN/);
  });

  it.each([
    ['SIGTERM', 0],
    ['SIGINT', 0],
    ['SIGHUP', 0],
  ] as const)('is given back at %s', async (signal, exit) => {
    run(claplight(EXAMPLE));
    await tmux.shows('NEXT');
    process.kill(await pid(), signal);
    await expectAsBefore(exit);
  });

  it('is given back at an exception, whose trace can be read', async () => {
    run(`node ${bareScreen()}`);
    await tmux.shows('NEXT');
    tmux.press('x');
    await tmux.shows('something is wrong in the program');
    await expectAsBefore(1);
  });

  it('is given back by a program that leaves signals to the screen', async () => {
    run(`node ${bareScreen()}`);
    await tmux.shows('NEXT');
    process.kill(await pid(), 'SIGTERM');
    await expectAsBefore(128 + 15);
  });

  it('is taken over again after a stop', async () => {
    tmux.enter(claplight(EXAMPLE));
    await tmux.shows('NEXT');
    process.kill(await pid(), 'SIGSTOP');
    // The shell says so wherever the cursor is, which may be the last column: its prompt can be seen.
    await tmux.shows(/\$$/);
    // The shell has the terminal now, raw as it is: a line ends with a line feed.
    tmux.send("stty sane; printf '\\033[?1049l\\033[?25h\\033[2J'; echo something else\n");
    await tmux.shows(/^ *something else$/m);
    tmux.enter('fg');
    await tmux.shows('NEXT');
    expect(tmux.variable('alternate_on')).toBe('1');
    expect(tmux.variable('cursor_flag')).toBe('0');
    tmux.press('Space');
    await tmux.shows('ON STAGE');
  });
});
