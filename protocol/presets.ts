/** The rules that come with Claplight, written as anybody would write a rules file. */
import { readRules, type Rules } from './rules.ts';

const overtime = { lamps: ['green', 'amber', 'red'], announcement: 'blink', sound: 'roll' };

/** Green at the minimum, amber in the middle, red at the maximum; nothing more and no sound, as at contests. */
const speech = (name: string, title: string, green: string, amber: string, red: string) => ({
  name,
  title,
  length: red,
  cues: [
    { phase: 'before-minimum', after: '0:00', lamps: [] },
    { phase: 'minimum', after: green, lamps: ['green'] },
    { phase: 'middle', after: amber, lamps: ['amber'] },
    { phase: 'maximum', after: red, lamps: ['red'] },
  ],
});

const SOURCES = [
  {
    name: 'clap',
    title: 'One finger at 1:00 left, two at 0:20, applause at the end',
    cues: [
      { phase: 'go', after: '0:00', lamps: ['green'] },
      {
        phase: 'one-finger',
        left: '1:00',
        lamps: ['amber'],
        announcement: 'blink',
        sound: 'single',
      },
      {
        phase: 'two-finger',
        left: '0:20',
        lamps: ['amber', 'red'],
        announcement: 'blink',
        sound: 'paired',
      },
      { phase: 'applause', left: '0:00', lamps: ['red'], sound: 'roll' },
      { phase: 'overtime', over: '0:30', ...overtime },
    ],
    repeat: { every: '0:30', times: 1 },
  },
  {
    name: 'countdown-1-0',
    title: 'Amber at 1:00 left, red at the end, all three blink at 0:30 over',
    cues: [
      { phase: 'go', after: '0:00', lamps: ['green'] },
      { phase: 'last-minute', left: '1:00', lamps: ['amber'], sound: 'single' },
      { phase: 'end', left: '0:00', lamps: ['red'], sound: 'roll' },
      { phase: 'overtime', over: '0:30', ...overtime },
    ],
  },
  speech('toastmasters-5-7', 'Speech: green 5:00, amber 6:00, red 7:00', '5:00', '6:00', '7:00'),
  speech('toastmasters-icebreaker', 'Ice breaker: 4:00, 5:00, 6:00', '4:00', '5:00', '6:00'),
  speech('toastmasters-evaluation', 'Evaluation: 2:00, 2:30, 3:00', '2:00', '2:30', '3:00'),
  speech('toastmasters-table-topics', 'Table topics: 1:00, 1:30, 2:00', '1:00', '1:30', '2:00'),
  {
    name: 'gong',
    title: 'A gong at the start, at 1:00 left and at the end',
    cues: [
      { phase: 'go', after: '0:00', lamps: ['green'], sound: 'gong' },
      {
        phase: 'last-minute',
        left: '1:00',
        lamps: ['amber'],
        announcement: 'blink',
        sound: 'gong',
      },
      { phase: 'end', left: '0:00', lamps: ['red'], sound: 'gong' },
    ],
  },
  {
    name: 'last-ten-seconds',
    title: 'Amber at 1:00 left, a tick a second for the last ten',
    cues: [
      { phase: 'go', after: '0:00', lamps: ['green'] },
      { phase: 'last-minute', left: '1:00', lamps: ['amber'], announcement: 'blink' },
      ...[10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((s) => ({
        phase: `last-${String(s)}`,
        left: `${String(s)}s`,
        lamps: ['amber', 'red'],
        sound: 'tick',
      })),
      { phase: 'end', left: '0:00', lamps: ['red'], sound: 'roll' },
    ],
  },
];

/** By name, in the order in which they are listed to people. `clap` is the default. */
export const PRESETS: ReadonlyMap<string, Rules> = new Map(
  SOURCES.map((source) => [source.name, readRules(source) as Rules]),
);

export const DEFAULT_RULES = 'clap';
