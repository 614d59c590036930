import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import type { Lineup, Talk } from '../../host/lineup/lineup.ts';
import { difference, type Current } from '../../host/lineup/merge.ts';
import { outOfOrder } from '../../host/lineup/pairs.ts';
import { duration, minutes } from '../../protocol/time.ts';

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/** `A/x` is speaker A with title x. */
const talk = (text: string): Talk => {
  const [speaker = '', title = ''] = text.split('/');
  return { speaker, title };
};
const file = (text: string): Lineup => ({
  talks: text.split(' ').filter(Boolean).map(talk),
  remarks: [],
});

/** `-` ended, `?` missed, `*` on, `>` next; else waiting. */
const STATES: Readonly<Record<string, Current['state']>> = {
  '-': 'ended',
  '?': 'missed',
  '*': 'on',
  '>': 'next',
};
const session = (text: string): Current[] =>
  text.split(' ').map((word) => {
    const state = STATES[word.charAt(0)];
    return { talk: talk(state ? word.slice(1) : word), state: state ?? 'waiting' };
  });

const merge = (before: string, after: string, now: string): string => {
  const { talks, summary } = difference(file(before), file(after), session(now));
  return `${talks.map((merged) => `${merged.talk.speaker}/${merged.talk.title}`.replace(/\/$/, '')).join(' ')} (${summary})`;
};

describe('a saved file', () => {
  it.each([
    ['nothing new', 'A B C', 'A B C', '-A *B >C', 'A B C ()'],
    ['a talk added at the end', 'A B', 'A B C', '*A B', 'A B C (1 added)'],
    ['a talk added in between', 'A B C', 'A X B C', '-A >B C', 'A X B C (1 added)'],
    ['two added one after another', 'A B', 'A X Y B', '*A B', 'A X Y B (2 added)'],
    ['a talk added before all that has been', 'A B C', 'X A B C', '-A *B C', 'A B X C (1 added)'],
    ['a talk taken out', 'A B C', 'A C', '*A B C', 'A C (1 removed)'],
    ['a talk moved to the front', 'A B C D', 'D A B C', '*A B C D', 'A D B C (1 moved)'],
    ['a talk moved to the end', 'A B C D', 'A C D B', '*A B C D', 'A C D B (1 moved)'],
    ['two talks swapped', 'A B C', 'A C B', '*A B C', 'A C B (1 moved)'],
    ['a new title', 'A/x B/y', 'A/x B/z', '*A/x B/y', 'A/x B/z (1 changed)'],
    ['another speaker', 'A/x B/y', 'A/x C/y', '*A/x B/y', 'A/x C/y (1 changed)'],
    [
      'a new title of a name that is there twice',
      'C/x C/y',
      'C/x C/z',
      '*C/x C/y',
      'C/x C/z (1 added, 1 removed)',
    ],
    [
      'everything at once',
      'A B C D E',
      'A E C X B',
      '*A B C D E',
      'A E C X B (1 added, 1 removed, 2 moved)',
    ],
  ])('with %s', (_, before, after, now, wanted) => {
    expect(merge(before, after, now)).toBe(wanted);
  });

  it.each([
    ['keeps what was added on a screen', 'A B', 'A B C', '*A S B', 'A S B C (1 added)'],
    [
      'keeps what was added on a screen behind a talk that moves',
      'A B C',
      'A C B',
      '*A B S C',
      'A C B S (1 moved)',
    ],
    [
      'does not bring back what was removed on a screen',
      'A B C',
      'A B C D',
      '*A C',
      'A C D (1 added)',
    ],
    ['does not undo an order made on a screen', 'A B C', 'A B C D', '*A C B', 'A C B D (1 added)'],
    [
      'does not undo a title changed on a screen',
      'A B/x',
      'A B/x C',
      '*A B/z',
      'A B/z C (1 added)',
    ],
    ['does not add what a screen added already', 'A B', 'A B S', '*A S B', 'A S B ()'],
    ['does not move what a screen moved there already', 'A B C', 'A C B', '*A C B', 'A C B ()'],
    ['never brings back a talk that ended', 'B C', 'A B C', '-A *B C', 'A B C ()'],
    ['never brings back a talk that was missed', 'B C', 'B C A', '?A *B C', 'A B C ()'],
    ['leaves the talk that is on, though it is taken out', 'A B C', 'C', '-A *B C', 'A B C ()'],
    [
      'leaves the talk that is on, though it is changed',
      'A B/x C',
      'A B/y C',
      '-A *B/x C',
      'A B/x C ()',
    ],
    ['leaves talks that ended where they are', 'A B C', 'C B A', '-A -B >C', 'A B C ()'],
    [
      'may take out or replace the talk that is next',
      'A B C',
      'A X C',
      '-A >B C',
      'A X C (1 added, 1 removed)',
    ],
  ])('%s', (_, before, after, now, wanted) => {
    expect(merge(before, after, now)).toBe(wanted);
  });

  it('changes only the values that the file changed', () => {
    const before: Lineup = {
      talks: [{ speaker: 'A', title: 'x', notes: 'n', line: 2 }],
      remarks: [],
    };
    const after: Lineup = {
      talks: [{ speaker: 'A', title: 'x', silent: true, line: 5 }],
      remarks: [],
    };
    const now: Current[] = [
      { talk: { speaker: 'A', title: 'x', notes: 'n', duration: minutes(7) }, state: 'next' },
    ];
    expect(difference(before, after, now)).toEqual({
      talks: [{ talk: { speaker: 'A', title: 'x', silent: true, duration: 420_000 }, was: 0 }],
      session: {},
      summary: '1 changed',
    });
  });

  it('adds before a talk that is marked to be skipped, and may call that one up', () => {
    const skipped: Talk = { speaker: 'B', title: '', skip: true };
    const before: Lineup = { talks: [talk('A'), skipped], remarks: [] };
    const now: Current[] = [
      { talk: talk('A'), state: 'on' },
      { talk: skipped, state: 'missed' },
    ];
    const { talks, summary } = difference(before, file('A X B'), now);
    expect(talks.map((merged) => merged.talk)).toEqual(file('A X B').talks);
    expect(summary).toBe('1 added, 1 changed');
  });

  it('may change the session', () => {
    const before: Lineup = { ...file('A'), name: 'Day', start: '2025-07-16T17:30' };
    const after: Lineup = {
      ...file('A'),
      name: 'Day',
      changeover: duration(45_000),
      start: '2025-07-16T17:40',
    };
    const { session: values, summary } = difference(before, after, session('A'));
    expect(values).toEqual({ changeover: 45_000, start: '2025-07-16T17:40' });
    expect(summary).toBe('changeover 0:45, another start');
  });
});

