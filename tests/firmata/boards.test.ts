/**
 * Boards that no emulator here runs, by their answers, computed from `Boards.h`. On a real terminal. Uno, Nano, Mega
 * and Leonardo are as in github.com/firmata/arduino at 12f747eb and, the same, at 02007eec; the genuine Mega of
 * `mega.test.ts` (2.3) answers so. The Nano Every has an Uno's twenty pins there where an ATmega4809 has (issue 505),
 * and 24 in ConfigurableFirmata at 0011ec2f, A0 being 14 in both. The ESP32 is as in ConfigurableFirmata at 0011ec2f;
 * the Uno R4 was computed from 2.5.9, of which no commit was read again.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SerialPort } from 'serialport';
import { FirmataBoard } from '../../host/firmata/firmata-board.ts';
import { outputsOf } from '../../host/firmata/outputs.ts';
import { closeSerial, openSerial } from '../../host/serial/serial-port.ts';
import { USUAL_WIRING, readSettings } from '../../host/serial/wiring.ts';
import { LAMPS } from '../../protocol/signal.ts';
import { Rig } from '../light/rig.ts';
import { need } from '../support/need.ts';

vi.setConfig({ testTimeout: 30_000 });

const [INPUT, OUTPUT, ANALOG, PULLUP] = [0, 1, 2, 0x0b] as const;
const NO_CHANNEL = 127;
const from = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

interface Said {
  readonly pins: number;
  readonly digital: readonly number[];
  /** The byte that it sends for a pin in its analog mapping. */
  readonly channel: (pin: number) => number;
}

/** TOTAL_PINS, IS_PIN_DIGITAL, and A0 where IS_PIN_ANALOG begins: up to the last pin. */
const arduino = (pins: number, digital: readonly number[], a0: number): Said => ({
  pins,
  digital,
  channel: (pin) => (pin < a0 ? NO_CHANNEL : pin - a0),
});

const UNO = arduino(20, from(2, 19), 14);
const NANO = arduino(22, from(2, 19), 14);
const MEGA = arduino(70, from(2, 69), 54);
const LEONARDO = arduino(30, from(0, 29), 18);

/** The ESP32's channels by its data sheet, at those pins that Boards.h calls analog. */
const ESP32_CHANNELS: Readonly<Record<number, number>> = {
  ...{ 36: 0, 39: 3, 32: 4, 33: 5, 34: 6, 35: 7, 4: 10, 0: 11, 2: 12, 15: 13, 13: 14, 12: 15 },
  ...{ 14: 16, 27: 17, 25: 18, 26: 19 },
};
const ESP32: Said = {
  pins: 40,
  digital: [0, 2, 4, 5, ...from(12, 23), ...from(25, 27), ...from(32, 39)],
  channel: (pin) => ESP32_CHANNELS[pin] ?? NO_CHANNEL,
};

/** An older one takes 5 for an analog pin, too, and sends -1 for its channel. */
const OLDER_ESP32: Said = {
  ...ESP32,
  channel: (pin) => (pin === 5 ? 0xff : ESP32.channel(pin)),
};

/** What StandardFirmata does with the bytes that are used here. */
class BoardOnPort {
  readonly modes = new Map<number, number>();
  readonly levels = new Map<number, number>();
  readonly #port: SerialPort;
  readonly #said: Said;
  readonly #mapping: readonly number[] | undefined;
  #heard: number[] = [];

  constructor(port: SerialPort, said: Said, mapping?: readonly number[]) {
    this.#port = port;
    this.#said = said;
    this.#mapping = mapping;
    port.on('data', (bytes: Buffer) => {
      for (const byte of bytes) this.#take(byte);
    });
  }

  get high(): number[] {
    const outputs = [...this.modes].filter(([, mode]) => mode === OUTPUT).map(([pin]) => pin);
    return outputs.filter((pin) => this.levels.get(pin) === 1).sort((a, b) => a - b);
  }

  #take(byte: number): void {
    if (byte >= 0x80 && byte !== 0xf7) this.#heard = [];
    this.#heard.push(byte);
    const [first = 0, second = 0, third = 0] = this.#heard;
    const whole = this.#heard.length === 3;
    if (first === 0xf9) this.#port.write(Buffer.of(0xf9, 2, 5));
    else if (first === 0xf0 && byte === 0xf7) this.#answer(second);
    else if (first === 0xf4 && whole) this.modes.set(second, third);
    else if ((first & 0xf0) === 0x90 && whole) {
      const levels = second | (third << 7);
      for (let bit = 0; bit < 8; bit++)
        this.levels.set((first & 15) * 8 + bit, (levels >> bit) & 1);
    }
  }

  #answer(kind: number): void {
    const { pins, digital, channel } = this.#said;
    const all = Array.from({ length: pins }, (_, pin) => pin);
    if (kind === 0x79) this.#send(0x79, [2, 5, 0x46, 0]);
    else if (kind === 0x6b)
      this.#send(
        0x6c,
        all.flatMap((pin) => [
          ...(digital.includes(pin) ? [INPUT, 1, PULLUP, 1, OUTPUT, 1] : []),
          ...(channel(pin) === NO_CHANNEL ? [] : [ANALOG, 10]),
          0x7f,
        ]),
      );
    else if (kind === 0x69) this.#send(0x6a, this.#mapping ?? all.map(channel));
  }

  #send(kind: number, body: readonly number[]): void {
    this.#port.write(Buffer.of(0xf0, kind, ...body, 0xf7));
  }
}

