/** A word and a hand for each phase. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../protocol/presets.ts';
import { faceOf } from '../../../host/page/face.ts';
import { handOf } from '../../../host/page/page-words.ts';
import { wordOf } from '../../../protocol/words/words.ts';
import { STATE_SIGNALS, lampSet, type Signal } from '../../../protocol/signal.ts';
import { duration, instant } from '../../../protocol/time.ts';

const of = (lamps: number): { signal: Signal } => ({
  signal: { lamps, announcement: 'none', sound: 'none' },
});

it('phases with different sets of lamps have different hands', () => {
  const sets = [
    lampSet('green'),
    lampSet('amber'),
    lampSet('amber', 'red'),
    lampSet('red'),
    lampSet('green', 'amber', 'red'),
    STATE_SIGNALS.held.lamps,
    lampSet('blue'),
    0,
  ];
  expect(new Set(sets.map((set) => JSON.stringify(handOf(of(set))))).size).toBe(sets.length);
});

it('every phase of every preset has a word without hyphens', () => {
  for (const { cues } of PRESETS.values())
    for (const { phase } of cues) expect(wordOf(phase)).toMatch(/^[a-z0-9 ]+$/);
});

describe('digits', () => {
  const digits = (state: 'running' | 'standby', position: number, room?: string): string =>
    faceOf(
      {
        trust: 'sure',
        session: {
          clock: 'a',
          speed: 1,
          rev: 1,
          name: null,
          stage: { state, talk: 0, anchor: 0, banked: 0 },
          talks: [{ id: 1, speaker: 'Ada', title: '' }],
          scores: [],
          length: 300_000,
          changeover: 60_000,
          light: { name: 'none', reached: true, truth: 'sure' },
          muted: false,
          practice: null,
          messages: room === undefined ? {} : { room },
        },
        silent: 0,
        playing: {
          phase: { name: 'go', announced: false, practised: false, ...of(1) },
          lamps: 1,
          position: duration(position),
          length: duration(state === 'running' ? 300_000 : 60_000),
          sound: null,
          now: instant(position),
          toStart: null,
        },
      },
      false,
    ).digits;

  it.each([
    [0, '5:00'],
    [1, '5:00'],
    [1_000, '4:59'],
    [299_999, '0:01'],
    [300_000, '+0:00'],
    [330_999, '+0:30'],
  ])('at %i ms of a talk are %s', (position, text) => {
    expect(digits('running', position)).toBe(text);
  });

  it('of a changeover that runs over are not put into the face of the speaker', () => {
    expect(digits('standby', 59_000)).toBe('0:01');
    expect(digits('standby', 60_000)).toBe('');
    expect(digits('standby', 20_000, 'short break')).toBe('0:40');
    expect(digits('standby', 20_000, 'technical pause, we go on shortly')).toBe('');
  });
});
