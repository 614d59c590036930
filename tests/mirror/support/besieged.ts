/** A house that somebody means ill, and a check that it stands. */
import type { Socket } from 'node:net';
import { expect } from 'vitest';
import type { Session } from '../../../host/session/session.ts';
import { openHouse, type House } from './house.ts';
import { ask, dial } from './raw.ts';

export class Besieged {
  /** Connections that are destroyed in the end. */
  readonly open = new Set<Socket>();
  readonly #house: House;

  private constructor(house: House) {
    this.#house = house;
  }

  /** With room for twenty streams, and so for 320 connections. */
  static async open(): Promise<Besieged> {
    return new Besieged(await openHouse({ maxStreams: 20 }));
  }

  get port(): number {
    return this.#house.mirror.port;
  }

  get token(): string {
    return this.#house.mirror.token;
  }

  get streams(): number {
    return this.#house.mirror.streams;
  }

  get session(): Session {
    return this.#house.session;
  }

  get host(): string {
    return `Host: 127.0.0.1:${String(this.port)}`;
  }

  get bearer(): string {
    return `Authorization: Bearer ${this.token}`;
  }

  /** Connects and sends a text as it is. */
  send(text: string): Socket {
    const socket = dial(this.port, text);
    this.open.add(socket);
    return socket;
  }

  /** Nothing has moved the stage, and whoever asks properly is answered. */
  async untouched(): Promise<void> {
    expect(this.session.snapshot().stage).toMatchObject({ state: 'standby', talk: 0 });
    const { status } = await ask(this.port, '/api/state');
    expect(status).toBe(200);
  }

  async close(): Promise<void> {
    await this.untouched();
    for (const socket of this.open) socket.destroy();
    await this.#house.close();
  }
}
