/** The bytes of Firmata's protocol that are used here: https://github.com/firmata/protocol */

export const REPORT_VERSION = 0xf9;
export const START_SYSEX = 0xf0;
export const END_SYSEX = 0xf7;
export const DIGITAL_MESSAGE = 0x90;

/** Second bytes of a sysex. */
export const SYSEX = {
  firmware: 0x79,
  capabilityQuery: 0x6b,
  capabilities: 0x6c,
  analogMappingQuery: 0x69,
  analogMapping: 0x6a,
} as const;

/** In the answer about analog pins: this pin is none. */
export const NO_CHANNEL = 127;

/** Ends one pin's part in the answer about capabilities. */
export const PIN_END = 0x7f;

export const sysex = (kind: number, body: readonly number[] = []): Buffer =>
  Buffer.of(START_SYSEX, kind, ...body, END_SYSEX);
