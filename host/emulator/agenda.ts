/**
 * What the chip's peripherals will do next, and at which CPU cycle.
 *
 * avr8js has an event queue of its own; this one replaces it because a sleeping core has to ask
 * "when is the next thing that matters?" (`next`), and because avr8js runs at most one event per
 * instruction, so that several peripherals at once fall behind.
 */
export class Agenda {
  /** The cycle of the earliest appointment; Infinity if there is none. */
  next = Infinity;
  readonly #appointments: Appointment[] = [];

  /** One appointment for each thing that can happen; `act` is told the cycle it was due at. */
  appointment(act: (due: number) => void): Appointment {
    const created = new Appointment(this, act);
    this.#appointments.push(created);
    return created;
  }

  /** Keeps every appointment due at `now` or before, in order, also those made meanwhile. */
  run(now: number): void {
    while (this.next <= now) {
      const first = this.#appointments.find((each) => each.due === this.next);
      first?.keep();
    }
  }

  /** Looks for the earliest appointment again. */
  refresh(): void {
    let next = Infinity;
    for (const each of this.#appointments) if (each.due < next) next = each.due;
    this.next = next;
  }
}

export class Appointment {
  due = Infinity;
  readonly #agenda: Agenda;
  readonly #act: (due: number) => void;

  constructor(agenda: Agenda, act: (due: number) => void) {
    this.#agenda = agenda;
    this.#act = act;
  }

  /** Moves the appointment to `cycle`; Infinity cancels it. */
  set(cycle: number): void {
    const before = this.due;
    if (cycle === before) return;
    this.due = cycle;
    if (cycle < this.#agenda.next) this.#agenda.next = cycle;
    else if (before === this.#agenda.next) this.#agenda.refresh();
  }

  keep(): void {
    const due = this.due;
    this.set(Infinity);
    this.#act(due);
  }
}
