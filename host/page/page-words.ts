/** A word and a shape for each phase: never colour alone. */
import { LAMPS } from '../../protocol/signal.ts';
import type { Phase } from '../../protocol/phase.ts';

const WORDS: Readonly<Record<string, string>> = {
  go: 'go',
  'one-finger': 'one finger',
  'two-finger': 'two fingers',
  applause: 'applause',
  overtime: 'over time',
  held: 'on hold',
  changeover: 'changeover',
  closed: 'the end',
  'no-programme': 'no lineup',
};

/** Phases of other rules are called as their rules call them. */
export const wordOf = (name: string): string => WORDS[name] ?? name.replaceAll('-', ' ');

const { green, amber, red, blue } = LAMPS;

/** Outlines in a box of 24 × 24, told apart by the set of lamps, as the light's phases are. */
const SHAPES: ReadonlyMap<number, string> = new Map([
  [green, 'M6 3l15 9-15 9z'],
  [amber, 'M10 3h4v18h-4z'],
  [amber | red, 'M6 3h4v18H6zM14 3h4v18h-4z'],
  [
    red,
    'M12 1l2.8 6.2L21 4.6l-2.2 6.2L24 13l-6.2 2.4L19.4 22 12 18.2 4.6 22l1.6-6.6L0 13l5.2-2.2L3 4.6l6.2 2.6z',
  ],
  [green | amber | red, 'M9.5 2h5l-1 13h-3zM10 17.500h4v4h-4z'],
  [green | red, 'M3 5h18v5H3zM3 14h18v5H3z'],
  [blue, 'M3 3l9 9-9 9zM12 3l9 9-9 9z'],
  [green | amber, 'M3 3l9 9-9 9zM12 3l9 9-9 9z'],
]);

/** A ring, for what is dark. */
const RING =
  'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z';

export const shapeOf = ({ signal }: Pick<Phase, 'signal'>): string =>
  SHAPES.get(signal.lamps) ?? RING;
