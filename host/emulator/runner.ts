import { SETTINGS } from '../../protocol/wire.ts';
import type { Cells } from './cells.ts';
import type { Happening, Report, Request, Settings, Stats } from './worker-messages.ts';
import { Pace } from './pace.ts';
import { Max7219 } from './max7219.ts';
import type { PinState } from './pins.ts';
import { CYCLES_PER_MS, Uno } from './uno.ts';

/** The most that is run at once, so that requests are served also while catching up. */
const SLICE = 50 * CYCLES_PER_MS;
/** How long to wait when caught up: while bytes pass or a button was pressed, and otherwise. */
const BUSY_WAIT_MS = 1;
const IDLE_WAIT_MS = 6;
/** How long "busy" lasts after a byte or a press. */
const BUSY_FOR_MS = 10;

/** Where the virtual podium's MAX7219 hangs: where the firmware looks for it unless it is told otherwise. */
const DIGITS_PINS = {
  data: SETTINGS['pin-digits-data'].start,
  clock: SETTINGS['pin-digits-clock'].start,
  load: SETTINGS['pin-digits-load'].start,
};
const DIGITS_MASK = Object.values(DIGITS_PINS).reduce((mask, pin) => mask | (1 << pin), 0);

/** Keeps what the EEPROM holds beyond this run: a file on Node. */
export interface EepromKeeper {
  readonly cells: Cells;
  /** Called now and then; `before` is true when the board has just said something. */
  keep(nowMs: number, before: boolean): void;
  /** Saves what has not been saved. */
  save(): void;
}

/** Runs an Uno by the clock it is given. The worker's whole logic, without the worker. */
export class Runner {
  closed = false;
  readonly #uno: Uno;
  readonly #pace: Pace;
  readonly #keeper: EepromKeeper | undefined;
  readonly #clock: () => number;
  readonly #tell: (report: Report) => void;
  readonly #startMs: number;
  readonly #digits = new Max7219(DIGITS_PINS);
  #before: PinState = { outputs: 0, levels: 0, pullUps: 0 };
  #happenings: Happening[] = [];
  /** Buttons to let go of: pin and cycle. */
  #releases: (readonly [number, number])[] = [];
  #busyMs = 0;
  #busyUntil = 0;

  /** `clock` is monotonic, in milliseconds. Without `keeper` the EEPROM begins erased and is forgotten. */
  constructor(
    settings: Settings,
    clock: () => number,
    tell: (report: Report) => void,
    keeper?: EepromKeeper,
  ) {
    const { image, speed, crystalPpm, bootDelayMs, startDelayMs, sram } = settings;
    this.#clock = clock;
    this.#tell = tell;
    this.#keeper = keeper;
    this.#uno = new Uno({
      image,
      ...(keeper && { eeprom: keeper.cells }),
      ...(bootDelayMs !== undefined && { bootDelayMs }),
      ...(startDelayMs !== undefined && { startDelayMs }),
      ...(sram !== undefined && { sram }),
    });
    this.#startMs = clock();
    this.#pace = new Pace(speed, crystalPpm, this.#startMs, 0);
    this.#listen();
    tell({ type: 'open' });
  }

  #listen(): void {
    this.#uno.onTransmit = (byte) => {
      const last = this.#happenings.at(-1);
      if (last?.type === 'bytes') last.bytes.push(byte);
      else this.#happenings.push({ type: 'bytes', bytes: [byte] });
    };
    this.#uno.onPins = (state, cycle) => {
      if (this.#tookDigits(state)) return;
      this.#happenings.push({ type: 'pins', state, cycle });
    };
    this.#uno.onReset = (kind, cycle) => {
      this.#happenings.push({ type: 'reset', kind, cycle });
    };
  }

  /** Takes what the firmware says to its digits; whether that is all that has changed. */
  #tookDigits(state: PinState): boolean {
    const before = this.#before;
    this.#before = state;
    const { text } = this.#digits;
    this.#digits.take(state);
    if (this.#digits.text !== text)
      this.#happenings.push({ type: 'digits', text: this.#digits.text });
    const same = (['outputs', 'levels', 'pullUps'] as const).every(
      (key) => ((before[key] ^ state[key]) & ~DIGITS_MASK) === 0,
    );
    return same && this.#digits.attached;
  }

  /** Runs on, tells what happened, and returns how long nothing need be done, in ms. */
  step(): number {
    const begun = this.#clock();
    const due = this.#pace.due(begun);
    const end = Math.min(due, this.#uno.cycles + SLICE);
    this.#run(end);
    if (this.#happenings.some(({ type }) => type === 'bytes')) this.#stayBusy(begun);
    this.#report(begun);
    const now = this.#clock();
    this.#busyMs += now - begun;
    if (end < due) return 0;
    if (this.#uno.incoming > 0) this.#stayBusy(now);
    return now < this.#busyUntil ? BUSY_WAIT_MS : IDLE_WAIT_MS;
  }

  /** Takes a request at the moment it is made: a board that is not far behind catches up first. */
  handle(request: Request): void {
    const now = this.#clock();
    this.#run(Math.min(this.#pace.due(now), this.#uno.cycles + SLICE));
    this.#stayBusy(now);
    if (request.type === 'bytes') this.#uno.receive(request.bytes);
    else if (request.type === 'pin') this.#uno.setInput(request.pin, request.level);
    else if (request.type === 'press') this.#press(request.pin, request.ms);
    else if (request.type === 'reset') this.#uno.reset(request.kind, { cut: request.cut });
    else if (request.type === 'speed') this.#pace.setSpeed(request.speed, now, this.#uno.cycles);
    else if (request.type === 'stats') this.#tellStats();
    else this.#close();
  }

  #run(end: number): void {
    while (this.#releases.some(([, cycle]) => cycle <= end)) {
      const next = Math.min(...this.#releases.map(([, cycle]) => cycle));
      this.#uno.runTo(next);
      for (const [pin, cycle] of this.#releases) {
        if (cycle <= next) this.#uno.setInput(pin, undefined);
      }
      this.#releases = this.#releases.filter(([, cycle]) => cycle > next);
    }
    this.#uno.runTo(end);
  }

  #press(pin: number, ms: number): void {
    this.#uno.setInput(pin, false);
    this.#releases.push([pin, this.#uno.cycles + ms * CYCLES_PER_MS]);
  }

  #report(nowMs: number): void {
    const happenings = this.#happenings;
    this.#keeper?.keep(
      nowMs,
      happenings.some(({ type }) => type === 'bytes'),
    );
    if (happenings.length === 0) return;
    this.#happenings = [];
    this.#tell({ type: 'happened', happenings });
  }

  #tellStats(): void {
    const now = this.#clock();
    const { cycles, instructions, eeprom } = this.#uno;
    const behind = (this.#pace.due(now) - cycles) / CYCLES_PER_MS;
    const stats: Stats = {
      ...{ cycles, instructions, busyMs: this.#busyMs, wallMs: now - this.#startMs },
      behindMs: Number.isFinite(behind) ? Math.max(0, behind) : 0,
      eepromWrites: eeprom.writes.reduce((sum, count) => sum + count, 0),
    };
    this.#tell({ type: 'stats', stats });
  }

  #close(): void {
    this.#report(this.#clock());
    this.#keeper?.save();
    this.closed = true;
    this.#tell({ type: 'closed' });
  }

  #stayBusy(nowMs: number): void {
    this.#busyUntil = nowMs + BUSY_FOR_MS;
  }
}
