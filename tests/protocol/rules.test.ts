/** Reading rules that somebody wrote: what is taken, and what is said of what is not. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES, PRESETS } from '../../protocol/presets.ts';
import { isRulesProblem, readRules, type Rules } from '../../protocol/rules.ts';

const GO = { phase: 'go', after: '0:00', lamps: ['green'] };

/** The least that rules can be, with something changed. */
const written = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: 'ours',
  cues: [GO],
  ...more,
});
const withCue = (more: Record<string, unknown>): Record<string, unknown> =>
  written({ cues: [GO, { phase: 'end', left: '0:00', lamps: ['red'], ...more }] });

function read(value: unknown): Rules {
  const rules = readRules(value);
  if (isRulesProblem(rules)) throw new Error(`${rules.path.join('.')}: ${rules.message}`);
  return rules;
}

describe('rules', () => {
  it('need little: a name, and a cue at the start', () => {
    expect(read(written())).toEqual({
      name: 'ours',
      title: 'ours',
      length: 300_000,
      cues: [
        {
          phase: 'go',
          place: { after: 0 },
          signal: { lamps: 1, announcement: 'none', sound: 'none' },
        },
      ],
      repeat: { every: 0, times: 0 },
    });
  });

  it('may say everything', () => {
    const rules = read({
      name: 'Zürich 2',
      title: 'Our own – with “quotes” & a + sign',
      length: '3:00',
      cues: [
        GO,
        {
          phase: 'end',
          over: '0:10',
          lamps: ['red', 'blue'],
          announcement: 'blink',
          sound: 'gong',
        },
      ],
      repeat: { every: '4:15', times: 255 },
    });
    expect(rules).toMatchObject({ length: 180_000, repeat: { every: 255_000, times: 255 } });
    expect(rules.cues[1]).toEqual({
      phase: 'end',
      place: { over: 10_000 },
      signal: { lamps: 12, announcement: 'blink', sound: 'gong' },
    });
  });

  it.each(['0:00', '0', '00:00', '0s', '0m', ' 0:00 ', 0])(
    'begin at the start: after %j',
    (zero) => {
      expect(read(written({ cues: [{ ...GO, after: zero }] })).cues[0]?.place).toEqual({
        after: 0,
      });
    },
  );

  it.each([...PRESETS.keys()])('%s comes with Claplight', (name) => {
    const rules = PRESETS.get(name);
    expect(rules?.name).toBe(name);
    expect(rules?.cues.length).toBeGreaterThan(1);
  });

  it('have clap for a default', () => {
    expect(PRESETS.get(DEFAULT_RULES)?.cues.map(({ phase }) => phase)).toEqual([
      ...['go', 'one-finger', 'two-finger', 'applause', 'overtime'],
    ]);
  });
});

const LONG = 'x'.repeat(41);
const TEXT = 'expected a text of at most 40 letters, digits and punctuation marks';
const TIME = 'expected a time, e.g. 1:00';
const PLACE = 'a cue has one of "left", "after" and "over", such as "left: 1:00"';
const TIMES = 'a repeat has a number of times from 1 to 255';

