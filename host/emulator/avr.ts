/**
 * Everything that is taken from avr8js: the instruction set, interrupts and ports. Timers, USART,
 * EEPROM and watchdog are our own; each file says why.
 */
export { AVRIOPort, CPU, avrInstruction, portBConfig, portCConfig, portDConfig } from 'avr8js';
export { timer0Config, timer1Config, timer2Config } from 'avr8js';

import type { CPU, timer0Config } from 'avr8js';

export type AVRTimerConfig = typeof timer0Config;
export type AVRInterrupt = Parameters<CPU['setInterruptFlag']>[0];

/** A register, and the bit of it that is meant. */
type Bit = readonly [register: number, mask: number];

/**
 * An interrupt by the address of its vector, in words. All have one shape, in which avr8js finds what it looks for at each
 * entry without a search.
 */
export function interruptOf(
  address: number,
  [flagRegister, flagMask]: Bit,
  [enableRegister, enableMask]: Bit,
  { constant = false, inverseFlag = false } = {},
): Required<AVRInterrupt> {
  return { address, flagRegister, flagMask, enableRegister, enableMask, constant, inverseFlag };
}
