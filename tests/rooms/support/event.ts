/** Many rooms on a real broker, each a session of its own, told by our own remote; and who watches them. */
import { seconds } from '../../../protocol/time.ts';
import { RoomsWatcher } from '../../../host/rooms/watcher.ts';
import { startRooms, type RoomsServer } from '../../../host/rooms/rooms-server.ts';
import { Mosquitto } from '../../remotes/support/mosquitto.ts';
import { openRoom, type Room } from '../../remotes/support/room.ts';

export interface Event {
  readonly broker: Mosquitto;
  readonly rooms: readonly Room[];
  readonly watcher: RoomsWatcher;
  readonly server: RoomsServer;
  readonly url: string;
  close(): Promise<void>;
}

export interface EventOptions {
  readonly names: readonly string[];
  /** Rooms that take commands, and a page that sends them. */
  readonly control?: boolean;
}

/** Opens an event and waits until all of its rooms are heard. */
export async function openEvent({ names, control = false }: EventOptions): Promise<Event> {
  const broker = await Mosquitto.start(['allow_anonymous true', 'max_queued_messages 5000']);
  const rooms: Room[] = [];
  for (const room of names)
    rooms.push(await openRoom(broker.port, { room, remoteControl: control }));
  const address = { host: '127.0.0.1', port: broker.port, tls: false };
  const watcher = new RoomsWatcher({ address, event: 'day-one' });
  const server = await startRooms(watcher, { port: 0, control, token: 'rooms-token' });
  return {
    broker,
    rooms,
    watcher,
    server,
    url: server.addresses[0]?.url ?? '',
    async close() {
      await server.close();
      await watcher.close();
      await Promise.all(rooms.map((room) => room.close()));
      await broker.stop();
    },
  };
}

/** Puts a room somewhere in its first talk, whose length is five minutes. */
export async function inTalk({ house }: Room, at: number, rest = 0): Promise<void> {
  await house.session.act({ type: 'start', by: 'terminal' });
  house.clock.move(at * 1000 + rest);
  await house.session.act({ type: 'grant', amount: seconds(30), by: 'terminal' });
  await house.session.act({ type: 'undo', by: 'terminal' });
}