describe('what is wrong is named with its place', () => {
  it.each<[what: string, value: unknown, path: (string | number)[], message: string]>([
    ['nothing', undefined, [], 'expected an entry with name, title, length, cues, repeat'],
    ['null', null, [], 'expected an entry with name, title, length, cues, repeat'],
    ['a text', 'clap', [], 'expected an entry with name, title, length, cues, repeat'],
    ['a list', [], [], 'expected an entry with name, title, length, cues, repeat'],
    [
      'a stranger',
      written({ colour: 1 }),
      ['colour'],
      '"colour" is not a key: use name, title, length, cues, repeat',
    ],
    ['no cues', written({ cues: undefined }), ['cues'], 'rules need a list of cues'],
    ['an empty list of cues', written({ cues: [] }), ['cues'], 'rules need a list of cues'],
    [
      'no start',
      written({ cues: [{ ...GO, after: '1:00' }] }),
      ['cues'],
      'exactly one cue begins at the start: give one "after: 0:00"',
    ],
    [
      'two starts',
      written({ cues: [GO, GO] }),
      ['cues'],
      'exactly one cue begins at the start: give one "after: 0:00"',
    ],
    ['no name', written({ name: undefined }), ['name'], TEXT],
    ['a name that is a number', written({ name: 5 }), ['name'], TEXT],
    ['an empty name', written({ name: '' }), ['name'], TEXT],
    ['a long name', written({ name: LONG }), ['name'], TEXT],
    ['an escape in a name', written({ name: 'x\u001b[2J' }), ['name'], TEXT],
    ['a name turned round', written({ name: 'x\u202ey' }), ['name'], TEXT],
    [
      'a line end in a title',
      written({ title: 'two\nlines' }),
      ['title'],
      TEXT.replace('40', '76'),
    ],
    ['a long title', written({ title: LONG + LONG }), ['title'], TEXT.replace('40', '76')],
    ['a length of 0', written({ length: '0:00' }), ['length'], TIME],
    ['a length that is a number', written({ length: 5 }), ['length'], TIME],
    ['a length of 100 hours', written({ length: '100h' }), ['length'], TIME],
    [
      'a cue that is a text',
      written({ cues: ['go'] }),
      ['cues', 0],
      'expected an entry with phase, after, left, over, lamps, announcement, sound',
    ],
    [
      'a stranger in a cue',
      withCue({ light: 1 }),
      ['cues', 1, 'light'],
      '"light" is not a key: use phase, after, left, over, lamps, announcement, sound',
    ],
    ['no place', withCue({ left: undefined }), ['cues', 1], PLACE],
    ['two places', withCue({ over: '0:10' }), ['cues', 1], PLACE],
    ['a negative place', withCue({ left: '-1:00' }), ['cues', 1, 'left'], TIME],
    ['a place in a list', withCue({ left: [0] }), ['cues', 1, 'left'], TIME],
    ['no phase', withCue({ phase: undefined }), ['cues', 1, 'phase'], TEXT],
    [
      'no lamps',
      withCue({ lamps: undefined }),
      ['cues', 1, 'lamps'],
      'expected a list such as [amber, red]',
    ],
    [
      'one lamp, not in a list',
      withCue({ lamps: 'red' }),
      ['cues', 1, 'lamps'],
      'expected a list such as [amber, red]',
    ],
    [
      'an unknown lamp',
      withCue({ lamps: ['red', 'pink'] }),
      ['cues', 1, 'lamps', 1],
      'the lamps are green, amber, red, blue',
    ],
    [
      'a lamp that every object has',
      withCue({ lamps: ['toString'] }),
      ['cues', 1, 'lamps', 0],
      'the lamps are green, amber, red, blue',
    ],
    [
      'a lamp that is a number',
      withCue({ lamps: [4] }),
      ['cues', 1, 'lamps', 0],
      'the lamps are green, amber, red, blue',
    ],
    [
      'an unknown announcement',
      withCue({ announcement: 'flash' }),
      ['cues', 1, 'announcement'],
      'expected one of none, blink, wink-green, wink-amber, wink-red',
    ],
    [
      'an unknown sound',
      withCue({ sound: 'horn' }),
      ['cues', 1, 'sound'],
      'expected one of none, tick, single, paired, roll, gong',
    ],
    [
      'a repeat that is a number',
      written({ repeat: 3 }),
      ['repeat'],
      'expected an entry with every, times',
    ],
    ['a repeat without an interval', written({ repeat: { times: 1 } }), ['repeat', 'every'], TIME],
    [
      'a repeat after 0',
      written({ repeat: { every: '0:00', times: 1 } }),
      ['repeat', 'every'],
      TIME,
    ],
    [
      'a repeat too late',
      written({ repeat: { every: '4:16', times: 1 } }),
      ['repeat', 'every'],
      'a repeat comes at the latest after 4:15',
    ],
    ['no times', written({ repeat: { every: '0:30' } }), ['repeat', 'times'], TIMES],
    ['0 times', written({ repeat: { every: '0:30', times: 0 } }), ['repeat', 'times'], TIMES],
    ['half a time', written({ repeat: { every: '0:30', times: 1.5 } }), ['repeat', 'times'], TIMES],
    ['256 times', written({ repeat: { every: '0:30', times: 256 } }), ['repeat', 'times'], TIMES],
  ])('%s', (_, value, path, message) => {
    expect(readRules(value)).toEqual({ path, message });
  });

  it('and an error that is none of theirs is not hidden', () => {
    const broken = {
      get name(): string {
        throw new TypeError('broken');
      },
      cues: [GO],
    };
    expect(() => readRules(broken)).toThrow('broken');
  });
});
