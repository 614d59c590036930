/** Completions in the shells themselves, and the version that the command line tells. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseIntelHex } from '../../host/emulator/intel-hex.ts';
import { PROTOCOL_VERSION } from '../../protocol/wire.ts';
import { need } from '../support/need.ts';
import { Tmux } from '../terminal/tmux.ts';
import { claplight } from './cli.ts';

/** What the help lists: completions are made from the same declaration. */
const commandsOf = (help: string): string[] =>
  [...help.matchAll(/^ {2}([a-z]+) .*$/gm)].map(([, name = '']) => name);
const flagsOf = (help: string): string[] =>
  [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, name = '']) => name);

it('tells its own version, the firmware and the wire', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const { code, out } = claplight(['--version']);
  expect(code).toBe(0);
  expect(out).toBe(`${version}\nfirmware ${version}, wire protocol ${String(PROTOCOL_VERSION)}\n`);
  // What "claplight flash" puts onto a board says the same.
  const image = readFileSync('firmware/images/claplight-uno.hex', 'utf8');
  const bytes = Buffer.from(parseIntelHex(image).buffer);
  expect(bytes.includes(`${String(PROTOCOL_VERSION)} ${version} `)).toBe(true);
});

it('knows bash and zsh', () => {
  expect(claplight(['completion', 'fish'])).toMatchObject({
    code: 2,
    err: 'claplight: "fish": completion is available for bash and zsh\n',
  });
});

it('has every command and every flag for both', { timeout: 60_000 }, () => {
  const made = ['bash', 'zsh'].map((shell) => claplight(['completion', shell]).out);
  const commands = commandsOf(claplight(['--help']).out);
  expect(commands.length).toBeGreaterThan(10);
  for (const command of commands) {
    const flags = command === 'help' ? [] : flagsOf(claplight([command, '--help']).out);
    for (const out of made) {
      const part = new RegExp(`^ {4}${command}\\)\\n[^]*?;;$`, 'm').exec(
        out.replaceAll('return ;;', 'return'),
      );
      for (const flag of flags) expect(part?.[0]).toContain(flag);
      expect(part).not.toBeNull();
    }
  }
});

const SHELLS = {
  bash: ['env PS1="bash% " bash --norc', 'true'],
  zsh: ['PS1="zsh% " zsh -f', 'autoload -U compinit && compinit -D'],
} as const;

for (const [shell, [start, first]] of Object.entries(SHELLS))
  need(shell, `apt-get install ${shell}`)(`in ${shell}`, () => {
    let terminal: Tmux;

    beforeEach(async () => {
      terminal = new Tmux(100, 30);
      terminal.enter(start);
      await terminal.shows(`${shell}%`);
      const cli = resolve('dist/program/cli.js');
      terminal.enter(
        `${first}; eval "$('${process.execPath}' '${cli}' completion ${shell})"; clear`,
      );
      terminal.enter('echo re""ady');
      await terminal.shows('ready');
    });

    afterEach(() => {
      terminal.close();
    });

    it('completes a command', async () => {
      terminal.send('claplight wir\t');
      await terminal.shows('claplight wiring');
    });

    it('lists the commands', async () => {
      terminal.send('claplight re\t\t');
      await terminal.shows('rehearse');
    });

    it('completes a flag of the command that was typed', async () => {
      terminal.send('claplight doctor --tr\t');
      await terminal.shows('claplight doctor --trim');
    });

    it('completes what an option may be', async () => {
      terminal.send('claplight run --light vir\t');
      await terminal.shows('claplight run --light virtual');
      // Ctrl-U takes the line away.
      terminal.send('\u0015claplight run --light=no\t');
      await terminal.shows('claplight run --light=none');
    });

    it('completes a file, with a blank in its name', async () => {
      terminal.enter(`cd '${terminal.folder}'; touch 'my lineup.csv'`);
      terminal.send('claplight check my\t');
      await terminal.shows('claplight check my\\ lineup.csv');
    });

    it('completes presets and files for the rules', async () => {
      terminal.enter(`cd '${terminal.folder}'; touch clapping.yaml`);
      terminal.send('claplight check --rules cla\t\t');
      await terminal.shows('clapping.yaml');
    });
  });
