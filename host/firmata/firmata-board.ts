/**
 * A board with StandardFirmata, through johnny-five. One Board and one link for the life of the process,
 * because johnny-five can't close a board; each replug brings a new port.
 */
import firmataIo, { type FirmataIo } from 'firmata-io';
import five, { type Pin } from 'johnny-five';
import type { SerialPort } from 'serialport';
import { LAMPS, NO_LAMPS, type LampSet } from '../../protocol/signal.ts';
import { NO_CHANNEL, REPORT_VERSION, SYSEX, sysex } from './bytes.ts';
import { FirmataLink } from './firmata-link.ts';
import type { Outputs } from './outputs.ts';
import { ownPins } from './own-pins.ts';

/** The handshake is repeated when nothing was heard for so long, in ms; where other things are, after so long. */
const ASK_EVERY = 500;
const ASK_ANYWAY = 2000;
/** And it is given up after so long. */
const READY_WITHIN = 6000;
/** So often it is asked which of its pins are analog: without a sensible answer it has numbers alone. */
const MAPPING_ASKED = 3;
/** Some platforms never tell that a port is gone: a board that says nothing for so long is. */
const HEARTBEAT = 2000;
const SILENT_AFTER = 5000;
/** Never: firmata-io's own time-out emits an error twice and knows nothing of replugs. */
const NEVER = 2 ** 30;

export class FirmataBoard {
  /** The level of the button's pin has changed: true is pressed. */
  onButton: (down: boolean) => void = () => undefined;
  /** The board has not answered for some seconds though its port is open. */
  onSilent: () => void = () => undefined;
  readonly #link = new FirmataLink();
  readonly #io: FirmataIo;
  /** As they are wired; as the board's own numbers once it was met. */
  #outputs: Outputs;
  #mappingAsked = 0;
  #pins: Pin[] | undefined;
  #lamps: LampSet = NO_LAMPS;
  #buzzer = false;
  #seenUp = false;
  #port: SerialPort | undefined;
  #heard = 0;
  #beat: NodeJS.Timeout | undefined;

  constructor(outputs: Outputs) {
    this.#outputs = outputs;
    this.#io = new firmataIo.Firmata(this.#link, { reportVersionTimeout: NEVER });
    clearTimeout(this.#io.reportVersionTimeoutId);
    // An error that nobody listens to would end the process.
    this.#io.on('error', () => undefined);
    this.#link.known = () => ({ pins: this.#io.pins.length, ready: this.#io.isReady });
    this.#link.onHeard = () => {
      this.#heard = performance.now();
    };
  }

  /** Name and version of what runs on it: `StandardFirmata 2.4`. */
  get firmware(): string {
    const { name = 'Firmata', version } = this.#io.firmware;
    const plain = name.replace(/\.(ino|cpp|pde)$/, '').replace(/[^\x20-\x7e]/g, '');
    return version ? `${plain} ${String(version.major)}.${String(version.minor)}` : plain;
  }

  /** Goes on with the board on a port just opened: modes and outputs from the current signal. */
  async meet(port: SerialPort): Promise<void> {
    this.#port = port;
    this.#mappingAsked = 0;
    this.#link.attach(port);
    const began = performance.now();
    while (!this.#io.isReady || this.#heard < began) {
      const end = began + READY_WITHIN;
      if (!port.isOpen || performance.now() > end)
        throw new Error('the Firmata board does not answer');
      this.#ask();
      await this.#nextMessages(() => this.#io.isReady && this.#heard >= began, end);
    }
    this.#pins ??= this.#claimPins();
    this.#restore(this.#pins);
    this.#keepAsking(port);
  }

