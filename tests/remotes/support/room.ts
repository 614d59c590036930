/** Sessions on a real broker, and somebody who listens to all that they say. */
import { afterEach, beforeEach } from 'vitest';
import { openMqtt, type MqttOptions } from '../../../host/remotes/mqtt.ts';
import type { Remote } from '../../../host/remotes/remote.ts';
import { openHouse, type House, type HouseOptions } from '../../mirror/support/house.ts';
import { Listener, Mosquitto } from './mosquitto.ts';

export interface Room {
  readonly house: House;
  readonly remote: Remote;
  /** Warnings that operators see. */
  readonly warnings: () => readonly string[];
  close(): Promise<void>;
}

export const TOPIC = 'claplight/day-one/hall-a';

export interface RoomOptions extends Partial<MqttOptions> {
  readonly house?: HouseOptions;
}

export async function openRoom(port: number, more: RoomOptions = {}): Promise<Room> {
  const house = await openHouse(more.house);
  const remote = await openMqtt(house.session, {
    address: { host: '127.0.0.1', port, tls: false },
    event: 'Day one',
    room: 'Hall A',
    remoteControl: false,
    ...more,
  });
  return {
    house,
    remote,
    warnings: () => house.session.snapshot().warnings,
    async close() {
      await remote.close();
      await house.close();
    },
  };
}

export interface Stand {
  readonly broker: Mosquitto;
  readonly listener: Listener;
  readonly open: (more?: Parameters<typeof openRoom>[1]) => Promise<Room>;
  /** The newest of a part of the room, as JSON. */
  readonly last: (part: string) => Record<string, unknown> | undefined;
}

/** A broker, and a listener to all of it, for each test of a file. */
export function useRooms(): Stand {
  let broker: Mosquitto;
  let listener: Listener;
  const rooms: Room[] = [];
  beforeEach(async () => {
    broker = await Mosquitto.start();
    listener = await Listener.open(broker.url);
  });
  afterEach(async () => {
    for (const room of rooms.splice(0)) await room.close();
    listener.close();
    await broker.stop();
  });
  return {
    get broker() {
      return broker;
    },
    get listener() {
      return listener;
    },
    async open(more) {
      const room = await openRoom(broker.port, more);
      rooms.push(room);
      return room;
    },
    last: (part) => {
      const text = listener.last(`${TOPIC}/${part}`);
      return text?.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : undefined;
    },
  };
}
