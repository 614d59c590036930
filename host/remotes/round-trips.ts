/** How long a broker takes to answer: acknowledgements of what is said, and pings of whoever only listens. */
import type { MqttClient } from 'mqtt';

/** A new connection is measured at once. Times in ms. */
const FIRST_PINGS = 8;
const PING_EVERY = 300;
const KEPT = 20;

export class RoundTrips {
  readonly #trips: number[] = [];

  /** The quickest of the last, in ms: twice the way to the broker. */
  get quickest(): number | undefined {
    return this.#trips.length === 0 ? undefined : Math.min(...this.#trips);
  }

  add(took: number): void {
    if (!Number.isFinite(took)) return;
    this.#trips.push(took);
    if (this.#trips.length > KEPT) this.#trips.shift();
  }

  /** Measures a connection that has just come up, and each of its pings. */
  watch(client: MqttClient): void {
    let sent = NaN;
    client.on('packetsend', ({ cmd }) => {
      if (cmd === 'pingreq') sent = performance.now();
    });
    client.on('packetreceive', ({ cmd }) => {
      if (cmd === 'pingresp') this.add(performance.now() - sent);
    });
    for (let n = 1; n <= FIRST_PINGS; n++)
      setTimeout(() => {
        if (client.connected) client.sendPing();
      }, n * PING_EVERY).unref();
  }
}
