/** A hand for each phase: never colour alone. Its word is in the language's table. */
import { LAMPS } from '../../protocol/signal.ts';
import type { Phase } from '../../protocol/phase.ts';

const { green, amber, red, blue } = LAMPS;

/** A picture of hands is two symbols of the page: what stays, and what claps. */
export interface Hand {
  readonly still: string;
  readonly moving: string;
}

/** Told apart by the set of lamps, as the light's phases are. */
const HANDS: ReadonlyMap<number, Hand> = new Map([
  [green, { still: 'none', moving: 'thumb' }],
  [amber, { still: 'palm', moving: 'finger' }],
  [amber | red, { still: 'palm', moving: 'fingers' }],
  [red, { still: 'left', moving: 'right' }],
  [green | amber | red, { still: 'stop', moving: 'plus' }],
  [green | red, { still: 'upright', moving: 'flat' }],
  [blue, { still: 'none', moving: 'point' }],
  [green | amber, { still: 'none', moving: 'point' }],
]);

const BYE: Hand = { still: 'none', moving: 'wave' };

export const handOf = ({ signal }: Pick<Phase, 'signal'>): Hand => HANDS.get(signal.lamps) ?? BYE;

/** The set of lamps as style sheets name it, from the top: `ra`, `g`; `dark` for none. */
export const setName = (lamps: number): string =>
  [red, amber, green, blue]
    .map((lamp, i) => ((lamps & lamp) === 0 ? '' : 'ragb'.charAt(i)))
    .join('') || 'dark';
