/**
 * How a room's clock lies to ours, from what comes by the broker as it is said; what the broker kept is of
 * unknown age and tells nothing. The quickest message counts; its way is taken for half of the round trips
 * that the room and we have to the broker, so that we need no right to write.
 */

/** Messages that are looked back on: a minute of beats. Clocks drift apart by less than 10 ms in that time. */
const KEPT = 16;
/** In ms: what differs by more is another clock. */
const JUMP = 500;

export class RoomClock {
  #name = '';
  #speed = 1;
  #shifts: number[] = [];
  #trip = 0;

  /**
   * What the room's clock has more than `speed` times ours, in ms; null while it is not known. `ownTrip` is our
   * way to the broker and back.
   */
  shift(ownTrip: number): number | null {
    if (this.#shifts.length === 0) return null;
    return Math.max(...this.#shifts) + (this.#speed * (this.#trip + ownTrip)) / 2;
  }

  /** Forgets what it knew where a clock has another name or another speed. */
  named(name: string, speed: number): void {
    if (name === this.#name && speed === this.#speed) return;
    this.#name = name;
    this.#speed = speed;
    this.#shifts = [];
  }

  /** A message that came at `here` of our clock was said at `now` of the room's. */
  heard(name: string, now: number, here: number, trip: number | undefined): void {
    if (name !== this.#name) return;
    if (trip !== undefined) this.#trip = Math.max(0, Math.min(trip, 500));
    const shift = now - this.#speed * here;
    // A late message lies before the others; one that lies far after them is told by another clock.
    if (this.#shifts.length > 0 && shift > Math.max(...this.#shifts) + JUMP) this.#shifts = [];
    this.#shifts.push(shift);
    if (this.#shifts.length > KEPT) this.#shifts.shift();
  }
}
