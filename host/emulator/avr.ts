/**
 * Everything that is taken from avr8js: the instruction set, interrupts and ports. Timers, USART,
 * EEPROM and watchdog are our own; each file says why.
 */
export { AVRIOPort, CPU, avrInstruction, portBConfig, portCConfig, portDConfig } from 'avr8js';
export { timer0Config, timer1Config, timer2Config } from 'avr8js';

import type { CPU, timer0Config } from 'avr8js';

export type AVRTimerConfig = typeof timer0Config;
export type AVRInterrupt = Parameters<CPU['setInterruptFlag']>[0];