need('socat', 'apt install socat')('a Firmata board says which pins it has', () => {
  let rig: Rig;
  let near: SerialPort;
  let far: SerialPort;
  let board: FirmataBoard;
  beforeEach(async () => {
    rig = new Rig();
    await rig.plug();
    far = await openSerial(rig.far);
    near = await openSerial(rig.path);
  });
  afterEach(async () => {
    board.off();
    await closeSerial(near);
    await closeSerial(far);
    await rig.close();
  });

  const met = async (
    said: Said,
    settings: readonly string[],
    mapping?: readonly number[],
  ): Promise<BoardOnPort> => {
    const end = new BoardOnPort(far, said, mapping);
    const wiring = { ...USUAL_WIRING, ...readSettings(settings, 'firmata') };
    board = new FirmataBoard(outputsOf(wiring));
    await board.meet(near);
    return end;
  };
  const ON_ANALOG = ['pin-green=A0', 'pin-amber=A1', 'pin-red=A2', 'pin-button=A3', 'sound=off'];

  it.each([
    ['an Uno, Nano Every or Uno R4', UNO, ON_ANALOG, [14, 15, 16, 17]],
    ['a Nano', NANO, ON_ANALOG, [14, 15, 16, 17]],
    ['a Mega', MEGA, ON_ANALOG, [54, 55, 56, 57]],
    ['a Leonardo', LEONARDO, ON_ANALOG, [18, 19, 20, 21]],
    [
      'an ESP32',
      ESP32,
      ['pin-green=A10', 'pin-amber=A4', 'pin-red=A5', 'pin-button=A3', 'sound=off'],
      [4, 32, 33, 39],
    ],
    [
      'an older ESP32',
      OLDER_ESP32,
      ['pin-green=A10', 'pin-amber=A4', 'pin-red=A5', 'pin-button=A3', 'sound=off'],
      [4, 32, 33, 39],
    ],
    ['a Mega, by numbers', MEGA, ['pin-red=14', 'pin-button=69', 'sound=off'], [4, 7, 14, 69]],
  ] as const)('%s has its own A0 …', async (_, said, settings, [green, amber, red, button]) => {
    const end = await met(said, settings);
    board.show(LAMPS.red | LAMPS.green, false);
    await rig.until('green and red', () => end.high.length === 2);
    expect(end.high).toEqual([green, red].sort((a, b) => a - b));
    expect([...end.modes].sort(([a], [b]) => a - b)).toEqual(
      [
        [green, OUTPUT],
        [amber, OUTPUT],
        [red, OUTPUT],
        [button, PULLUP],
      ].sort(([a = 0], [b = 0]) => a - b),
    );
  });

  it.each([
    [
      'an ESP32 with the usual wiring',
      ESP32,
      [],
      /no pin 7 that can be an output; it says that these can: 0, 2, 4 … 5, 12 … 23, 25 … 27, 32 … 39\. "claplight wiring --firmata" takes others/,
    ],
    ['an analog pin too many', UNO, ['pin-red=A6'], /no A6; it says that it has these: A0 … A5\./],
    ['a pin that only measures', NANO, ['pin-red=A6'], /no pin A6 that can be an output/],
    [
      'one pin by two names',
      UNO,
      ['pin-green=14', 'pin-red=A0'],
      /pin-green and pin-red are both on pin 14/,
    ],
  ] as const)('refuses %s', async (_, said, settings, why) => {
    await expect(met(said, settings)).rejects.toThrow(why);
  });

  // It is asked three times, half a second apart.
  describe('with a mapping that makes no sense', () => {
    const nonsense = [1, 2, 3];

    it('has its numbers, even where another board would have A0', async () => {
      const end = await met(UNO, ['pin-red=14', 'sound=off'], nonsense);
      board.show(LAMPS.red, false);
      await rig.until('red', () => end.high.length > 0);
      expect(end.high).toEqual([14]);
      expect([...end.modes.keys()].sort((a, b) => a - b)).toEqual([2, 4, 7, 14]);
    });

    it('has no A0', async () => {
      await expect(met(UNO, ['pin-red=A0'], nonsense)).rejects.toThrow(
        /does not say which pin A0 is: write the pin's number/,
      );
    });
  });
});
