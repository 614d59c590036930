/** A module of digits on the image's pins, as the podium's settings have it when nothing was set. */
import { DIGIT_MODULES, type DigitModule } from '../../protocol/digits.ts';
import { SETTINGS } from '../../protocol/wire.ts';
import type { DigitsOnPins } from '../../host/emulator/digit-modules.ts';
import { Max7219 } from '../../host/emulator/max7219.ts';
import { Tm1637 } from '../../host/emulator/tm1637.ts';
import type { ImageBoard } from './image-board.ts';

export const DIGIT_PINS = {
  data: SETTINGS['pin-digits-data'].start,
  clock: SETTINGS['pin-digits-clock'].start,
  load: SETTINGS['pin-digits-load'].start,
};

/** Plugs it in and sets the podium to it, which must have begun; MAX7219 are two in a chain. */
export function plugIn(name: Exclude<DigitModule, 'none'>, board: ImageBoard): DigitsOnPins {
  const module = name === 'max7219' ? new Max7219(DIGIT_PINS, 2) : new Tm1637(DIGIT_PINS);
  if (module instanceof Tm1637)
    module.onPull = (pin, low) => {
      board.uno.setInput(pin, low ? false : undefined);
    };
  board.digits.push(module);
  board.values('set', { name: 'digits', value: DIGIT_MODULES.indexOf(name) });
  return module;
}