  /** Lights the lamps of `set` and sounds the buzzer, all in one write. */
  show(set: LampSet, buzzer: boolean): void {
    if (set === this.#lamps && buzzer === this.#buzzer) return;
    this.#lamps = set;
    this.#buzzer = buzzer;
    if (this.#pins) this.#link.together(() => this.#write());
  }

  /** Turns everything off, as far as the board can be reached. */
  off(): void {
    clearInterval(this.#beat);
    this.show(NO_LAMPS, false);
  }

  /** Asks for what is still missing: each answer may have been lost with a cable. */
  #ask(): void {
    this.#link.write(Buffer.of(REPORT_VERSION));
    this.#link.write(sysex(SYSEX.firmware));
    if (!this.#io.firmware.version) return;
    if (this.#io.pins.length === 0) this.#link.write(sysex(SYSEX.capabilityQuery));
    else if (!this.#io.isReady) this.#askMapping();
  }

  #askMapping(): void {
    this.#mappingAsked += 1;
    if (this.#mappingAsked <= MAPPING_ASKED) this.#link.write(sysex(SYSEX.analogMappingQuery));
    else
      this.#link.suppose(
        sysex(
          SYSEX.analogMapping,
          this.#io.pins.map(() => NO_CHANNEL),
        ),
      );
  }

  /**
   * Until it was enough, it is silent, or time is up. While it speaks it is not asked again at once: a Mega's answer is
   * half a kilobyte, and those to questions that were repeated would come before the next one's. But a board that tells
   * what its pins measure all the time has no silence, and may have missed the question.
   */
  #nextMessages(enough: () => boolean, end: number): Promise<void> {
    return new Promise((resolve) => {
      const heard = (): void => {
        // firmata-io's own listener was there first, so it has taken the message already.
        if (enough()) done();
      };
      const done = (): void => {
        clearTimeout(timer);
        this.#link.off('data', heard);
        resolve();
      };
      const asked = performance.now();
      const look = (): void => {
        const now = performance.now();
        const quiet = now - Math.max(asked, this.#link.spoken);
        if (quiet >= ASK_EVERY || now - asked >= ASK_ANYWAY || now > end) done();
        else timer = setTimeout(look, ASK_EVERY - quiet);
      };
      let timer = setTimeout(look, ASK_EVERY);
      this.#link.on('data', heard);
    });
  }

  #claimPins(): Pin[] {
    this.#outputs = ownPins(this.#outputs, this.#io.pins, this.#io.MODES);
    const { lamps, buzzer, button } = this.#outputs;
    const outputs = [...lamps.map(({ pin }) => pin), ...(buzzer === undefined ? [] : [buzzer])];
    const options = { io: this.#io, repl: false, debug: false, sigint: false } as const;
    const board = new five.Board(options);
    board.on('error', () => undefined);
    // The Board waits for `open` before it takes note that firmata-io is ready.
    this.#link.emit('open');
    this.#io.digitalRead(button, (level) => {
      // Until its pull-up is on it reads as pressed: it counts from when it was first seen up.
      this.#seenUp ||= level === 1;
      if (this.#seenUp) this.onButton(level === 0);
    });
    return outputs.map((addr) => new five.Pin({ addr, board, mode: this.#io.MODES.OUTPUT }));
  }

  #restore(pins: readonly Pin[]): void {
    const { button } = this.#outputs;
    const { INPUT, OUTPUT, PULLUP } = this.#io.MODES;
    const pullUp = this.#io.pins[button]?.supportedModes.includes(PULLUP) === true;
    this.#seenUp = false;
    this.#link.together(() => {
      for (const pin of pins) pin.mode = OUTPUT;
      this.#io.pinMode(button, pullUp ? PULLUP : INPUT);
      this.#write();
      this.#io.reportDigitalPin(button, 1);
      this.#write();
    });
  }

  #write(): void {
    const { lamps, buzzer, button, activeLow } = this.#outputs;
    // Before Firmata 2.5 a high level written to an input turned its pull-up on, and a low one off:
    // without this, a lamp that changes while the button is down would leave its pin floating.
    this.#io.digitalWrite(button, 1, true);
    for (const { lamp, pin } of lamps) {
      const lit = (this.#lamps & LAMPS[lamp]) !== 0;
      this.#io.digitalWrite(pin, lit === activeLow ? 0 : 1, true);
    }
    if (buzzer !== undefined) this.#io.digitalWrite(buzzer, this.#buzzer ? 1 : 0, true);
    this.#io.flushDigitalPorts();
  }

  #keepAsking(port: SerialPort): void {
    clearInterval(this.#beat);
    this.#beat = setInterval(() => {
      if (this.#port !== port || !port.isOpen) clearInterval(this.#beat);
      else if (performance.now() - this.#heard > SILENT_AFTER) this.onSilent();
      else this.#link.write(Buffer.of(REPORT_VERSION));
    }, HEARTBEAT);
  }
}
