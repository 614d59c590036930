/** The one button on a board that the host plays. The podium's firmware has the same rules. */
import type { EventName, State } from '../../protocol/stage.ts';
import {
  after,
  duration,
  seconds,
  since,
  type Duration,
  type Instant,
} from '../../protocol/time.ts';
import type { Clock } from '../system/host-clock.ts';

/** A contact bounces; a level counts when it has lasted for so long. */
const DEBOUNCE: Duration = duration(30);
/** A press becomes a long one, and acts, while the button is still down. */
const LONG: Duration = seconds(1);
/** In `closed` a slip must not reopen. */
const LONG_IN_CLOSED: Duration = seconds(3);

const LONG_EVENTS: Readonly<Record<State, EventName>> = {
  standby: 'skip',
  running: 'hold',
  held: 'start',
  closed: 'reopen',
};

export class Button {
  readonly #clock: Clock;
  readonly #state: () => State;
  readonly #press: (event: EventName) => void;
  #down = false;
  #downSince: Instant | undefined;
  #settle: () => void = () => undefined;
  #long: () => void = () => undefined;

  /** `press` is told the event that a press asks for in the state at that moment. */
  constructor(clock: Clock, state: () => State, press: (event: EventName) => void) {
    this.#clock = clock;
    this.#state = state;
    this.#press = press;
  }

  /** The contact has changed, or is told again. */
  contact(down: boolean): void {
    this.#settle();
    if (down === this.#down) return;
    const at = this.#clock.now();
    this.#settle = this.#clock.at(after(at, DEBOUNCE), () => {
      this.#down = down;
      if (down) this.#pressed(at);
      else this.#released(at);
    });
  }

  /** The board is out of reach: a press that is under way comes to nothing. */
  forget(): void {
    this.#settle();
    this.#long();
    this.#down = false;
    this.#downSince = undefined;
  }

  #pressed(at: Instant): void {
    this.#downSince = at;
    const closed = this.#state() === 'closed';
    this.#long = this.#clock.at(after(at, closed ? LONG_IN_CLOSED : LONG), () => {
      this.#downSince = undefined;
      this.#press(LONG_EVENTS[this.#state()]);
    });
  }

  #released(at: Instant): void {
    this.#long();
    const from = this.#downSince;
    this.#downSince = undefined;
    if (from !== undefined && since(from, at) < LONG) this.#press('go');
  }
}
