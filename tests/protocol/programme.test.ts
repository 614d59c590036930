import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import { crc16 } from '../../protocol/crc.ts';
import {
  PROGRAMME_LONGEST,
  encodeProgramme,
  isProgrammeProblem,
  makeProgramme,
  programmeCrc,
  type TalkPlan,
} from '../../protocol/programme.ts';
import type { Rules } from '../../protocol/rules.ts';
import { duration, seconds } from '../../protocol/time.ts';
import { programmes } from '../support/arbitraries.ts';
import {
  CLAP,
  FIVE_MINUTES,
  clapTalks,
  lengthOf,
  programmeOf,
  rulesOf,
} from '../support/programmes.ts';

const talk = (id: number, more: Partial<TalkPlan> = {}): TalkPlan => ({
  id,
  rules: CLAP,
  length: FIVE_MINUTES,
  ...more,
});
const talks = (count: number, more: (i: number) => Partial<TalkPlan>): TalkPlan[] =>
  Array.from({ length: count }, (_, i) => talk(i + 1, more(i)));

/** Why talks do not fit, and which of them. */
function problem(plans: readonly TalkPlan[]): { talk: number; message: string } {
  const made = makeProgramme(plans, 7);
  if (!isProgrammeProblem(made)) throw new Error('these talks fit');
  return made;
}

/** Rules with so many cues; `kind` tells those apart that have equally many. */
const withCues = (count: number, kind = 0): Rules => ({
  ...CLAP,
  repeat: { every: seconds(1), times: kind },
  cues: Array.from({ length: count }, (_, i) => ({
    phase: `phase ${String(i)}`,
    place: { after: seconds(i) },
    signal: { lamps: 1, announcement: 'none', sound: 'none' },
  })),
});

describe('a programme', () => {
  it('has one score for talks that are alike, after the score of the changeover', () => {
    const { talks, scores } = programmeOf([
      talk(1),
      talk(2, { length: lengthOf('3:00') }),
      talk(3, { silent: true }),
      talk(4, { length: lengthOf('3:00'), noFlash: true }),
    ]);
    expect(scores.map(({ cues }) => cues[0]?.phase)).toEqual(['changeover', 'go', 'go']);
    expect(talks.map(({ id, score, silent, noFlash }) => [id, score, silent, noFlash])).toEqual([
      [1, 1, false, false],
      [2, 2, false, false],
      [3, 1, true, false],
      [4, 2, false, true],
    ]);
  });

  it('may be empty', () => {
    expect(programmeOf([])).toMatchObject({ talks: [], scores: [{}] });
  });

  it('takes 64 talks, and says what to do with more', () => {
    expect(clapTalks(64).talks).toHaveLength(64);
    expect(problem(talks(65, () => ({})))).toEqual({
      talk: 64,
      message: 'a podium holds 64 talks: leave the rest for a second session, in a file of its own',
    });
  });

  it('takes eight kinds of talk, and names the talk that asks for a ninth', () => {
    const kinds = (count: number): TalkPlan[] => talks(count, (i) => ({ rules: withCues(1, i) }));
    expect(programmeOf(kinds(8)).scores).toHaveLength(9);
    expect(problem(kinds(9))).toEqual({
      talk: 8,
      message:
        'it needs a 9th kind of talk (rules and length) and a podium holds 8: give it the length and rules of another talk',
    });
  });

  it('takes 54 cues in all', () => {
    const kinds = talks(6, (i) => ({ rules: withCues(12 - i) }));
    expect(problem(kinds)).toEqual({
      talk: 5,
      message:
        'with its rules the session has 58 cues and a podium holds 54: use fewer kinds of talk, or rules with fewer cues',
    });
  });

  it('takes 16 cues in one score', () => {
    expect(programmeOf([talk(1, { rules: withCues(16) })]).scores[1]?.cues).toHaveLength(16);
    expect(problem([talk(1), talk(2, { rules: withCues(17) })])).toEqual({
      talk: 1,
      message: 'its rules have 17 cues and a podium plays 16: use fewer cues',
    });
  });

  it('takes cues that 21 bits can count', () => {
    const late = { phase: 'late', place: { over: duration(40 * 3_600_000) } } as const;
    const signal = { lamps: 1, announcement: 'none', sound: 'none' } as const;
    const rules = { ...CLAP, cues: [...CLAP.cues, { ...late, signal }] };
    expect(problem([talk(1, { rules, length: lengthOf('24h') })])).toEqual({
      talk: 0,
      message:
        'its last cue comes at 64:00:00 and a podium counts to 58:15:15: use a shorter length',
    });
  });
});

