/** What is to be done at which moment of a simulated time. */
interface Appointment {
  readonly when: number;
  readonly run: () => void;
}

export class Agenda {
  readonly #appointments = new Set<Appointment>();

  at(when: number, run: () => void): () => void {
    const appointment = { when, run };
    this.#appointments.add(appointment);
    return () => {
      this.#appointments.delete(appointment);
    };
  }

  /** Keeps those that are due by `now`; whether there were any. */
  keep(now: number): boolean {
    let kept = false;
    for (const appointment of [...this.#appointments])
      if (appointment.when <= now && this.#appointments.delete(appointment)) {
        appointment.run();
        kept = true;
      }
    return kept;
  }
}
