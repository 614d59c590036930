/**
 * A connection to an MQTT broker that comes back by itself. Nobody waits for it: what cannot be said now is
 * not kept for later, since only what is true then is worth saying. Each connection has a client of its own,
 * for the same reason: one that comes back by itself would send again what it had not got rid of.
 */
import type { Socket } from 'node:net';
import type { MqttClient } from 'mqtt';
import { readAgain, type BrokerAddress } from './broker-address.ts';
import { dial, LARGEST_PACKET, type Greeting } from './broker-dial.ts';
import { codeOf, isNotLetIn, troubleOf } from './broker-trouble.ts';
import { RoundTrips } from './round-trips.ts';

export interface LinkOptions extends Greeting {
  readonly address: BrokerAddress;
  readonly topics: readonly string[];
  /** Messages a second; above that nothing is heard for a while. */
  readonly most: number;
  /** Bytes between two looks, 250 ms: whoever sends more is left; 2,000,000 if left out. */
  readonly mostBytes?: number;
  /** Connected, and subscribed to all. */
  readonly up: () => void;
  readonly down: () => void;
  readonly message: (topic: string, payload: Buffer, retained: boolean) => void;
  /** Called when `trouble` is another. */
  readonly changed: () => void;
}

export interface Sending {
  readonly qos?: 0 | 1;
  readonly retain?: boolean;
  /** In seconds: an older one is worth nothing. */
  readonly expires?: number;
}

/** `refused`: the broker's access list lets us not write there. */
export type Sent = 'taken' | 'refused' | 'lost';

/** Times in ms. */
const PATIENCE = 4000;
const COME_BACK = 500;
const REST = 5000;
const LOOK = 250;
/** Bytes between two looks: more is no MQTT that one session needs. */
const MOST_BYTES = 2_000_000;
/** Answers that are outstanding: a broker that owes more has gone. */
const MOST_WAITING = 100;

