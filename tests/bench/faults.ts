/** What resets, losses of power, crashes and hostile input come to. */
export { cuts } from './faults/eeprom-rows.ts';
export { resets } from './faults/reset-rows.ts';
