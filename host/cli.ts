#!/usr/bin/env node
/** The command line: parse, call, exit code. Each command is loaded only when it runs. */
import { Command, CommanderError } from 'commander';
import type { CheckOptions } from './commands/check.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import type { ImportOptions } from './commands/import.ts';
import type { LoadOptions } from './commands/load.ts';
import type { RunOptions } from './commands/run.ts';
import type { ReportOptions } from './commands/report.ts';
import type { RoomsOptions } from './commands/rooms.ts';
import type { SessionsOptions } from './commands/sessions.ts';
import type { WiringOptions } from './commands/wiring.ts';
import { ageFrom, countFrom, portFrom } from './commands/options.ts';
import { portAmong, portOf, withHint } from './commands/ports-named.ts';
import { withBroker, withEvening, withPick, withSession } from './commands/shared-options.ts';
import { packageVersion } from './system/paths.ts';
import { PROTOCOL_VERSION } from '../protocol/wire.ts';
import { EXIT, Problem } from './system/problem.ts';
import { guardStreams } from './system/streams.ts';

const version = packageVersion();

const program = new Command('claplight')
  .description('A podium light for lightning talks: one finger, two fingers, applause.')
  .version(`${version}\nfirmware ${version}, wire protocol ${String(PROTOCOL_VERSION)}`)
  .exitOverride()
  .configureOutput({
    outputError: (text, write) => {
      write(withHint(text));
    },
  })
  .showHelpAfterError('(claplight --help lists the commands)');

withSession(
  program
    .command('run')
    .description('run a session; without a lineup, the example')
    .argument('[lineup]', 'a file, an address, or - for standard input'),
)
  .option('--light <which>', 'auto, virtual, none, a serial port, or tower:PORT', 'auto')
  .option('--digits', 'the virtual podium has digits (a real one: "claplight wiring")')
  .option('--autopilot', 'start and finish the talks automatically')
  .action(async (lineup: string | undefined, options: RunOptions) => {
    const { run } = await import('./commands/run.ts');
    await run(lineup, options);
  });

program
  .command('demo')
  .description('see it at once, ten times as fast, in the browser; keeps nothing')
  .argument('[lineup]', 'a file or an address; without it, the example')
  .option('--digits', 'with digits on the virtual podium')
  .action(async (lineup: string | undefined, { digits }: Pick<RunOptions, 'digits'>) => {
    const { run } = await import('./commands/run.ts');
    // So fast nothing may blink: a blink of a second would be ten.
    const demo = { light: 'virtual', speed: 10, autopilot: true, flash: false } as const;
    await run(lineup, {
      ...demo,
      ...(digits && { digits }),
      open: true,
      listen: '127.0.0.1',
      screen: true,
    });
  });

withSession(
  program
    .command('rehearse')
    .description('play the whole session by itself, in under two minutes')
    .argument('[lineup]', 'a file, an address, or - for standard input'),
)
  .option('--light <which>', 'virtual or none', 'virtual')
  .option('--talks <n>', 'make up a lineup of n talks', countFrom)
  .option('--seed <n>', 'the same seed plays the same session', countFrom, 1)
  .action(async (lineup: string | undefined, options: RunOptions) => {
    const { rehearse } = await import('./commands/rehearse.ts');
    await rehearse(lineup, options);
  });

withEvening(
  withPick(
    program
      .command('check')
      .description('check a lineup: its schedule, or what is wrong and where')
      .argument('<lineup>', 'a file, an address, or - for standard input'),
  ),
)
  .option('--rules <name|file>', 'which signals come when (default: "clap")')
  .option('--print <file.html>', 'write the schedule as a page to print, A4')
  .action(async (lineup: string, options: CheckOptions) => {
    const { check } = await import('./commands/check.ts');
    await check(lineup, options);
  });

withPick(
  program
    .command('import')
    .description("pick a session from a conference's export, and print it as a lineup")
    .argument('<export>', 'a file, an address, or - for standard input'),
).action(async (where: string, wanted: ImportOptions) => {
  const { importLineup } = await import('./commands/import.ts');
  await importLineup(where, wanted);
});

program
  .command('rules')
  .description('the rules that come with Claplight, drawn as timelines')
  .argument('[rules]', 'one of them, or a rules file')
  .action(async (name: string | undefined) => {
    const { rules } = await import('./commands/rules.ts');
    await rules(name);
  });

withEvening(
  withPick(
    program
      .command('load')
      .description('upload the lineup, then unplug: the podium works with no computer')
      .argument('<lineup>', 'a file, an address, or - for standard input')
      .argument('[port]', 'serial port of the podium, as with --port'),
  ),
)
  .option('--rules <name|file>', 'which signals come when', 'clap')
  .option('--port <port>', 'serial port of the podium')
  .action(async (lineup: string, port: string | undefined, options: LoadOptions) => {
    const { load } = await import('./commands/load.ts');
    await load(lineup, { ...options, ...portOf(port, options.port) });
  });

