import { describe, expect, it } from 'vitest';
import { DoubleTap } from '../../protocol/double-tap.ts';

const standby = { state: 'standby', talk: 1 } as const;

describe('the big button rests', () => {
  it('after an event, and says for how long', () => {
    const taps = new DoubleTap();
    taps.show({ ...standby, event: 100 }, 0);
    taps.show({ ...standby, event: 200 }, 1_000);
    expect(taps.refusal(true, 1_100)).toContain('again in 2 s');
    expect(taps.refusal(true, 2_500)).toContain('again in 1 s');
    expect(taps.refusal(true, 3_000)).toBeUndefined();
  });

  it('not when a restarted host puts the stage where it is: nobody pressed anything', () => {
    const taps = new DoubleTap();
    taps.show({ ...standby, event: 100 }, 0);
    taps.show({ ...standby, event: null }, 1_000);
    expect(taps.refusal(true, 1_001)).toBeUndefined();
    taps.show({ state: 'running', talk: 1, event: null }, 5_000);
    expect(taps.refusal(true, 5_001)).toBeDefined();
  });
});

describe('the other buttons rest', () => {
  it('a moment after what changes their meaning, whoever did it', () => {
    const taps = new DoubleTap();
    taps.show({ ...standby, event: 100 }, 0);
    taps.show({ state: 'running', talk: 1, event: 200 }, 1_000);
    expect(taps.refusal(false, 1_100)).toBe('Something just happened: look, then press again.');
    expect(taps.refusal(false, 5_000)).toBeUndefined();
  });

  it('not after an event that changes nothing about them', () => {
    const taps = new DoubleTap();
    taps.show({ ...standby, event: 100 }, 0);
    taps.show({ ...standby, event: 200 }, 1_000);
    expect(taps.refusal(false, 1_001)).toBeUndefined();
  });
});