describe('the bytes of a programme', () => {
  it('are head, talks, scores and cues, the low byte first', () => {
    const example = programmeOf([
      talk(1),
      talk(0x1234, {
        rules: rulesOf('gong'),
        length: lengthOf('1:00'),
        silent: true,
        noFlash: true,
      }),
    ]);
    expect(Buffer.from(encodeProgramme(example)).toString('hex').toUpperCase()).toBe(
      [
        '02030802',
        ...['010001', '341232'],
        ...['0100000000', '051E012C01', '0200003C00'],
        '00000003',
        ...['00000001', '60094012', 'F00A6016', 'B80B8004', 'E40C8017'],
        ...['0000A001', '5802A004'],
      ].join(''),
    );
    expect(programmeCrc(example)).toBe(crc16(encodeProgramme(example)));
  });

  it('have due times of three bytes, the low one first', () => {
    const long = programmeOf([talk(1, { length: lengthOf('2:30:00') })]);
    // 2:30:30 is 90,300 times 100 ms, which is 0160BC; sound 4 is 80 in the third byte.
    expect([...encodeProgramme(long)].slice(-4)).toEqual([0xbc, 0x60, 0x81, 0x17]);
  });

  it.each([
    ['18:12:15', 0x05, [0xff, 0xff]],
    ['18:12:16', 0x85, [0x00, 0x00]],
    ['24h', 0x85, [0x80, 0x51]],
  ])('have lengths of up to a day: %s', (length, count, low) => {
    const bytes = [...encodeProgramme(programmeOf([talk(1, { length: lengthOf(length) })]))];
    // Behind the head, a talk and the changeover.
    const at = 4 + 3 + 5;
    expect([bytes[at], bytes.slice(at + 3, at + 5)]).toEqual([count, low]);
  });

  it('are 457 at most', () => {
    fc.assert(
      fc.property(programmes, (programme) => {
        const { talks, scores } = programme;
        const cues = scores.reduce((count, score) => count + score.cues.length, 0);
        const bytes = encodeProgramme(programme);
        expect(bytes).toHaveLength(4 + 3 * talks.length + 5 * scores.length + 4 * cues);
        expect(bytes.length).toBeLessThanOrEqual(457);
      }),
    );
    expect(PROGRAMME_LONGEST).toBe(457);
  });

  it('are 457 for the fullest: 64 talks of eight kinds, with 54 cues', () => {
    const fullest = talks(64, (i) => ({ rules: withCues(i % 8 < 5 ? 7 : 6, i % 8) }));
    const programme = programmeOf(fullest);
    expect(programme.scores.flatMap(({ cues }) => cues)).toHaveLength(54);
    expect(encodeProgramme(programme)).toHaveLength(457);
  });

  it('tell any two programmes apart that differ in a bit', () => {
    const bytes = encodeProgramme(clapTalks(3));
    const crcs = new Set([crc16(bytes)]);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      crcs.add(crc16(damaged));
    }
    expect(crcs.size).toBe(bytes.length * 8 + 1);
  });
});

describe('CRC-16/CCITT-FALSE', () => {
  it('has the check value that its catalogues give', () => {
    expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x29b1);
    expect(crc16([])).toBe(0xffff);
  });
});
