/** A screen on a scripted terminal, in simulated time, on a real session. */
import { afterEach, beforeEach, vi, type MockInstance } from 'vitest';
import { hostClock } from '../../host/system/host-clock.ts';
import type { Session } from '../../host/session/session.ts';
import type { Press } from '../../host/session/types.ts';
import type { Phones } from '../../host/terminal/phones.ts';
import { OperatorScreen } from '../../host/terminal/screen.ts';
import { sessionOn, type StandOptions } from './stand.ts';
import { FakeInput, FakeOutput } from './terminal.ts';

/** Timers must be faked before. Call `stop()` at the end. */
export class ScreenBench {
  readonly input = new FakeInput();
  readonly output = new FakeOutput();
  readonly session: Session;
  readonly quit = vi.fn();
  readonly #act: MockInstance<Session['act']>;
  readonly #screen: OperatorScreen;

  constructor(options: StandOptions = {}, about: readonly string[] = [], phones?: Phones) {
    const { session, wall } = sessionOn(hostClock(), options);
    this.session = session;
    const { input, output, quit } = this;
    this.#act = vi.spyOn(session, 'act');
    this.#screen = new OperatorScreen(session, {
      input,
      output,
      quit,
      wall,
      about: () => about,
      phones,
    });
  }

  /** Sends what keys send, in one go, and lets the screen draw. */
  async type(keys: string): Promise<void> {
    this.input.write(keys);
    await this.pass(2);
  }

  /** Presses keys one after the other, two seconds apart. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.type(key);
      await this.pass(2000);
    }
  }

  /** Types as a person does: a character at a time. */
  async write(text: string): Promise<void> {
    for (const character of text) {
      await this.type(character);
      await this.pass(200);
    }
  }

  /** Escape, as Node tells it once nothing has followed it. */
  async escape(): Promise<void> {
    this.input.emit('keypress', undefined, { name: 'escape', sequence: '\x1b', meta: true });
    await this.pass(2000);
  }

  /** A key that is held down for so long: it repeats as terminals do. */
  async hold(key: string, ms: number, { delay = 500, every = 30 } = {}): Promise<void> {
    await this.type(key);
    let at = 2;
    for (let next = delay; next < ms; next += every) {
      await this.pass(next - at);
      await this.type(key);
      at = next + 2;
    }
    await this.pass(Math.max(0, ms - at));
  }

  async pass(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
  }

  /** What was asked of the session, by the screen or the test. */
  get presses(): Press[] {
    return this.#act.mock.calls.map(([press]) => press);
  }

  /** Names of the events that were sent, with the amount of a grant. */
  get sent(): string[] {
    return this.presses.map(({ type, amount }) =>
      amount === undefined ? type : `${type} ${String(amount / 1000)}`,
    );
  }

  get state(): string {
    return this.session.snapshot().stage.state;
  }

  /** Speakers in the order of the lineup. */
  get speakers(): string[] {
    return this.session.snapshot().entries.map(({ talk }) => talk.speaker);
  }

  stop(): void {
    this.#screen.stop();
  }
}

/** A screen for each test, in simulated time. */
export function screenEach(options: StandOptions = {}): { screen: ScreenBench } {
  const made = {} as { screen: ScreenBench };
  beforeEach(() => {
    vi.useFakeTimers();
    made.screen = new ScreenBench(options);
  });
  afterEach(() => {
    made.screen.stop();
    vi.useRealTimers();
  });
  return made;
}
