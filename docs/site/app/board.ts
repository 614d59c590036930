/** The emulated Uno in this worker: run by its clock, between whatever else the worker does. */
import { LAMPS, type LampSet } from '../../../protocol/signal.ts';
import { SETTINGS } from '../../../protocol/wire.ts';
import { CYCLES_PER_MS } from '../../../host/emulator/uno.ts';
import { Runner } from '../../../host/emulator/runner.ts';
import type { Happening, Request, Report } from '../../../host/emulator/worker-messages.ts';
import type { PinState } from '../../../host/emulator/pins.ts';
import { ByteLines } from './byte-lines.ts';
import type { Edge } from './messages.ts';

/** Which pins are looked at: those that a podium starts with. */
const PINS: readonly (readonly [LampSet, number])[] = [
  [LAMPS.green, SETTINGS['pin-green'].start],
  [LAMPS.amber, SETTINGS['pin-amber'].start],
  [LAMPS.red, SETTINGS['pin-red'].start],
];
const BUZZER = SETTINGS['pin-buzzer'].start;
const BUTTON = SETTINGS['pin-button'].start;

export interface BoardListener {
  lamps(lit: LampSet): void;
  buzzer(edges: readonly Edge[]): void;
  /** What the digits say; empty while they are dark. */
  digits(text: string): void;
}

export class Board {
  readonly lines = new ByteLines((bytes) => {
    this.#ask({ type: 'bytes', bytes });
  });
  readonly #runner: Runner;
  readonly #listener: BoardListener;
  #timer: number | undefined;
  #lit: LampSet = 0;
  #sounding = false;
  #speed: number;
  /** When the button went down at another speed than life's. */
  #down: number | undefined;
  #measured = { cycles: 0, busyMs: 0 };
  #stats: ((possible: number) => void) | undefined;

  /** Switched on at once; `image` is Intel HEX, `speed` how many times as fast as life it runs. */
  constructor(image: string, speed: number, listener: BoardListener) {
    this.#listener = listener;
    this.#speed = speed;
    this.#runner = new Runner(
      {
        image,
        speed,
        crystalPpm: 0,
        bootDelayMs: undefined,
        startDelayMs: 0,
        sram: undefined,
      },
      () => performance.now(),
      (report) => {
        this.#heard(report);
      },
    );
    this.#turn();
  }

  /** Resolves with the first line: it greets once it has started, and what is said before is lost. */
  greeting(): Promise<void> {
    return new Promise((resolve) => {
      this.lines.onLine = () => {
        resolve();
      };
    });
  }

  hurry(speed: number): void {
    this.#speed = speed;
    this.#ask({ type: 'speed', speed });
  }

  /** In a hurry the board would take a short press for a long one: there it is told once it is over. */
  button(down: boolean): void {
    const now = performance.now();
    if (down && this.#speed !== 1) this.#down = now;
    else if (this.#down !== undefined) {
      this.#ask({ type: 'press', pin: BUTTON, ms: now - this.#down });
      this.#down = undefined;
    } else this.#ask({ type: 'pin', pin: BUTTON, level: down ? false : undefined });
  }

  /** How many times as fast as life it could run here, by the time that it was at work since the last call. */
  possible(): Promise<number> {
    return new Promise((resolve) => {
      this.#stats = resolve;
      this.#ask({ type: 'stats' });
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#runner.handle({ type: 'close' });
    this.lines.closed('the podium is switched off');
  }

  #ask(request: Request): void {
    if (this.#runner.closed) return;
    this.#runner.handle(request);
    clearTimeout(this.#timer);
    this.#turn();
  }

  readonly #turn = (): void => {
    const wait = this.#runner.step();
    this.#timer = setTimeout(this.#turn, wait);
  };

  #heard(report: Report): void {
    if (report.type === 'stats') {
      const { cycles, busyMs } = report.stats;
      const measured = this.#measured;
      this.#measured = { cycles, busyMs };
      const busy = Math.max(busyMs - measured.busyMs, 1);
      this.#stats?.((cycles - measured.cycles) / CYCLES_PER_MS / busy);
    } else if (report.type === 'happened') {
      // Whoever answers a line must not find the board in the middle of a step.
      queueMicrotask(() => {
        this.#happened(report.happenings);
      });
    }
  }

  #happened(happenings: readonly Happening[]): void {
    const edges: Edge[] = [];
    for (const happening of happenings) {
      if (happening.type === 'bytes') this.lines.take(Uint8Array.from(happening.bytes));
      else if (happening.type === 'pins')
        this.#look(happening.state, happening.cycle / CYCLES_PER_MS, edges);
      else if (happening.type === 'digits') this.#listener.digits(happening.text);
    }
    if (edges.length > 0) this.#listener.buzzer(edges);
  }

  #look(state: PinState, ms: number, edges: Edge[]): void {
    const { outputs, levels } = state;
    const high = outputs & levels;
    const lit = PINS.reduce((set, [lamp, pin]) => (high & (1 << pin) ? set | lamp : set), 0);
    if (lit !== this.#lit) this.#listener.lamps((this.#lit = lit));
    const on = (high & (1 << BUZZER)) !== 0;
    if (on === this.#sounding) return;
    this.#sounding = on;
    edges.push({ ms, on });
  }
}
