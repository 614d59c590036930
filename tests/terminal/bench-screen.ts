/** A screen on a scripted terminal, in simulated time, on a real session. */
import { vi, type MockInstance } from 'vitest';
import { hostClock } from '../../host/clock.ts';
import type { Session } from '../../host/session/session.ts';
import type { Press } from '../../host/session/types.ts';
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

  constructor(options: StandOptions = {}, about: readonly string[] = []) {
    const { session, wall } = sessionOn(hostClock(), options);
    this.session = session;
    const { input, output, quit } = this;
    this.#act = vi.spyOn(session, 'act');
    this.#screen = new OperatorScreen(session, { input, output, quit, wall, about });
  }

  /** Sends what keys send, in one go, and lets the screen draw. */
  async type(keys: string): Promise<void> {
    this.input.write(keys);
    await this.pass(2);
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

  stop(): void {
    this.#screen.stop();
  }
}
