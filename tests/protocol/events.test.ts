/** What events have in common: revisions, the guard, grants, undo and put. */
import { describe, expect, it } from 'vitest';
import {
  OPENING,
  REV_MODULO,
  adopt,
  elapsedOf,
  guarded,
  positionOf,
  put,
  step,
  type Stage,
  type StageEvent,
} from '../../protocol/stage.ts';
import { instant, minutes, seconds } from '../../protocol/time.ts';

const at = (s: number) => instant(s * 1000);

function stepped(stage: Stage, event: StageEvent, s: number): Stage {
  const outcome = step(stage, event, at(s), 3);
  if (!outcome.accepted) throw new Error(`${event.type} was refused: ${outcome.reason}`);
  return outcome.stage;
}

const refusal = (stage: Stage, event: StageEvent, s: number): string => {
  const outcome = step(stage, event, at(s), 3);
  return outcome.accepted ? 'accepted' : outcome.reason;
};

const RUNNING = stepped(OPENING, { type: 'start' }, 10);

describe('revisions', () => {
  it('are raised by each accepted event', () => {
    expect(RUNNING.rev).toBe(1);
    expect(stepped(RUNNING, { type: 'hold' }, 20).rev).toBe(2);
  });

  it('let an event through that was made for the current one', () => {
    expect(stepped(RUNNING, { type: 'hold', rev: 1 }, 20).state).toBe('held');
  });

  it('stop one that was made for another, whatever it is', () => {
    expect(refusal(RUNNING, { type: 'hold', rev: 0 }, 20)).toBe('stale');
    expect(refusal(RUNNING, { type: 'reopen', rev: 2 }, 20)).toBe('stale');
    expect(refusal(RUNNING, { type: 'undo', rev: 2 }, 20)).toBe('stale');
  });

  it('start again at 0 after the last', () => {
    const last = { ...RUNNING, rev: REV_MODULO - 1 };
    expect(stepped(last, { type: 'hold' }, 20).rev).toBe(0);
  });
});

describe('the guard of the one button', () => {
  it.each([
    [10, 'guard'],
    [11.999, 'guard'],
    [12, 'accepted'],
    [600, 'accepted'],
  ])('start at 10 s, go at %d s: %s', (s, expected) => {
    expect(refusal(RUNNING, { type: 'go' }, s)).toBe(expected);
    expect(guarded(RUNNING, at(s))).toBe(expected === 'guard');
  });

  it('begins anew with each accepted event, undo too, and not with a refused one', () => {
    const undone = stepped(stepped(RUNNING, { type: 'hold' }, 20), { type: 'undo' }, 30);
    expect(refusal(undone, { type: 'go' }, 31)).toBe('guard');
    expect(refusal(undone, { type: 'skip' }, 32)).toBe('refused');
    expect(refusal(undone, { type: 'go' }, 32)).toBe('accepted');
  });

  it('does not stand in the way of the first press, nor of one after a put', () => {
    expect(refusal(OPENING, { type: 'go' }, 0)).toBe('accepted');
    const place = { state: 'standby', talk: 1, elapsed: null, granted: seconds(0) } as const;
    expect(refusal(put(RUNNING, place, at(20)), { type: 'go' }, 20)).toBe('accepted');
  });

  it('says "refused" where go would do nothing anyway', () => {
    const closed: Stage = { ...OPENING, state: 'closed', talk: 3, changed: at(10) };
    expect(refusal(closed, { type: 'go' }, 10)).toBe('refused');
  });
});

describe('grants', () => {
  const grant = (s: number): StageEvent => ({ type: 'grant', amount: seconds(s) });

  it.each([30, 60, -30, -3600, 3600])('of %d s are accepted', (s) => {
    expect(stepped(RUNNING, grant(s), 20).granted).toBe(seconds(s));
  });

  it.each([0, 1, 29, 31, -45, 0.5])('of %d s are no steps of 30 s', (s) => {
    expect(refusal(RUNNING, grant(s), 20)).toBe('amount');
  });

  it('need an amount', () => {
    expect(refusal(RUNNING, { type: 'grant' }, 20)).toBe('amount');
  });

  it('add up to an hour at most, either way', () => {
    const most = stepped(RUNNING, grant(3600), 20);
    expect(refusal(most, grant(30), 21)).toBe('limit');
    expect(stepped(most, grant(-7200), 21).granted).toBe(minutes(-60));
    expect(refusal(RUNNING, grant(-3630), 20)).toBe('limit');
  });

  it('move the position and not the clock', () => {
    const granted = stepped(RUNNING, grant(30), 20);
    expect(positionOf(granted, at(25))).toBe(seconds(-15));
    expect(elapsedOf(granted, at(25))).toBe(seconds(15));
  });
});

describe('undo', () => {
  it('has nothing to undo at the beginning, nor twice, nor after a put or an edit', () => {
    expect(refusal(OPENING, { type: 'undo' }, 0)).toBe('nothing');
    expect(refusal(stepped(RUNNING, { type: 'undo' }, 20), { type: 'undo' }, 21)).toBe('nothing');
    expect(refusal(adopt(RUNNING, 2), { type: 'undo' }, 20)).toBe('nothing');
  });

  it('brings a grant back too', () => {
    const granted = stepped(RUNNING, { type: 'grant', amount: seconds(60) }, 20);
    expect(stepped(granted, { type: 'undo' }, 30).granted).toBe(0);
  });
});

describe('putting the stage somewhere', () => {
  const place = { state: 'running', talk: 2, elapsed: seconds(90), granted: seconds(30) } as const;

  it('sets it in one step, and its clock goes on from there', () => {
    const stage = put(RUNNING, place, at(50));
    expect(stage).toMatchObject({ state: 'running', talk: 2, rev: 2 });
    expect(positionOf(stage, at(60))).toBe(seconds(70));
  });

  it('lets the clock of a held talk stand', () => {
    const stage = put(RUNNING, { ...place, state: 'held' }, at(50));
    expect(elapsedOf(stage, at(500))).toBe(seconds(90));
    expect(stepped(stage, { type: 'start' }, 500).anchor).toBe(at(500));
  });

  it('knows a standby with no changeover clock', () => {
    const stage = put(RUNNING, { ...place, state: 'standby', elapsed: null }, at(50));
    expect(elapsedOf(stage, at(500))).toBe(0);
  });
});

describe('an edit of the lineup', () => {
  it('changes the number of the talk and the revision, not the clock', () => {
    const stage = adopt(RUNNING, 2);
    expect(stage).toMatchObject({ state: 'running', talk: 2, rev: 2, changed: at(10) });
    expect(elapsedOf(stage, at(20))).toBe(seconds(10));
  });
});
