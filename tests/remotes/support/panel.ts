/** A session that is driven and followed by OSC, and a panel that sends and hears it. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { fromBuffer, toBuffer, type OscArgInput, type OscPacketInput } from 'osc-min';
import { afterEach, beforeEach, expect } from 'vitest';
import { openOsc, type OscOptions } from '../../../host/remotes/osc.ts';
import type { Remote } from '../../../host/remotes/remote.ts';
import { openHouse, type House } from '../../mirror/support/house.ts';

export interface Panel {
  readonly house: House;
  readonly remote: Remote;
  /** Where our own OSC listens, and the panel. */
  readonly port: number;
  readonly own: number;
  /** What the panel was sent: address and values. */
  readonly heard: unknown[][];
  readonly open: (more?: Partial<OscOptions>) => Promise<void>;
  readonly raw: (bytes: Uint8Array) => void;
  readonly packet: (input: OscPacketInput) => void;
  /** Sends a message to an address below /claplight. */
  readonly send: (name: string, ...args: OscArgInput[]) => void;
  readonly state: () => string;
  /** Waits until so much was counted, and nothing else. */
  readonly counted: (counts: Readonly<Record<string, number>>) => Promise<void>;
}

export const integer = (value: number): OscArgInput => ({ type: 'integer', value });

/** A panel for each test of a file; `open` opens the remote. */
export function usePanel(): Panel {
  let house: House;
  let remote: Remote | undefined;
  let port = 0;
  let socket: Socket;
  const heard: unknown[][] = [];

  beforeEach(async () => {
    house = await openHouse();
    heard.length = 0;
    socket = createSocket('udp4').bind(0, '127.0.0.1');
    socket.on('message', (bytes) => {
      const packet = fromBuffer(bytes);
      if (packet.oscType === 'message')
        heard.push([packet.address, ...packet.args.map(({ value }) => value)]);
    });
    await once(socket, 'listening');
  });
  afterEach(async () => {
    await remote?.close();
    socket.close();
    await house.close();
  });

  const raw = (bytes: Uint8Array): void => {
    socket.send(bytes, port, '127.0.0.1');
  };
  const packet = (input: OscPacketInput): void => {
    const { buffer, byteOffset, byteLength } = toBuffer(input);
    raw(new Uint8Array(buffer, byteOffset, byteLength));
  };
  return {
    get house() {
      return house;
    },
    get remote() {
      if (!remote) throw new Error('it is not open');
      return remote;
    },
    get port() {
      return port;
    },
    get own() {
      return socket.address().port;
    },
    heard,
    async open(more = {}) {
      remote = await openOsc(house.session, { port: 0, listen: '127.0.0.1', to: [], ...more });
      port = Number(/port (\d+)/.exec(remote.said()[0] ?? '')?.[1]);
    },
    raw,
    packet,
    send: (name, ...args) => {
      packet({ address: `/claplight/${name}`, args });
    },
    state: () => house.session.snapshot().stage.state,
    async counted(counts) {
      const none = { taken: 0, refused: 0, released: 0, junk: 0, stranger: 0, flood: 0 };
      await expect.poll(() => remote?.counts()).toEqual({ ...none, ...counts });
    },
  };
}
