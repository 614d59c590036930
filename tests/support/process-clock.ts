/** The clock of a simulated process. */
import { instant, type Instant } from '../../protocol/time.ts';
import type { Clock, HostClock } from '../../host/system/host-clock.ts';

interface Appointment {
  readonly when: Instant;
  readonly run: () => void;
  cancel: () => void;
}

/** A process's own clock: it begins anew with each process, and is told of sleep. */
export class ProcessClock implements HostClock {
  readonly speed = 1;
  readonly #clock: Clock;
  readonly #pending = new Set<Appointment>();
  #origin: number;
  #stopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#origin = clock.now();
  }

  now(): Instant {
    return instant(this.#clock.now() - this.#origin);
  }

  at(when: Instant, run: () => void): () => void {
    if (this.#stopped) return () => undefined;
    const appointment = { when, run, cancel: () => undefined };
    this.#pending.add(appointment);
    this.#arrange(appointment);
    return () => {
      appointment.cancel();
      this.#pending.delete(appointment);
    };
  }

  skip(ms: number): void {
    this.#origin -= ms;
    for (const appointment of this.#pending) {
      appointment.cancel();
      this.#arrange(appointment);
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const { cancel } of this.#pending) cancel();
  }

  #arrange(appointment: Appointment): void {
    const { when, run } = appointment;
    appointment.cancel = this.#clock.at(instant(when + this.#origin), () => {
      this.#pending.delete(appointment);
      run();
    });
  }
}
