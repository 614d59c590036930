/** Many rooms and many who look, at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { launch } from '../mirror/support/chromium.ts';
import { Listener, Mosquitto } from '../remotes/support/mosquitto.ts';
import { openRoom, type Room } from '../remotes/support/room.ts';
import { LINES, names, press, until } from './rooms-common.ts';
import { percentile, type Row } from './row.ts';

/** Processor time of a process so far, in ms. */
function processor(pid: number): number {
  const fields =
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export async function manySubscribers(): Promise<Row[]> {
  const broker = await Mosquitto.start(LINES);
  const rooms: Room[] = [];
  for (const room of names(40)) rooms.push(await openRoom(broker.port, { room }));
  const last = new Map<string, { count: number; at: number }>();
  const readers: Listener[] = [];
  for (let n = 0; n < 100; n++) {
    const reader = await Listener.open(broker.url, 'claplight/day-one/+/state');
    reader.client.removeAllListeners('message').on('message', (topic, payload) => {
      const key = `${topic} ${/"rev":(\d+)/.exec(payload.toString())?.[1] ?? ''}`;
      last.set(key, { count: (last.get(key)?.count ?? 0) + 1, at: performance.now() });
    });
    readers.push(reader);
  }
  await until(() => last.size >= 40);
  await pause(2000);
  const pressed = new Map<string, number>();
  const before = processor(broker.pid);
  const from = performance.now();
  for (let n = 0; n < 3 * rooms.length; n++) {
    const i = n % rooms.length;
    const room = rooms[i] as Room;
    const began = performance.now();
    await press(room);
    const { rev } = room.house.session.snapshot().stage;
    pressed.set(`claplight/day-one/room-${String(i + 1)}/state ${String(rev)}`, began);
    await pause(Math.max(0, from + (n + 1) * 125 - performance.now()));
  }
  await pause(1000);
  const cpu = ((processor(broker.pid) - before) / (performance.now() - from)) * 100;
  const took = [...pressed].map(([key, at]) => {
    const heard = last.get(key);
    return heard?.count === 100 ? heard.at - at : Infinity;
  });
  for (const reader of readers) reader.close();
  await Promise.all(rooms.map((room) => room.close()));
  await broker.stop();
  return [
    {
      name: '40 rooms, 100 subscribers of all: press to the last subscriber, p99',
      value: percentile(took, 99),
      unit: 'ms',
      target: '<= 100',
    },
    { name: "the same: broker's processor", value: cpu, unit: '%' },
  ];
}

/** The command itself, and its page in a browser, with two hundred rooms. */
export async function twoHundred(): Promise<Row[]> {
  const broker = await Mosquitto.start(LINES);
  const rooms: Room[] = [];
  for (const room of names(200)) rooms.push(await openRoom(broker.port, { room }));
  const line = [
    'rooms',
    '--broker',
    broker.url,
    '--event',
    'Day one',
    '--http',
    '0',
    '--no-screen',
  ];
  const cli = new URL('../../host/cli.js', import.meta.url).pathname;
  const child = spawn(process.execPath, [cli, ...line], { stdio: ['ignore', 'pipe', 'inherit'] });
  let url = '';
  createInterface(child.stdout).on(
    'line',
    (text) => (url ||= /^Rooms: (http\S+)/.exec(text)?.[1] ?? ''),
  );
  await until(() => url !== '');
  const browser = await launch();
  // What counts the frames is put into the page, whose policy lets nothing be.
  const page = await browser.newPage({
    viewport: { width: 1920, height: 1080 },
    bypassCSP: true,
  });
  await page.goto(url);
  await page.waitForFunction(
    "document.querySelectorAll('.card[data-phase=changeover]').length === 200",
    undefined,
    { timeout: 40_000 },
  );
  const frames = page.evaluate<number>(
    `new Promise((resolve) => {
       let n = 0;
       const from = performance.now();
       const frame = () => (n++, performance.now() - from > 10000 ? resolve(n / 10) : requestAnimationFrame(frame));
       requestAnimationFrame(frame);
     })`,
  );
  for (let n = 0; n < 100; n++) {
    await press(rooms[(n * 7) % 200] as Room);
    await pause(90);
  }
  const rate = await frames;
  const [, kilobytes] =
    /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8')) ?? [];
  await browser.close();
  child.kill('SIGTERM');
  await once(child, 'exit');
  await Promise.all(rooms.map((room) => room.close()));
  await broker.stop();
  return [
    {
      name: '200 rooms, 10 of them change a second: frames of the page of rooms',
      value: rate,
      unit: '/s',
      target: '>= 30',
    },
    {
      name: '200 rooms: memory of claplight rooms, at most',
      value: Number(kilobytes) / 1024,
      unit: 'MB',
      target: '<= 200',
    },
  ];
}
