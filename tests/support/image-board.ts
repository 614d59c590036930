/** The committed image in the emulated Uno, spoken to over its serial line, in emulated time. */
import { readFileSync } from 'node:fs';
import {
  WireError,
  decodeFromPodium,
  decodeReply,
  encodeRequest,
  isPush,
  type Push,
  type Reply,
  type ReplyValues,
  type RequestValues,
} from '../../protocol/codec.ts';
import { crc16 } from '../../protocol/crc.ts';
import type { RequestName } from '../../protocol/messages.ts';
import { encodeProgramme, type Programme } from '../../protocol/programme.ts';
import { LAMPS, type LampSet } from '../../protocol/signal.ts';
import { DATA_LIMIT, SETTINGS, type ErrorCode } from '../../protocol/wire.ts';
import type { DigitsOnPins } from '../../host/emulator/digit-modules.ts';
import type { PinState } from '../../host/emulator/pins.ts';
import { CYCLES_PER_MS, Uno, type UnoOptions } from '../../host/emulator/uno.ts';

const UNO_IMAGE = readFileSync('firmware/images/claplight-uno.hex', 'utf8');

const LAMP_PINS: readonly (readonly [LampSet, number])[] = [
  [LAMPS.green, SETTINGS['pin-green'].start],
  [LAMPS.amber, SETTINGS['pin-amber'].start],
  [LAMPS.red, SETTINGS['pin-red'].start],
  [LAMPS.blue, SETTINGS['pin-blue'].start],
];

const WATCHED = [...LAMP_PINS.map(([, pin]) => pin), SETTINGS['pin-buzzer'].start].reduce(
  (mask, pin) => mask | (1 << pin),
  0,
);

/** The lamps and the buzzer from a cycle on. */
export interface Edge {
  readonly cycle: number;
  readonly lamps: LampSet;
  readonly buzzer: boolean;
}

/** Lamps are on two ports of the chip: writes so close together are one change. */
const TOGETHER = CYCLES_PER_MS / 10;
const ANSWER_WITHIN = 5000;

export class ImageBoard {
  readonly uno: Uno;
  readonly pushes: Push[] = [];
  readonly edges: Edge[] = [];
  /** Lines that were neither replies nor pushes. */
  readonly noise: string[] = [];
  /** Cycle at which the last byte of the last reply was there. */
  repliedAt = 0;
  /** What hangs on pins besides lamps and buzzer. */
  readonly digits: DigitsOnPins[] = [];
  readonly #log: ReplyValues<'log'>[] = [];
  #levels = 0;
  #text = '';
  #tag = 0;
  #reply: Reply | undefined;

  constructor(options: Partial<UnoOptions> = {}) {
    this.uno = new Uno({ image: UNO_IMAGE, startDelayMs: 0, ...options });
    this.uno.onPins = (state, cycle) => {
      this.#pins(state, cycle);
    };
    this.uno.onTransmit = (byte, cycle) => {
      this.#heard(byte, cycle);
    };
  }

  get lamps(): LampSet {
    return lampsOf(this.uno.pins);
  }

  get buzzer(): boolean {
    return isHigh(this.uno.pins, SETTINGS['pin-buzzer'].start);
  }

  run(ms: number): void {
    const end = Math.round(this.uno.cycles + ms * CYCLES_PER_MS);
    while (this.uno.cycles < end) this.uno.runTo(end);
  }

  /** Sends raw text, such as a damaged line. */
  send(text: string): void {
    this.uno.receive(Buffer.from(text, 'latin1'));
  }

  /** Sends a request and runs until its answer is there. Throws when none comes in five seconds. */
  ask<N extends RequestName>(name: N, values: RequestValues<N>, tag = this.#nextTag()): Reply {
    return this.exchange(`${encodeRequest(tag, name, values)}\n`);
  }

  exchange(text: string): Reply {
    this.#reply = undefined;
    this.send(text);
    const end = this.uno.cycles + ANSWER_WITHIN * CYCLES_PER_MS;
    for (;;) {
      const reply = this.#reply as Reply | undefined;
      if (reply) return reply;
      if (this.uno.cycles >= end) throw new Error(`no answer to ${text.trim()}`);
      this.uno.runTo(end);
    }
  }

  /** The values of an `ok`. Throws for an error. */
  values<N extends RequestName>(name: N, values: RequestValues<N>): ReplyValues<N> {
    const reply = this.ask(name, values);
    if (!reply.ok) throw new Error(`${name}: ${reply.code}`);
    return decodeReply(name, reply.words);
  }

  /** `ok`, or the error code. */
  outcome<N extends RequestName>(name: N, values: RequestValues<N>): 'ok' | ErrorCode {
    const reply = this.ask(name, values);
    return reply.ok ? 'ok' : reply.code;
  }

  load(programme: Programme, talk = 0): void {
    const check = this.begin(programme);
    const { rev } = this.values('stage', {});
    this.values('commit', { rev, talk, programme: check });
  }

  /** Loads all of a programme but does not commit it; gives its CRC, as a commit names it. */
  begin(programme: Programme): string {
    const bytes = encodeProgramme(programme);
    const hex = (part: Uint8Array): string => Buffer.from(part).toString('hex').toUpperCase();
    const crc = crc16(bytes).toString(16).toUpperCase().padStart(4, '0');
    this.values('load', { bytes: bytes.length, programme: crc });
    for (let offset = 0; offset < bytes.length; offset += DATA_LIMIT)
      this.values('data', { offset, bytes: hex(bytes.subarray(offset, offset + DATA_LIMIT)) });
    return crc;
  }

  /** All entries of the podium's log that were read, now with those that are new. */
  log(): readonly ReplyValues<'log'>[] {
    for (let at = this.#log.at(-1)?.number ?? 0; ;) {
      const entry = this.values('log', { since: at });
      if (entry.kind === 'end') return this.#log;
      at = entry.kind === 'gap' ? entry.number - 1 : entry.number;
      if (entry.kind !== 'gap') this.#log.push(entry);
    }
  }

  #nextTag(): number {
    this.#tag = (this.#tag % 9999) + 1;
    return this.#tag;
  }

  #pins(state: PinState, cycle: number): void {
    for (const module of this.digits) module.take(state, cycle);
    const levels = state.levels & state.outputs & WATCHED;
    if (levels === this.#levels) return;
    this.#levels = levels;
    const edge = {
      cycle,
      lamps: lampsOf(state),
      buzzer: isHigh(state, SETTINGS['pin-buzzer'].start),
    };
    const last = this.edges.at(-1);
    if (last && cycle - last.cycle < TOGETHER) this.edges.pop();
    const before = this.edges.at(-1);
    if (before?.lamps !== edge.lamps || before.buzzer !== edge.buzzer)
      this.edges.push(
        last && cycle - last.cycle < TOGETHER ? { ...edge, cycle: last.cycle } : edge,
      );
  }

  #heard(byte: number, cycle: number): void {
    if (byte !== 0x0a) {
      this.#text += String.fromCharCode(byte);
      return;
    }
    const line = this.#text.replace(/\r$/, '');
    this.#text = '';
    try {
      const message = decodeFromPodium(line);
      if (isPush(message)) this.pushes.push(message);
      else {
        this.#reply = message;
        this.repliedAt = cycle;
        this.uno.stop();
      }
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.noise.push(line);
    }
  }
}

const isHigh = ({ levels, outputs }: PinState, pin: number): boolean =>
  (((levels & outputs) >> pin) & 1) === 1;

const lampsOf = (state: PinState): LampSet =>
  LAMP_PINS.reduce((set, [lamp, pin]) => (isHigh(state, pin) ? set | lamp : set), 0);
