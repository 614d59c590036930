/** What a module on the image's pins says, against the one function, at random places and settings. */
import { fc } from '../support/random.ts';
import { expect, it } from 'vitest';
import {
  DIGIT_CHANGEOVERS,
  DIGIT_COUNTS,
  DIGIT_OVERS,
  digitsAt,
  digitsText,
  type DigitsSettings,
} from '../../protocol/digits.ts';
import type { Programme } from '../../protocol/programme.ts';
import { OPENING, put, type State } from '../../protocol/stage.ts';
import { duration, instant, seconds } from '../../protocol/time.ts';
import { programmes } from '../support/arbitraries.ts';
import { plugIn } from '../support/digits-on-board.ts';
import { ImageBoard } from '../support/image-board.ts';

/** A look every 8 ms, then a round of all its pieces, a millisecond each. */
const SETTLED = 30;

interface Place {
  readonly state: State;
  readonly talk: number;
  readonly elapsed: number;
  readonly granted: number;
}

const settings = fc.record({
  module: fc.constantFrom('max7219', 'tm1637'),
  count: fc.constantFrom(...DIGIT_COUNTS),
  over: fc.constantFrom(...DIGIT_OVERS),
  changeover: fc.constantFrom(...DIGIT_CHANGEOVERS),
} as const);

/** Within and after a talk, and after days of it: past twelve of them the podium folds its position. */
const inTalk = fc.oneof(
  fc.integer({ min: 0, max: 130_000 }),
  fc.integer({ min: 0, max: 130_000 }),
  fc.integer({ min: 0, max: 86_400_000 }),
  fc.integer({ min: 0, max: 1_073_000_000 }),
);
/** Past what a signed number holds, too. */
const between = fc.oneof(inTalk, fc.integer({ min: 2 ** 31 - 60_000, max: 2 ** 31 + 600_000 }));

const placesOf = (states: readonly State[], elapsed: fc.Arbitrary<number>): fc.Arbitrary<Place> =>
  fc.record({
    state: fc.constantFrom(...states),
    talk: fc.nat(),
    elapsed,
    granted: fc.constantFrom(0, 0, 30, 60, -30),
  });
const places = fc.oneof(
  { weight: 2, arbitrary: placesOf(['running', 'held'], inTalk) },
  placesOf(['standby', 'closed'], between),
);

/** What it said, and what it might have said within the time that it takes; equal where it agrees. */
function differences(programme: Programme, set: DigitsSettings, all: readonly Place[]): string[] {
  const board = new ImageBoard();
  board.run(100);
  const module = plugIn(set.module === 'tm1637' ? 'tm1637' : 'max7219', board);
  const choose = (name: 'digits-count' | 'digits-over' | 'digits-changeover', value: number) =>
    board.values('set', { name, value });
  choose('digits-count', DIGIT_COUNTS.indexOf(set.count));
  choose('digits-over', DIGIT_OVERS.indexOf(set.over));
  choose('digits-changeover', DIGIT_CHANGEOVERS.indexOf(set.changeover));
  board.load(programme);
  return all.flatMap(({ state, talk, ...clock }) => {
    const talks = programme.talks.length;
    const { rev } = board.values('stage', {});
    const to = { state, talk: state === 'closed' ? talks : talk % talks, ...clock };
    board.values('put', { rev, ...to });
    board.run(SETTLED + 10);
    const seen = board.values('stage', {});
    const said = module.text;
    const place = {
      ...{ state, talk: seen.talk, granted: seconds(seen.granted) },
      elapsed: seen.elapsed === null ? null : duration(seen.elapsed),
    };
    const stage = put(OPENING, place, instant(seen.clock));
    const might = [SETTLED, 0].map((ago) =>
      digitsText(digitsAt({ programme, stage }, set, instant(seen.clock - ago))),
    );
    return might.includes(said)
      ? []
      : [`${JSON.stringify(to)}: "${said}", not ${might.join(', ')}`];
  });
}

it('digits on the image say what the TypeScript says, in all the ways that they may be set', () => {
  fc.assert(
    fc.property(
      programmes,
      settings,
      fc.array(places, { minLength: 12, maxLength: 12 }),
      (programme, set, all) => {
        expect(differences(programme, set, all)).toEqual([]);
      },
    ),
    { numRuns: Number(process.env.CONFORMANCE_RUNS ?? 8), endOnFailure: true },
  );
}, 120_000);
