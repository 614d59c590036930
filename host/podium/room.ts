/** Whether a programme fits into a podium, by the limits that its greeting tells. */
import type { ReplyValues } from '../../protocol/codec.ts';
import { encodeProgramme, type Programme } from '../../protocol/programme.ts';
import { DATA_LIMIT } from '../../protocol/wire.ts';
import { TooLarge } from '../session/timekeeper.ts';

type Greeting = ReplyValues<'hello'>;

/** Characters of a `data` line besides its digits: the longest tag, offset and all around them. */
const DATA_FRAME = '9999 data 456 *FFFF'.length;

/** How many bytes of a programme go into one line to it. */
export const partFor = ({ part, line }: Greeting): number =>
  Math.max(1, Math.min(part, DATA_LIMIT, Math.floor((line - DATA_FRAME) / 2)));

/** Throws TooLarge, with a sentence for people, where the programme does not fit. */
export function checkRoom(programme: Programme, greeting: Greeting): void {
  const { talks, scores } = programme;
  const cues = scores.map((score) => score.cues.length);
  const sizes = [
    [talks.length, greeting.talks, 'talks'],
    [scores.length, greeting.scores, 'kinds of talk, the changeover counted in'],
    [Math.max(0, ...cues), greeting['score-cues'], 'signals in one kind of talk'],
    [cues.reduce((sum, count) => sum + count, 0), greeting.cues, 'signals in all kinds of talk'],
    [encodeProgramme(programme).length, greeting.bytes, 'bytes'],
  ] as const;
  for (const [has, fits, what] of sizes)
    if (has > fits)
      throw new TooLarge(
        `this lineup needs ${String(has)} ${what}, and the podium has room for ${String(fits)}: leave some out, or flash a newer firmware with "claplight flash"`,
      );
}
