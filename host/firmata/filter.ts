/**
 * Lets whole messages through to firmata-io and nothing else: it keeps an unterminated sysex for ever,
 * and throws at some that are corrupt.
 */
import {
  DIGITAL_MESSAGE,
  END_SYSEX,
  NO_CHANNEL,
  PIN_END,
  REPORT_VERSION,
  START_SYSEX,
  SYSEX,
} from './bytes.ts';

/** The longest that is wanted: the capabilities of a Mega, some 1,100 bytes. */
const LONGEST = 2048;
const SHORT_MESSAGE = 3;

/** What firmata-io knows of the board, by which answers that make no sense are told. */
export interface Known {
  readonly pins: number;
  readonly ready: boolean;
}

export class MessageFilter {
  /** Messages that were damaged, endless or not asked for. */
  dropped = 0;
  #message: number[] = [];

  /** The whole and wanted messages that end in `bytes`, one after the other. */
  *push(bytes: Uint8Array, known: () => Known): Generator<Buffer> {
    for (const byte of bytes) {
      const message = this.#add(byte);
      if (!message) continue;
      if (isWanted(message, known())) yield Buffer.from(message);
      else this.dropped += 1;
    }
  }

  /** Another port: half a message from the one before belongs to nothing. */
  clear(): void {
    this.#message = [];
  }

  #add(byte: number): readonly number[] | undefined {
    const [first, kind] = this.#message;
    // An ESP32's -1, for a pin that it takes for an analog one though it has no channel.
    if (kind === SYSEX.analogMapping && byte >= 0x80 && byte !== END_SYSEX && !begins(byte))
      return this.#add(NO_CHANNEL);
    if (byte >= 0x80 && !(byte === END_SYSEX && first === START_SYSEX)) {
      if (this.#message.length > 0) this.dropped += 1;
      this.#message = begins(byte) ? [byte] : [];
      return undefined;
    }
    if (first === undefined) return undefined;
    this.#message.push(byte);
    const whole =
      first === START_SYSEX ? byte === END_SYSEX : this.#message.length === SHORT_MESSAGE;
    if (whole) return this.#message.splice(0);
    if (this.#message.length >= LONGEST) {
      this.dropped += 1;
      this.#message = [];
    }
    return undefined;
  }
}

const begins = (byte: number): boolean =>
  byte === START_SYSEX || byte === REPORT_VERSION || (byte & 0xf0) === DIGITAL_MESSAGE;

function isWanted(message: readonly number[], { pins, ready }: Known): boolean {
  if (message[0] !== START_SYSEX) return true;
  const body = message.slice(2, -1);
  const kind = message[1];
  if (kind === SYSEX.firmware) return body.length >= 2;
  if (kind === SYSEX.capabilities) return pins === 0 && areCapabilities(body);
  return kind === SYSEX.analogMapping && !ready && pins > 0 && body.length === pins;
}

/** Pairs of mode and resolution, pin after pin. */
function areCapabilities(body: readonly number[]): boolean {
  if (body.at(-1) !== PIN_END) return false;
  let inPin = 0;
  for (const byte of body) {
    if (byte === PIN_END && inPin % 2 === 0) inPin = 0;
    else inPin += 1;
  }
  return inPin === 0;
}
