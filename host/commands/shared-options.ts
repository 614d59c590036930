/** Options that several commands have, declared once. */
import type { Command } from 'commander';
import { countFrom, languageFrom, lengthFrom, portFrom, speedFrom, untilFrom } from './options.ts';

/** What to take of a conference's export. */
export const withPick = (command: Command): Command =>
  command
    .option('--room <name>', 'name of the room; with an export, only its talks')
    .option('--day <day>', 'with an export: a date, a weekday, or the number of the day')
    .option('--type <type>', 'with an export: only talks of this type or track')
    .option('--columns <names>', 'for a list or table: what is in its columns, e.g. title,speaker')
    .option('--sheet <name>', 'for a spreadsheet: the sheet, by name or number')
    .option('--slot <title>', 'with an export: only the talks in this slot')
    .option('--allow-private', 'follow a public address that redirects to a private one');

/** What holds where the lineup says nothing, and when all that begins. */
export const withEvening = (command: Command): Command =>
  command
    .option('--start <hh:mm>', 'when the first talk is planned', untilFrom)
    .option('--until <hh:mm>', 'when the room must be free', untilFrom)
    .option('--length <m:ss>', 'for talks with no length or rules of their own', lengthFrom)
    .option('--changeover <m:ss>', 'time planned between two talks (default: 1:00)', lengthFrom);

/** Whom to ask for rooms, or to tell of one. */
export const withBroker = (command: Command): Command =>
  command
    .option('--broker <url>', 'the MQTT broker of all rooms, e.g. mqtts://broker.example.org')
    .option('--broker-login <file>', 'file with name and password, one per line (mode 0600)')
    .option('--broker-ca <file>', 'certificate of the broker or of its issuer, in PEM')
    .option('--remote-control', 'take commands from the broker, or send them');

export const withSession = (command: Command): Command =>
  withBroker(withEvening(withPick(command)))
    .option('--rules <name|file>', 'which signals come when (default: "clap")')
    .option('--event <id>', 'name of the event that the room belongs to')
    .option('--http <port>', 'port of the pages, 0 for any free one (default: 4114)', portFrom)
    .option('--no-http', 'no web pages')
    .option(
      '--listen <address>',
      'address to serve the pages on; "lan" for the whole network',
      '127.0.0.1',
    )
    .option('--open', 'open /screens in the browser')
    .option('--host-name <name...>', 'other host names of the pages')
    .option('--lang <code>', 'language of the screens, e.g. de (default: en)', languageFrom)
    .option('--no-flash', 'nothing blinks: screens show a border and a word instead')
    .option('--max-streams <n>', 'most screens at once', countFrom)
    .option('--osc <port>', 'take presses by OSC on this UDP port, from this computer', portFrom)
    .option('--osc-listen <address>', 'address to take OSC on, with --osc-from; "lan" for all')
    .option('--osc-from <address...>', 'who may send OSC, e.g. 192.168.7.20 or 192.168.7.0/24')
    .option('--osc-to <host:port...>', 'send state, phase, speaker and time left there by OSC')
    .option('--journal <file>', 'file that records every event')
    .option('--speed <n>', 'run n times as fast (virtual podium, or no light)', speedFrom)
    .option('--no-screen', 'plain log, one line per event')
    .option('--json', "print the journal's lines on standard output")
    .option('--resume', 'resume the last session of this lineup')
    .option('--fresh', 'start a new session without asking');
