/** Options that several commands have, declared once. */
import type { Command } from 'commander';
import { countFrom, languageFrom, lengthFrom, portFrom, speedFrom, untilFrom } from './options.ts';

/** What to take of a conference's export. */
export const withPick = (command: Command): Command =>
  command
    .option('--room <name>', 'the room; of an export, its talks')
    .option('--day <day>', 'of an export: a date, a weekday, or the number of the day')
    .option('--type <type>', 'of an export: talks of this type or track')
    .option('--columns <names>', 'of a list or table: what stands where, e.g. title,speaker')
    .option('--sheet <name>', 'of a spreadsheet: the sheet, by its name or number')
    .option('--slot <title>', 'of an export: the talks within this slot, or its name and times')
    .option('--allow-private', 'follow a public address that leads on to a private one');

/** What holds where the lineup says nothing, and when all that begins. */
export const withEvening = (command: Command): Command =>
  command
    .option('--start <hh:mm>', 'when the first talk is planned', untilFrom)
    .option('--until <hh:mm>', 'when the room must be free', untilFrom)
    .option('--length <m:ss>', 'of talks that name neither a length nor rules', lengthFrom)
    .option('--changeover <m:ss>', 'planned between two talks (default: 1:00)', lengthFrom);

/** Whom to ask for rooms, or to tell of one. */
export const withBroker = (command: Command): Command =>
  command
    .option('--broker <url>', 'the MQTT broker of all rooms, e.g. mqtts://broker.example.org')
    .option(
      '--broker-login <file>',
      'name and password for it, a line each, in a file of mode 0600',
    )
    .option('--broker-ca <file>', "who signed the broker's certificate, in PEM")
    .option('--remote-control', 'take commands by the broker, or send them');

export const withSession = (command: Command): Command =>
  withBroker(withEvening(withPick(command)))
    .option('--rules <name|file>', 'what is signalled when (default: "clap")')
    .option('--event <id>', 'name of the event, where rooms belong together')
    .option('--http <port>', 'port of the pages, 0 for any free one (default: 4114)', portFrom)
    .option('--no-http', 'no pages')
    .option('--listen <address>', 'address the pages listen on; "lan" for all of them', '127.0.0.1')
    .option('--open', 'open /screens in the browser')
    .option('--host-name <name...>', 'further names under which the pages are reached')
    .option('--lang <code>', 'language of the screens, e.g. de (default: en)', languageFrom)
    .option('--no-flash', 'nothing blinks: screens show a border and a word instead')
    .option('--max-streams <n>', 'most screens at once', countFrom)
    .option('--osc <port>', 'take presses by OSC on this UDP port, from this computer', portFrom)
    .option('--osc-listen <address>', 'address OSC is taken on, with --osc-from; "lan" for all')
    .option('--osc-from <address...>', 'whose OSC is taken, e.g. 192.168.7.20 or 192.168.7.0/24')
    .option('--osc-to <host:port...>', 'tell state, phase, speaker and time left there by OSC')
    .option('--journal <file>', 'where every event is recorded')
    .option('--speed <n>', 'run so many times faster (virtual podium, or no light)', speedFrom)
    .option('--no-screen', 'plain log, one line per event')
    .option('--json', "print the journal's lines on standard output")
    .option('--resume', 'go on with the last session of this lineup')
    .option('--fresh', 'do not ask: begin anew');
