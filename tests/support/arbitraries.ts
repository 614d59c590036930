/** Random rules, programmes and sequences of events. */
import { fc } from './random.ts';
import { isProgrammeProblem, makeProgramme, type Programme } from '../../protocol/programme.ts';
import type { Rules, RulesCue } from '../../protocol/rules.ts';
import { ANNOUNCEMENTS, FOUR_TIERS, SOUND_NAMES } from '../../protocol/signal.ts';
import { EVENT_NAMES, GRANT_STEP, isTimed, type StageEvent } from '../../protocol/stage.ts';
import { duration, seconds, type Duration } from '../../protocol/time.ts';

const wholeSeconds = (min: number, max: number): fc.Arbitrary<Duration> =>
  fc.integer({ min, max }).map(seconds);

const signal = fc.record({
  lamps: fc.integer({ min: 0, max: FOUR_TIERS }),
  announcement: fc.constantFrom(...ANNOUNCEMENTS),
  sound: fc.constantFrom(...SOUND_NAMES),
});

const place = fc.oneof(
  wholeSeconds(0, 90).map((left) => ({ left })),
  wholeSeconds(1, 90).map((after) => ({ after })),
  wholeSeconds(0, 60).map((over) => ({ over })),
);

const start: fc.Arbitrary<RulesCue> = signal.map((signal) => ({
  phase: 'start',
  place: { after: duration(0) },
  signal,
}));

const rules: fc.Arbitrary<Rules> = fc.record({
  name: fc.constant('random'),
  title: fc.constant('random'),
  length: wholeSeconds(1, 120),
  cues: fc
    .tuple(
      start,
      fc.array(fc.record({ phase: fc.constant('later'), place, signal }), { maxLength: 6 }),
    )
    .map(([first, others]) => [first, ...others]),
  repeat: fc.record({ every: wholeSeconds(1, 30), times: fc.integer({ min: 0, max: 3 }) }),
});

/** Programmes of short talks, so that random events meet many cues. */
export const programmes: fc.Arbitrary<Programme> = fc
  .tuple(
    fc.array(rules, { minLength: 1, maxLength: 3 }),
    fc.array(
      fc.record({
        length: wholeSeconds(1, 120),
        kind: fc.nat(),
        silent: fc.boolean(),
        noFlash: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    fc.constantFrom(7, 15),
  )
  .map(([kinds, talks, present]) =>
    makeProgramme(
      talks.map(({ kind, ...talk }, i) => ({
        ...talk,
        id: i + 1,
        rules: kinds[kind % kinds.length] as Rules,
      })),
      present,
    ),
  )
  .filter((programme): programme is Programme => !isProgrammeProblem(programme));

/** Waits in ms: mostly short, some long enough for a talk. */
export const waits = fc.oneof(
  fc.integer({ min: 0, max: 50 }),
  fc.integer({ min: 0, max: 3_000 }),
  fc.integer({ min: 0, max: 200_000 }),
);

const events: fc.Arbitrary<StageEvent> = fc
  .record({
    type: fc.constantFrom(...EVENT_NAMES),
    steps: fc.integer({ min: -4, max: 4 }),
  })
  .map(({ type, steps }) =>
    type === 'grant' ? { type, amount: duration(steps * GRANT_STEP) } : { type },
  );

/** How long ago an event happened, if that is told: mostly lately, some too long ago or to come. */
const agos = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  fc.integer({ min: 0, max: 3_000 }),
  fc.integer({ min: -2_000, max: 70_000 }),
);

/** Events one after the other, of which some are told late. */
export const acts = (maxLength: number): fc.Arbitrary<Act[]> =>
  fc.array(
    fc
      .record({ wait: waits, event: events, ago: agos })
      .map(({ ago, ...act }) =>
        ago !== undefined && isTimed(act.event.type) ? { ...act, ago } : act,
      ),
    { minLength: 1, maxLength },
  );

export interface Act {
  readonly wait: number;
  readonly event: StageEvent;
  /** In ms before it is told. */
  readonly ago?: number;
}

export const schedule = (maxLength = 30): fc.Arbitrary<{ wait: number; event: StageEvent }[]> =>
  fc.array(fc.record({ wait: waits, event: events }), { maxLength });