describe('whatever is saved', () => {
  const words = fc.array(fc.constantFrom(...LETTERS, 'A/x', 'B/y', 'C/x'), { maxLength: 8 });
  const now = fc
    .tuple(words, words, fc.boolean())
    .map(
      ([been, rest, on]) =>
        [...been.map((word) => `-${word}`), ...(on ? ['*Z'] : []), ...rest].join(' ') || 'Z',
    );

  it('those that have been, and the one that is on, stay first, in their order and as they were', () => {
    fc.assert(
      fc.property(words, words, now, (before, after, current) => {
        const running = session(current);
        const { talks } = difference(file(before.join(' ')), file(after.join(' ')), running);
        const fixed = running.filter(({ state }) => state === 'ended' || state === 'on');
        expect(talks.slice(0, fixed.length).map((merged) => merged.talk)).toEqual(
          fixed.map((entry) => entry.talk),
        );
        const kept = talks.flatMap(({ was }) => (was === undefined ? [] : was));
        expect(new Set(kept).size).toBe(kept.length);
      }),
    );
  });

  it('the same file again changes nothing, and a session that follows its file follows it anywhere', () => {
    const unique = fc.uniqueArray(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(unique, unique, (before, after) => {
        const running = session(before.join(' '));
        expect(difference(file(before.join(' ')), file(before.join(' ')), running).summary).toBe(
          '',
        );
        const { talks } = difference(file(before.join(' ')), file(after.join(' ')), running);
        expect(talks.map((merged) => merged.talk.speaker)).toEqual(after);
      }),
    );
  });

  it('as few talks as possible move', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(20), { maxLength: 7 }), (sequence) => {
        const moved = outOfOrder(sequence);
        const rest = sequence.filter((value) => !moved.has(value));
        expect(rest).toEqual([...rest].sort((a, b) => a - b));
        const longest = (from: number, above: number): number =>
          sequence
            .slice(from)
            .reduce(
              (most, value, i) =>
                value > above ? Math.max(most, 1 + longest(from + i + 1, value)) : most,
              0,
            );
        expect(rest).toHaveLength(longest(0, -1));
      }),
    );
  });
});
