/** What resets, losses of power, crashes and hostile input come to. */
export { cuts, wear } from './faults/eeprom-rows.ts';
export { resets } from './faults/reset-rows.ts';
export { kills } from './faults/kill-rows.ts';
export { fuzzed } from './faults/fuzz-rows.ts';
export { siege } from './faults/siege-rows.ts';
export { crowds } from './faults/crowd-rows.ts';
export { sessions } from './faults/session-rows.ts';
