/** What holds for the player whatever is played, whatever happens, and whenever it is woken. */
import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import { NEW_PLAYER, play, type Player, type Shown } from '../../protocol/player.ts';
import type { Programme } from '../../protocol/programme.ts';
import { cue, cueCount, type Score } from '../../protocol/score.ts';
import { OPENING, put, step, type Stage } from '../../protocol/stage.ts';
import { after, duration, instant, type Instant } from '../../protocol/time.ts';
import { programmes, schedule } from '../support/arbitraries.ts';

const level = 'quiet';
const scoreOfFirst = ({ scores, talks }: Programme): Score => {
  const score = scores[talks[0]?.score ?? 0];
  if (!score) throw new Error('a programme without scores');
  return score;
};

/** Plays the first talk from its start to long after its last cue. `late` is for each wake. */
function* playing(programme: Programme, late: readonly number[] = [0]): Generator<Shown> {
  const place = { state: 'running', talk: 0, elapsed: duration(0), granted: duration(0) } as const;
  const stage = put(OPENING, place, instant(0));
  let player: Player = NEW_PLAYER;
  let now: Instant | undefined = instant(0);
  for (let wake = 0; now !== undefined && now < 600_000; wake++) {
    const shown: Shown = play(player, { programme, stage, level }, now);
    yield shown;
    ({ player } = shown);
    now = shown.next && after(shown.next, duration(late[wake % late.length] ?? 0));
  }
}

describe('the cues of any talk', () => {
  it('come once each, in order and on time, to a player that is woken when it asks to be', () => {
    fc.assert(
      fc.property(programmes, (programme) => {
        const score = scoreOfFirst(programme);
        const cues = [...playing(programme)].flatMap((shown) => shown.cues);
        expect(cues).toEqual(
          Array.from({ length: cueCount(score) }, (_, number) => ({
            talk: 0,
            changeover: false,
            cue: number,
            position: cue(score, number).due,
          })),
        );
      }),
    );
  });

  it('come once each, in order and never early, to a player that is woken late', () => {
    const lates = fc.array(fc.nat(20_000), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(programmes, lates, (programme, late) => {
        const score = scoreOfFirst(programme);
        const cues = [...playing(programme, late)].flatMap((shown) => shown.cues);
        expect(cues.map(({ cue }) => cue)).toEqual(
          Array.from({ length: cueCount(score) }, (_, number) => number),
        );
        for (const { cue: number, position } of cues)
          expect(position).toBeGreaterThanOrEqual(cue(score, number).due);
      }),
    );
  });
});

/** One of two players that meet the same events. */
class Twin {
  readonly #programme: Programme;
  readonly #lost: boolean;
  #player = NEW_PLAYER;
  shown: Shown | undefined;
  cues: Shown['cues'] = [];

  constructor(programme: Programme, lost: boolean) {
    this.#programme = programme;
    this.#lost = lost;
  }

  play(stage: Stage, now: Instant): void {
    const powerLost = this.#lost && stage.rev === 0;
    const scene = { programme: this.#programme, stage, level, powerLost } as const;
    this.shown = play(this.#player, scene, now);
    this.#player = this.shown.player;
    this.cues = [...this.cues, ...this.shown.cues];
  }

  /** Woken when it asked to be, and not before. */
  playIfDue(stage: Stage, now: Instant): void {
    const next = this.shown?.next;
    if (next !== undefined && next <= now) this.play(stage, now);
  }
}

/** Plays a schedule on a player that is asked at every ms, and on one that is woken at `next`. */
function* twins(
  programme: Programme,
  steps: ReturnType<typeof schedule> extends fc.Arbitrary<infer T> ? T : never,
  lost: boolean,
): Generator<{ eager: Twin; lazy: Twin; now: Instant }> {
  const eager = new Twin(programme, lost);
  const lazy = new Twin(programme, lost);
  let stage: Stage = OPENING;
  let now = instant(0);
  for (const twin of [eager, lazy]) twin.play(stage, now);
  yield { eager, lazy, now };
  for (const { wait, event } of steps) {
    const until = after(now, duration(wait % 12_000));
    while (now < until) {
      now = after(now, duration(1));
      eager.play(stage, now);
      lazy.playIfDue(stage, now);
      yield { eager, lazy, now };
    }
    lazy.play(stage, now);
    const outcome = step(stage, event, now, programme.talks.length);
    if (outcome.accepted) ({ stage } = outcome);
    for (const twin of [eager, lazy]) twin.play(stage, now);
    yield { eager, lazy, now };
  }
}

describe('for any programme and any events', () => {
  it('a player that is woken at "next" shows at every ms what one does that never sleeps', () => {
    fc.assert(
      fc.property(programmes, schedule(12), fc.boolean(), (programme, steps, lost) => {
        for (const { eager, lazy, now } of twins(programme, steps, lost)) {
          const same =
            eager.shown?.lamps === lazy.shown?.lamps &&
            eager.shown?.buzzer === lazy.shown?.buzzer &&
            eager.cues.length === lazy.cues.length;
          if (!same) expect({ now, ...lazy.shown }).toEqual({ now, ...eager.shown });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('"next" lies ahead, and asking again at the same moment changes nothing', () => {
    fc.assert(
      fc.property(programmes, schedule(8), (programme, steps) => {
        let stage: Stage = OPENING;
        let now = instant(0);
        let player = NEW_PLAYER;
        for (const { wait, event } of steps) {
          now = after(now, duration(wait));
          const outcome = step(stage, event, now, programme.talks.length);
          if (outcome.accepted) ({ stage } = outcome);
          const scene = { programme, stage, level } as const;
          const shown = play(player, scene, now);
          expect(shown.next ?? Infinity).toBeGreaterThan(now);
          expect(play(shown.player, scene, now)).toEqual({ ...shown, cues: [] });
          ({ player } = shown);
        }
      }),
    );
  });

  it('no lamps light up more than twice in a second', () => {
    fc.assert(
      fc.property(programmes, schedule(12), (programme, steps) => {
        let lit = 0;
        const onsets: Instant[] = [];
        for (const { lazy, now } of twins(programme, steps, false)) {
          const lamps = lazy.shown?.lamps ?? 0;
          const merges = now - (onsets.at(-1) ?? -Infinity) < 20;
          if ((lamps & ~lit) !== 0 && !merges) onsets.push(now);
          lit = lamps;
        }
        for (const [i, third] of onsets.slice(2).entries())
          expect(third - (onsets[i] ?? 0)).toBeGreaterThanOrEqual(1000);
      }),
      { numRuns: 40 },
    );
  });

  it('without an event, cues are entered in order', () => {
    fc.assert(
      fc.property(programmes, schedule(12), (programme, steps) => {
        for (const { lazy } of twins(programme, steps, false)) {
          const entered = lazy.shown?.cues ?? [];
          for (const [i, { cue }] of entered.slice(1).entries())
            expect(cue).toBe((entered[i]?.cue ?? 0) + 1);
        }
      }),
      { numRuns: 30 },
    );
  });
});