export class BrokerLink {
  /** Why it is not connected, or does not listen: a sentence without its full stop; undefined if all is well. */
  trouble: string | undefined;
  floods = 0;
  readonly #options: LinkOptions;
  #address: BrokerAddress;
  #client: MqttClient | undefined;
  #socket: Socket | undefined;
  #up = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #look: NodeJS.Timeout;
  #bytes = 0;
  #count = 0;
  #from = performance.now();
  #deafUntil = 0;
  readonly #waiting = new Set<number>();
  readonly #trips = new RoundTrips();
  #closed = false;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#address = options.address;
    this.#look = setInterval(() => {
      this.#lookAfter();
    }, LOOK).unref();
    this.#connect();
  }

  get up(): boolean {
    return this.#up;
  }

  /** The way to the broker and back, at its quickest, in ms. */
  get trip(): number | undefined {
    return this.#trips.quickest;
  }

  /** Says something now, or not at all. */
  async publish(topic: string, payload: string, sending: Sending = {}): Promise<Sent> {
    const { qos = 1, retain = false, expires } = sending;
    const client = this.#client;
    if (!this.#up || !client) return 'lost';
    const began = performance.now();
    if (qos === 1) this.#waiting.add(began);
    const properties = expires === undefined ? {} : { messageExpiryInterval: expires };
    return new Promise((resolve) => {
      client.publish(topic, payload, { qos, retain, properties }, (error) => {
        this.#waiting.delete(began);
        if (!error && qos === 1) this.#trips.add(performance.now() - began);
        resolve(error ? (typeof codeOf(error) === 'number' ? 'refused' : 'lost') : 'taken');
      });
    });
  }

  /** Goes without a word: the broker says what it was told to. */
  drop(error: unknown): void {
    const client = this.#client;
    if (!client) return;
    const was = this.#up;
    this.#client = undefined;
    this.#up = false;
    this.#waiting.clear();
    client.end(true);
    this.#socket?.destroy();
    if (this.#closed) return;
    this.#say(troubleOf(this.#address, error));
    if (was) this.#options.down();
    clearTimeout(this.#timer);
    // Whoever is refused knocks less often.
    const refused = typeof codeOf(error) === 'number' || codeOf(error) === 'FLOOD';
    this.#timer = setTimeout(
      () => {
        if (isNotLetIn(error)) this.#address = readAgain(this.#address);
        this.#connect();
      },
      refused ? REST : COME_BACK,
    ).unref();
  }

  /** Takes leave, and comes back after `rest` ms. */
  async leave(rest: number): Promise<void> {
    await this.#takeLeave();
    this.#timer = setTimeout(() => {
      this.#connect();
    }, rest).unref();
  }

  /** Takes leave, so that the broker does not say that we are lost. A broker that does not listen is left. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#look);
    await this.#takeLeave();
  }

  #takeLeave(): Promise<void> {
    clearTimeout(this.#timer);
    const client = this.#client;
    const socket = this.#socket;
    const up = this.#up;
    this.#client = undefined;
    this.#up = false;
    this.#waiting.clear();
    if (!client) return Promise.resolve();
    return new Promise((resolve) => {
      const gone = (): void => {
        clearTimeout(patience);
        client.end(true);
        socket?.destroy();
        resolve();
      };
      const patience = setTimeout(gone, up ? COME_BACK : 0);
      if (up) client.end(false, {}, gone);
    });
  }

  #connect(): void {
    if (this.#closed) return;
    const { client, socket } = dial(this.#address, this.#options);
    this.#client = client;
    this.#socket = socket;
    this.#bytes = 0;
    let why: unknown;
    client.on('error', (error) => {
      why ??= error;
      if (this.#client === client) this.drop(error);
    });
    socket.on('error', (error) => {
      why ??= error;
    });
    client.on('close', () => {
      if (this.#client === client) this.drop(why);
    });
    client.on('connect', () => {
      this.#subscribe(client);
      this.#trips.watch(client);
    });
    client.on('message', (topic, payload, { retain }) => {
      if (this.#client === client) this.#heard(topic, payload, retain);
    });
  }

  #subscribe(client: MqttClient): void {
    client.subscribe([...this.#options.topics], { qos: 1, nl: true }, (error) => {
      if (this.#client !== client) return;
      if (error) {
        this.drop(error);
        return;
      }
      const again = this.#up;
      this.#up = true;
      this.#say(undefined);
      if (!again) this.#options.up();
    });
  }

  #heard(topic: string, payload: Buffer, retained: boolean): void {
    const now = performance.now();
    if (now < this.#deafUntil) return;
    if (now - this.#from > 1000) {
      this.#from = now;
      this.#count = 0;
    }
    this.#count += 1;
    if (this.#count > this.#options.most) this.#deafen(now);
    else if (payload.length <= LARGEST_PACKET) this.#options.message(topic, payload, retained);
  }

  /** What is not subscribed to is not sent. */
  #deafen(now: number): void {
    const client = this.#client;
    this.floods += 1;
    this.#deafUntil = now + REST;
    client?.unsubscribe([...this.#options.topics], () => undefined);
    this.#say(troubleOf(this.#address, because('FLOOD')));
    setTimeout(() => {
      if (client && this.#client === client) this.#subscribe(client);
    }, REST).unref();
  }

  #lookAfter(): void {
    const [oldest = Infinity] = this.#waiting;
    const silent = performance.now() - oldest > PATIENCE || this.#waiting.size > MOST_WAITING;
    const read = this.#socket?.bytesRead ?? 0;
    const much = read - this.#bytes > (this.#options.mostBytes ?? MOST_BYTES);
    this.#bytes = read;
    if (much) {
      this.floods += 1;
      this.drop(because('FLOOD'));
    } else if (silent) this.drop(because('ETIMEDOUT'));
  }

  #say(trouble: string | undefined): void {
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    this.#options.changed();
  }
}

const because = (code: string): Error => Object.assign(new Error(code), { code });
