/** Many rooms by a real broker on loopback: how quick, how heavy, and how right their clocks are. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { RoomsWatcher } from '../../host/rooms/watcher.ts';
import { launch } from '../mirror/support/chromium.ts';
import { Mosquitto } from '../remotes/support/mosquitto.ts';
import { openRoom, type Room } from '../remotes/support/room.ts';
import { openEvent } from '../rooms/support/event.ts';
import { mulberry32 } from '../../host/system/random.ts';
import { LINES, names, press, until } from './rooms-common.ts';
import { percentile, type Row } from './row.ts';

export { manySubscribers, twoHundred } from './rooms-load.ts';
export { lightAside } from './rooms-light.ts';
export { none as withoutBroker } from './remotes.ts';

/** From a press in a room to the page's card of it. */
export async function pressToPage(): Promise<Row[]> {
  const event = await openEvent({ names: names(10) });
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(event.url);
  await page.waitForSelector('.card[data-room=room-1][data-phase=changeover]', { timeout: 20_000 });
  await page.evaluate(
    `globalThis.shown = [];
     new MutationObserver(() => shown.push(performance.timeOrigin + performance.now()))
       .observe(document.querySelector('.card[data-room=room-1]'), { attributeFilter: ['data-phase'] })`,
  );
  const pressed: number[] = [];
  const [room] = event.rooms;
  for (let n = 0; n < 100 && room; n++) {
    pressed.push(performance.timeOrigin + performance.now());
    await press(room);
    await pause(60 + (n % 17));
  }
  await pause(500);
  const shown = await page.evaluate<number[]>('shown');
  await browser.close();
  await event.close();
  if (shown.length !== pressed.length)
    throw new Error(`${String(shown.length)} presses were shown`);
  const took = shown.map((at, i) => at - (pressed[i] ?? NaN));
  return [
    {
      name: 'press in a room, shown by the page of rooms, p99',
      value: percentile(took, 99),
      unit: 'ms',
      target: '<= 40',
    },
    {
      name: 'press in a room, shown by the page of rooms, median',
      value: percentile(took, 50),
      unit: 'ms',
    },
  ];
}

export async function brokerRestarted(): Promise<Row[]> {
  const event = await openEvent({ names: names(10) });
  const [room] = event.rooms;
  await until(() => event.watcher.documents().length === 10);
  await until(() => event.watcher.documents().every(({ shift }) => shift !== null));
  const took: number[] = [];
  for (let n = 0; n < 3 && room; n++) {
    await event.broker.kill();
    await press(room);
    await pause(1500);
    await event.broker.start();
    const began = performance.now();
    const { rev } = room.house.session.snapshot().stage;
    await until(() => {
      const all = event.watcher.documents();
      return (
        all.every((one) => one.connection === 'live') &&
        all.find(({ id }) => id === 'room-1')?.session?.rev === rev
      );
    });
    took.push((performance.now() - began) / 1000);
  }
  await event.close();
  return [
    {
      name: 'broker killed and started again: rooms right again',
      value: Math.max(...took),
      unit: 's',
      target: '<= 2',
    },
  ];
}

/** Passes bytes on, each later by 5 to 30 ms, in their order. */
function jitter(port: number, random: () => number): ReturnType<typeof createServer> {
  const pass = (from: Socket, to: Socket): void => {
    let free = 0;
    from.on('data', (bytes: Buffer) => {
      const now = performance.now();
      free = Math.max(free, now + 5 + random() * 25);
      setTimeout(() => to.write(bytes), free - now);
    });
    from.on('close', () => to.destroy()).on('error', () => undefined);
  };
  return createServer({ noDelay: true }, (socket) => {
    const on = connect({ port, noDelay: true, host: '127.0.0.1' });
    pass(socket, on);
    pass(on, socket);
  }).listen(0, '127.0.0.1');
}

export async function clocksApart(): Promise<Row[]> {
  const broker = await Mosquitto.start(LINES);
  const proxy = jitter(broker.port, mulberry32(7));
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const rooms: Room[] = [];
  for (const [i, room] of names(20).entries()) {
    const one = await openRoom(port, { room });
    one.house.clock.move(i % 2 === 0 ? 30_000 : 0);
    rooms.push(one);
  }
  const address = { host: '127.0.0.1', port, tls: false };
  const watcher = new RoomsWatcher({ address, event: 'day-one' });
  await until(() => watcher.documents().length === 20);
  await until(() => watcher.documents().every(({ shift }) => shift !== null));
  await pause(5000);
  const off: number[] = [];
  for (let n = 0; n < 20; n++) {
    for (const { id, shift } of watcher.documents()) {
      const room = rooms[Number(id.replace('room-', '')) - 1];
      if (room && shift !== null)
        off.push(Math.abs(room.house.session.now() - watcher.now() - shift));
    }
    await pause(500);
  }
  await watcher.close();
  await Promise.all(rooms.map((room) => room.close()));
  proxy.close();
  await broker.stop();
  return [
    {
      name: "light in rooms against the room's, clocks 30 s apart, 5–30 ms of jitter, p99",
      value: percentile(off, 99),
      unit: 'ms',
      target: '<= 60',
    },
  ];
}
