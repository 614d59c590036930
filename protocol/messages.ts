/** Every message between a host and a podium. The firmware numbers them in the order they have here. */
import {
  clock,
  cue,
  elapsed,
  granted,
  hex,
  moment,
  number,
  orFewer,
  position,
  quiet,
  rev,
  score,
  seenRev,
  state,
  talk,
  word,
  type Field,
} from './fields.ts';
import { LIMITS, PROGRAMME_LONGEST } from './programme.ts';
import { SOUND_NAMES } from './signal.ts';
import { EVENT_NAMES, REFUSALS } from './stage.ts';
import { DATA_LIMIT, SETTING_NAMES, STARTED, TRUTHS } from './wire.ts';

const version = {
  name: 'version' as const,
  kind: 'text' as const,
  text: 'version of the firmware',
  longest: 12,
};

const greeting = [
  number('protocol', 'version of this protocol', 1, 99),
  version,
  number('talks', 'talks that fit', 1, 255),
  number('scores', 'scores that fit, the changeover included', 1, 255),
  number('cues', 'cues that fit, in all scores together', 1, 255),
  number('line', 'longest line, checksum included', 1, 99),
  number('bytes', 'bytes of a programme that fit', 1, 999),
  number('part', 'bytes that fit in a `data` line', 1, 99),
  number('score-cues', 'cues that fit in one score', 1, 99),
  number('features', 'sum of those of [features](#features) that it has', 0, 63),
] as const;

const boot = [
  number('boot', 'number of this boot', 0, 65_535),
  word('why', 'why it started', STARTED),
  hex('programme', 'CRC of the programme it holds; 0000 for none', 4),
] as const;

const stage = [
  rev,
  state,
  talk,
  clock,
  elapsed,
  granted,
  word('truth', '`=` sure, `~` estimated since a reset, `!` power was lost', TRUTHS),
] as const;

const newest = number('newest', 'number of the newest entry in the log; 0: none yet', 0, 65_535);

const newRev = [rev] as const;
const event = <const M extends readonly Field[]>(text: string, ...more: M) => ({
  text,
  fields: [seenRev, ...more] as const,
  reply: newRev,
  once: true as const,
});

const settingName = word('name', 'name of the setting', SETTING_NAMES);
const settingValue = number('value', 'its value', -20_000, 20_000);

/** What the podium's log tells: events, and what else happened. */
export const LOG_KINDS = [...EVENT_NAMES, 'cue', 'put', 'commit', 'boot'] as const;

/** Requests, in the order in which the firmware numbers them. `once`: a retry gets the first answer. */
export const REQUESTS = {
  hello: {
    text: 'Who is there. From then on the podium pushes beats.',
    fields: [],
    reply: greeting,
  },
  boot: {
    text: 'Why and how often it started, and which programme it holds.',
    fields: [],
    reply: boot,
  },
  stage: { text: 'The stage now.', fields: [], reply: stage },
  time: {
    text: "The podium's clock, read while the request is handled.",
    fields: [],
    reply: [clock, number('us', 'microseconds beyond it', 0, 999, 'µs')],
  },
  start: event('Starts the talk, or goes on with one on hold.', moment),
  hold: event('Stops the clock of the talk.', moment),
  finish: event('Ends the talk.', moment),
  skip: event('Leaves out the talk that standby waits for.'),
  back: event('Back to the talk before, or a false start.'),
  grant: event(
    'Gives time to the talk that is on.',
    number('amount', 'multiple of 30', -3600, 3600, 's'),
  ),
  reopen: event('Opens a closed stage.'),
  undo: event('Takes back the last event.'),
  go: event('The one button.'),
  put: {
    text: 'Sets the stage in one step.',
    fields: [seenRev, state, talk, elapsed, granted, quiet],
    reply: newRev,
    once: true as const,
  },
  load: {
    text: 'Begins to load a programme; one begun before is given up.',
    fields: [
      number('bytes', 'length of the programme', 13, PROGRAMME_LONGEST),
      hex('programme', 'CRC-16 over it', 4),
    ],
    reply: [],
  },
  data: {
    text: 'Some bytes of it. `ok`: taken, with room for the next.',
    fields: [
      number('offset', 'where they belong', 0, PROGRAMME_LONGEST - 1),
      orFewer(hex('bytes', 'the bytes, two digits each', 2 * DATA_LIMIT)),
    ],
    reply: [],
  },
  commit: {
    text: 'Makes the loaded programme the one in force. `ok`: it is in the EEPROM.',
    fields: [
      seenRev,
      number('talk', 'index in it of the talk where the stage is', 0, LIMITS.talks),
      hex('programme', 'CRC-16 over it', 4),
    ],
    reply: newRev,
    once: true as const,
  },
  log: {
    text: 'The first entry after number `since`.',
    fields: [number('since', 'number of the last entry that is known', 0, 65_535)],
    reply: [
      number('number', 'number of the entry; `end`: the newest; `gap`: the oldest', 0, 65_535),
      word('kind', 'what happened; `end`: nothing since; `gap`: see the log', [
        ...LOG_KINDS,
        'end',
        'gap',
      ]),
      rev,
      talk,
      clock,
      number('value', 'cue: its number; grant: seconds', -3600, 9999),
    ],
  },
  practise: {
    text: 'In standby: shows a cue of a score with its sound.',
    fields: [score, cue, number('length', 'for how long', 1, 10, 's')],
    reply: [],
  },
  lamps: {
    text: 'Lamp test, in standby or closed.',
    fields: [
      number('set', 'sum of green 1, amber 2, red 4, blue 8', 0, 15),
      number('length', 'for how long', 1, 10, 's'),
    ],
    reply: [],
  },
  buzz: {
    text: 'Buzzer test, in standby or closed, at normal level.',
    fields: [word('sound', 'which sound', SOUND_NAMES)],
    reply: [],
  },
  mute: {
    text: 'Silences the podium until its next boot.',
    fields: [number('on', '1 to silence, 0 to end it', 0, 1)],
    reply: [],
  },
  get: { text: 'Reads a setting.', fields: [settingName], reply: [settingValue] },
  set: {
    text: 'Changes a setting. `ok`: it is in the EEPROM.',
    fields: [settingName, settingValue],
    reply: [settingValue],
  },
} as const satisfies Record<string, RequestDefinition>;

export interface RequestDefinition {
  readonly text: string;
  readonly fields: readonly Field[];
  readonly reply: readonly Field[];
  readonly once?: true;
}
export type RequestName = keyof typeof REQUESTS;
export const REQUEST_NAMES = Object.keys(REQUESTS) as RequestName[];

/** What the podium says by itself: `! stage …`. */
export const PUSHES = {
  claplight: { text: 'The greeting, at a boot.', fields: greeting },
  boot: { text: 'Follows the greeting.', fields: boot },
  stage: { text: 'The stage has changed.', fields: stage },
  cue: {
    text: 'A cue is shown. Late or jumped ones tell by their positions.',
    fields: [rev, talk, score, cue, position],
  },
  press: {
    text: 'The button was pressed, and what came of it.',
    fields: [
      rev,
      word('event', 'what the press asked for', EVENT_NAMES),
      word('result', '`ok`, or why not', ['ok', ...REFUSALS]),
    ],
  },
  beat: { text: 'It is still there.', fields: [rev, clock, newest] },
} as const satisfies Record<string, { readonly text: string; readonly fields: readonly Field[] }>;
export type PushName = keyof typeof PUSHES;
export const PUSH_NAMES = Object.keys(PUSHES) as PushName[];