program
  .command('report')
  .description('how a session went: the newest, or journals you name')
  .argument('[journals...]', 'journals, or folders of sessions')
  .option('--html <file>', 'write it as one page to mail or print')
  .option('--csv <file>', 'write it for a spreadsheet')
  .option('--json <file>', 'write it for another program')
  .option('--open', 'show the page in a browser')
  .option('--private', 'include notes, profiles and who was given extra time')
  .action(async (journals: readonly string[], options: ReportOptions) => {
    const { report } = await import('./commands/report.ts');
    await report(journals, options);
  });

program
  .command('sessions')
  .description('list sessions, and what to type to resume one')
  .option('--delete-older-than <age>', 'e.g. 30d; asks first', ageFrom)
  .action(async (options: SessionsOptions) => {
    const { sessions } = await import('./commands/sessions.ts');
    await sessions(options);
  });

withBroker(
  program.command('rooms').description('all rooms of an event on one screen, over an MQTT broker'),
)
  .option('--event <id>', 'name of the event, as the rooms have it')
  .option('--http <port>', 'port of the page, 0 for any free one (default: 4115)', portFrom)
  .option('--no-http', 'no web page')
  .option('--listen <address>', 'address to serve the page on; "lan" for all', '127.0.0.1')
  .option('--host-name <name...>', 'other host names of the page')
  .option('--no-screen', 'plain log, one line per change')
  .action(async (options: RoomsOptions) => {
    const { rooms } = await import('./commands/rooms.ts');
    await rooms(options);
  });

program
  .command('ports')
  .description('list serial ports, and what to do with them')
  .option('--probe', 'ask what is behind each one; this resets the boards')
  .action(async (options: { readonly probe?: boolean }) => {
    const { ports } = await import('./commands/ports.ts');
    await ports(options);
  });

program
  .command('wiring')
  .description('show or change what is connected to which pin')
  .argument('[settings...]', 'e.g. pin-red=5 active-low=yes lamps=4 sound=off')
  .option('--port <port>', 'serial port of the podium')
  .option('--firmata', 'the settings for Firmata boards instead')
  .action(async (words: readonly string[], options: WiringOptions) => {
    const { wiring } = await import('./commands/wiring.ts');
    const { port, others } = portAmong(words);
    await wiring(others, { ...options, ...portOf(port, options.port) });
  });

program
  .command('doctor')
  .description('test a podium: line, lamps, buzzer, button, clock')
  .argument('[port]', 'serial port of the podium, or "virtual"')
  .option('--port <port>', 'the same port, as an option')
  .option('--trim', "store the correction of the podium's clock")
  .option('--seconds <n>', 'how long to measure the clock', countFrom, 60)
  .action(async (port: string | undefined, options: DoctorOptions) => {
    const { doctor } = await import('./commands/doctor.ts');
    await doctor({ ...options, ...portOf(port, options.port) });
  });

program
  .command('flash')
  .description('put the Claplight firmware on an Uno or a Nano')
  .argument('[port]', 'serial port of the board')
  .option('--port <port>', 'the same port, as an option')
  .action(async (port: string | undefined, options: { readonly port?: string }) => {
    const { flash } = await import('./commands/flash.ts');
    await flash(portOf(port, options.port));
  });

program
  .command('completion')
  .description('tab completion for your shell: bash or zsh')
  .argument('<shell>', 'bash or zsh')
  .action(async (shell: string) => {
    const { completion } = await import('./commands/completion.ts');
    completion(program, shell);
  });

function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return error.describe();
  if (!(error instanceof Error)) return String(error);
  // What the system refused has a code and a sentence; anything else is a fault of ours.
  return 'code' in error ? error.message : (error.stack ?? error.message);
}

/** What `claplight` alone prints. */
const FIRST = `A podium light for lightning talks. What to type first:

  claplight demo                  see it in your browser, ten times as fast
  claplight check lineup.csv      your lineup: its schedule, or what is wrong and where
  claplight run lineup.csv        the session: terminal, screens and light
  claplight rehearse lineup.csv   the whole evening by itself, in under two minutes
  claplight --help                all commands`;

guardStreams();

try {
  if (process.argv.length <= 2) console.log(FIRST);
  else await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.badInput;
  } else {
    console.error(`claplight: ${sentenceOf(error)}`);
    process.exitCode = error instanceof Problem ? error.exitCode : EXIT.failed;
  }
}
