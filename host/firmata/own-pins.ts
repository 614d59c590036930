/**
 * The pins of a wiring as a board's own numbers, by what the board says of itself: which of its pins can be
 * an output or an input, and which one is A0.
 */
import { analogOf, pinWord } from '../serial/wiring.ts';
import { NO_CHANNEL } from './bytes.ts';
import type { Outputs } from './outputs.ts';

/** What a board says of one of its pins. */
export interface SaidOfPin {
  readonly supportedModes: readonly number[];
  /** Its number among the analog pins; whatever is none of these is no analog pin. */
  readonly analogChannel?: number;
}

export interface PinModes {
  readonly INPUT: number;
  readonly OUTPUT: number;
}

/** Throws RangeError with what would fit, where the board has no such pin or two things would be on one. */
export function ownPins(
  outputs: Outputs,
  pins: readonly SaidOfPin[],
  { INPUT, OUTPUT }: PinModes,
): Outputs {
  const taken = new Map<number, string>();
  const own = (what: string, written: number, mode: number): number => {
    const pin = numberOf(written, pins);
    const fit = [...pins.keys()].filter((one) => pins[one]?.supportedModes.includes(mode));
    if (!fit.includes(pin))
      throw refused(
        `this board has no pin ${pinWord(written)} that can be ${mode === INPUT ? 'an input' : 'an output'}; it says that these can: ${ranges(fit)}`,
      );
    const other = taken.get(pin);
    if (other !== undefined)
      throw refused(`${other} and ${what} are both on pin ${String(pin)} of this board`);
    taken.set(pin, what);
    return pin;
  };
  return {
    lamps: outputs.lamps.map(({ lamp, pin }) => ({ lamp, pin: own(`pin-${lamp}`, pin, OUTPUT) })),
    buzzer: outputs.buzzer === undefined ? undefined : own('pin-buzzer', outputs.buzzer, OUTPUT),
    button: own('pin-button', outputs.button, INPUT),
    activeLow: outputs.activeLow,
  };
}

/** Where a nonsensical board gives a channel to two pins, the first one has it. */
function numberOf(written: number, pins: readonly SaidOfPin[]): number {
  const channel = analogOf(written);
  if (channel === undefined) return written;
  const pin = pins.findIndex(({ analogChannel }) => analogChannel === channel);
  if (pin >= 0) return pin;
  const known = [...new Set(pins.map(({ analogChannel }) => analogChannel ?? NO_CHANNEL))]
    .filter((one) => one < NO_CHANNEL)
    .sort((a, b) => a - b);
  throw refused(
    known.length === 0
      ? `this board does not say which pin ${pinWord(written)} is: write the pin's number`
      : `this board has no ${pinWord(written)}; it says that it has these: ${ranges(known, 'A')}`,
  );
}

const refused = (why: string): RangeError =>
  new RangeError(`${why}. "claplight wiring --firmata" takes others`);

/** Numbers in rising order, as people write them: `2 … 13, 18`. */
function ranges(numbers: readonly number[], letter = ''): string {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  const name = (number: number): string => `${letter}${String(number)}`;
  return runs
    .map(([first, last]) => (first === last ? name(first) : `${name(first)} … ${name(last)}`))
    .join(', ');
}
