/** One connection to a broker, by MQTT 5. */
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { MqttClient } from 'mqtt';
import type { BrokerAddress } from './broker-address.ts';
import { PacedSocket } from './paced-socket.ts';

/** Larger packets are not sent to us by a broker that keeps the protocol. */
export const LARGEST_PACKET = 16_384;

/** In seconds, if nobody says otherwise. */
const KEEP_ALIVE = 10;
/** In ms: brokers that accept and say nothing are given up after that. */
const PATIENCE = 4000;

export interface Will {
  readonly topic: string;
  readonly payload: string;
}

export interface Greeting {
  /** Unique: the broker ends the older of two that have the same. */
  readonly clientId: string;
  /** What the broker says of us when we go without a word. */
  readonly will?: Will | undefined;
  /** In seconds: a broker, or one of its clients, that is silent for one and a half of these has gone. */
  readonly keepAlive?: number | undefined;
}

/**
 * Begins to connect. Nothing of an earlier session is taken up, and the client does not come back by itself;
 * `end(true)` ends it whatever the broker does.
 */
export function dial(
  address: BrokerAddress,
  { clientId, will, keepAlive = KEEP_ALIVE }: Greeting,
): { readonly client: MqttClient; readonly socket: Socket } {
  const { user, password } = address;
  const socket = opened(address);
  const client = new MqttClient(() => new PacedSocket(socket), {
    protocolVersion: 5,
    clientId,
    clean: true,
    keepalive: keepAlive,
    connectTimeout: PATIENCE,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    properties: { sessionExpiryInterval: 0, maximumPacketSize: LARGEST_PACKET },
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
    ...(will && {
      will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 1, retain: true },
    }),
  });
  return { client, socket };
}

function opened({ host, port, tls, ca }: BrokerAddress): Socket {
  // A certificate names computers: by number they are checked as such, without a name to ask for.
  const servername = /^[\d.]+$|:/.test(host) ? '' : host;
  const socket = tls
    ? connectTls({ host, port, servername, ...(ca && { ca }) })
    : connectPlain({ host, port });
  // Else a message waits for the answer to the one before.
  return socket.setNoDelay(true);
}
