/** What holds for the stage whatever happens, at whatever moments. */
import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import {
  OPENING,
  elapsedOf,
  positionOf,
  step,
  type EventName,
  type Stage,
  type StageEvent,
} from '../../protocol/stage.ts';
import { after, duration, instant, type Instant } from '../../protocol/time.ts';
import { schedule, waits } from '../support/arbitraries.ts';

const TALKS = 3;

interface Passed {
  readonly before: Stage;
  readonly event: StageEvent;
  readonly now: Instant;
  readonly outcome: ReturnType<typeof step>;
  readonly stage: Stage;
}

/** Plays a schedule and tells each of its steps. */
function* playing(steps: readonly { wait: number; event: StageEvent }[]): Generator<Passed> {
  let stage = OPENING;
  let now = instant(0);
  for (const { wait, event } of steps) {
    now = after(now, duration(wait));
    const before = stage;
    const outcome = step(before, event, now, TALKS);
    if (outcome.accepted) stage = outcome.stage;
    yield { before, event, now, outcome, stage };
  }
}

/** Events that begin another clock; `grant` and `undo` say so too. */
const JUMPS: ReadonlySet<EventName> = new Set(['finish', 'back', 'reopen', 'grant', 'undo']);

const jumps = ({ event, before }: Passed): boolean => {
  if (event.type === 'start' || event.type === 'go') return before.state !== 'held';
  return JUMPS.has(event.type);
};

describe('whatever happens', () => {
  it('the position never jumps, back or forth, unless an event says so', () => {
    fc.assert(
      fc.property(schedule(), (steps) => {
        let last: { stage: Stage; now: Instant } = { stage: OPENING, now: instant(0) };
        for (const passed of playing(steps)) {
          const { before, now, stage } = passed;
          expect(before).toBe(last.stage);
          const position = positionOf(before, now);
          expect(position).toBeGreaterThanOrEqual(positionOf(before, last.now));
          if (!jumps(passed)) expect(positionOf(stage, now)).toBe(position);
          last = { stage, now };
        }
      }),
    );
  });

  it('refused events change nothing, and accepted ones do not touch the stage that was', () => {
    fc.assert(
      fc.property(schedule(), (steps) => {
        let known = structuredClone(OPENING);
        for (const { before, outcome, stage } of playing(steps)) {
          expect(before).toEqual(known);
          if (!outcome.accepted) expect(stage).toBe(before);
          known = structuredClone(stage);
        }
      }),
    );
  });

  it('each accepted event raises the revision by one, and no other does', () => {
    fc.assert(
      fc.property(schedule(), (steps) => {
        for (const { before, outcome, stage } of playing(steps))
          expect(stage.rev).toBe(before.rev + Number(outcome.accepted));
      }),
    );
  });

  it('undo after any event gives back the clock as if nothing had been pressed', () => {
    fc.assert(
      fc.property(schedule(), waits, waits, (steps, wait, later) => {
        for (const { before, outcome, stage, now } of playing(steps)) {
          if (!outcome.accepted) continue;
          const pressed = after(now, duration(wait));
          const undone = step(stage, { type: 'undo' }, pressed, TALKS);
          if (stage.before === null) {
            expect(undone).toEqual({ accepted: false, reason: 'nothing' });
            continue;
          }
          if (!undone.accepted) throw new Error(undone.reason);
          const then = after(pressed, duration(later));
          expect(positionOf(undone.stage, then)).toBe(positionOf(before, then));
          expect(elapsedOf(undone.stage, then)).toBe(elapsedOf(before, then));
          const { state, talk, granted } = before;
          expect(undone.stage).toMatchObject({ state, talk, granted });
        }
      }),
    );
  });

  it('the talk is always one of the lineup, or the stage is closed', () => {
    fc.assert(
      fc.property(schedule(60), (steps) => {
        for (const { stage } of playing(steps)) {
          if (stage.state === 'closed') expect(stage.talk).toBe(TALKS);
          else expect([0, 1, 2]).toContain(stage.talk);
        }
      }),
    );
  });

  it('the clock counts exactly while a talk is running', () => {
    fc.assert(
      fc.property(schedule(), waits, (steps, wait) => {
        for (const { stage, now } of playing(steps)) {
          const passed = elapsedOf(stage, after(now, duration(wait))) - elapsedOf(stage, now);
          if (stage.state === 'running') expect(passed).toBe(wait);
          if (stage.state === 'held') expect(passed).toBe(0);
        }
      }),
    );
  });
});
