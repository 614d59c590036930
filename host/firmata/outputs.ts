/** What hangs on which pin of a board that the host plays. */
import { LAMPS, lampNames, type Lamp } from '../../protocol/signal.ts';
import type { Wiring } from '../serial/wiring.ts';

export interface Outputs {
  readonly lamps: readonly { readonly lamp: Lamp; readonly pin: number }[];
  /** Absent where there is to be no sound. */
  readonly buzzer: number | undefined;
  readonly button: number;
  /** A low level lights a lamp. The buzzer is on its own transistor and sounds at a high one. */
  readonly activeLow: boolean;
}

export const outputsOf = (wiring: Wiring): Outputs => ({
  lamps: lampNames(wiring.lamps & (LAMPS.green | LAMPS.amber | LAMPS.red | LAMPS.blue)).map(
    (lamp) => ({ lamp, pin: wiring[`pin-${lamp}`] }),
  ),
  buzzer: wiring.sound === 0 ? undefined : wiring['pin-buzzer'],
  button: wiring['pin-button'],
  activeLow: wiring['active-low'] === 1,
});
