import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../protocol/presets.ts';
import { isRulesProblem } from '../../protocol/rules.ts';
import {
  changeoverScore,
  cue,
  cueAt,
  cueCount,
  makeScore,
  sharedSets,
} from '../../protocol/score.ts';
import { FOUR_TIERS, THREE_TIERS } from '../../protocol/signal.ts';
import { duration, formatDuration, seconds } from '../../protocol/time.ts';
import { CLAP, lengthOf, rulesOf } from '../support/programmes.ts';

/** The score of rules for a length, a cue a line. */
const told = (rules: string, length: string, present = THREE_TIERS): string[] =>
  makeScore(rulesOf(rules), lengthOf(length), present).cues.map(({ phase, due, signal }) =>
    [formatDuration(due), phase, signal.lamps, signal.announcement, signal.sound].join(' '),
  );

describe('the score of a talk', () => {
  it('by clap, five minutes', () => {
    expect(told('clap', '5:00')).toEqual([
      '0:00 go 1 none none',
      '4:00 one-finger 2 blink single',
      '4:40 two-finger 6 blink paired',
      '5:00 applause 4 none roll',
      '5:30 overtime 7 blink roll',
    ]);
  });

  it('by toastmasters-5-7: after times, whatever the length is', () => {
    expect(told('toastmasters-5-7', '7:00')).toEqual([
      '0:00 before-minimum 0 wink-green none',
      '5:00 minimum 1 none none',
      '6:00 middle 2 none none',
      '7:00 maximum 4 none none',
    ]);
  });

  it.each([
    ['1:01', ['0:00 go', '0:01 one-finger', '0:41 two-finger', '1:01 applause', '1:31 overtime']],
    ['1:00', ['0:00 go', '0:40 two-finger', '1:00 applause', '1:30 overtime']],
    ['0:20', ['0:00 go', '0:20 applause', '0:50 overtime']],
    ['0:01', ['0:00 go', '0:01 applause', '0:31 overtime']],
  ])('of %s leaves out cues at or before the start', (length, cues) => {
    const phases = told('clap', length).map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(phases).toEqual(cues);
  });

  it('has the later of two cues at the same moment', () => {
    const [go, ...others] = CLAP.cues;
    const doubled = { ...CLAP, cues: go ? [go, ...others, { ...go, phase: 'again' }] : [] };
    expect(makeScore(doubled, seconds(300), THREE_TIERS).cues[0]?.phase).toBe('again');
  });

  it('puts cues in order, however the rules list them', () => {
    const reversed = { ...CLAP, cues: [...CLAP.cues].reverse() };
    expect(makeScore(reversed, seconds(300), THREE_TIERS)).toEqual(
      makeScore(CLAP, seconds(300), THREE_TIERS),
    );
  });
});

describe('the score of the changeover', () => {
  it('is one lasting set: blue where there is one', () => {
    const signal = { announcement: 'none', sound: 'none' };
    expect(changeoverScore(FOUR_TIERS).cues).toEqual([
      { phase: 'changeover', due: 0, signal: { ...signal, lamps: 8 } },
    ]);
    expect(changeoverScore(THREE_TIERS).cues[0]?.signal.lamps).toBe(3);
  });
});

describe('the cue at a position', () => {
  const score = makeScore(CLAP, seconds(300), THREE_TIERS);

  it.each([
    [-60, 0],
    [0, 0],
    [239.999, 0],
    [240, 1],
    [300, 3],
    [330, 4],
    [359.999, 4],
    [360, 5],
    [390, 5],
    [36_000, 5],
  ])('at %d s: number %d', (s, number) => {
    expect(cueAt(score, duration(s * 1000))).toBe(number);
  });

  it('counts repeats of the last on, each with a due time of its own', () => {
    expect(cueCount(score)).toBe(6);
    expect(cue(score, 4)).toMatchObject({ phase: 'overtime', due: 330_000 });
    expect(cue(score, 5)).toMatchObject({ phase: 'overtime', due: 360_000 });
  });

  it('counts repeats of an only cue from the start, not from before it', () => {
    const only = { ...changeoverScore(THREE_TIERS), repeat: { every: seconds(10), times: 2 } };
    expect([-30, 0, 10, 20, 30].map((s) => cueAt(only, seconds(s)))).toEqual([0, 0, 1, 2, 2]);
  });

  it('is refused to a score without cues', () => {
    expect(() => cue({ ...score, cues: [] }, 0)).toThrow(RangeError);
  });
});

describe('sets that cannot be told apart', () => {
  it.each([...PRESETS.keys()])('the rules %s are rules', (name) => {
    expect(isRulesProblem(rulesOf(name))).toBe(false);
  });

  it('there are none in the presets, but for the last ten seconds', () => {
    const shared = [...PRESETS].filter(([, rules]) => sharedSets(rules).length > 0);
    expect(shared.map(([name]) => name)).toEqual(['last-ten-seconds']);
  });

  it('are named, phases and states', () => {
    const [go] = CLAP.cues;
    if (!go) throw new Error('no cues');
    const same = { ...go, phase: 'again', place: { left: seconds(10) } };
    const held = { ...go, phase: 'stop', signal: { ...go.signal, lamps: 5 } };
    expect(sharedSets({ ...CLAP, cues: [go, same, held] })).toEqual([
      '"go" and "again" light the same lamps',
      '"stop" and a talk on hold light the same lamps',
    ]);
  });

  it('are found as the column has them: without blue, the changeover is green and amber', () => {
    const [go] = CLAP.cues;
    if (!go) throw new Error('no cues');
    const rules = { ...CLAP, cues: [{ ...go, signal: { ...go.signal, lamps: 3 } }] };
    expect(sharedSets(rules)).toEqual([]);
    expect(sharedSets(rules, THREE_TIERS)).toEqual([
      '"go" and the changeover light the same lamps',
    ]);
  });
});
