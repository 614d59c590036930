/** Brokers that are away, silent, mad, full or slow: the session goes on, the operator reads a line, and it heals. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openJournal } from '../../host/journal/open-journal.ts';
import { brokerOf } from '../../host/remotes/broker-address.ts';
import { network, type Network } from '../mirror/support/proxy.ts';
import { freePort } from '../support/free-port.ts';
import { describeWithBroker, Listener, Mosquitto } from './support/mosquitto.ts';
import { openRoom, TOPIC, type Room } from './support/room.ts';

const CONNACK = Buffer.from([0x20, 3, 0, 0, 0]);
const NO_ROOM = Buffer.from([0x20, 3, 0, 0x97, 0]);
/** A message of a megabyte, on the topic of commands. */
const MEGABYTE = (() => {
  const topic = Buffer.from(`${TOPIC}/command`);
  const head = Buffer.from([0, topic.length, ...topic, 0]);
  const rest = head.length + 1_000_000;
  const length = [(rest & 127) | 128, ((rest >> 7) & 127) | 128, rest >> 14];
  return Buffer.concat([Buffer.from([0x30, ...length]), head, Buffer.alloc(1_000_000, 'x')]);
})();

/** Grants all subscriptions, whatever they are, and answers nothing else. */
function granting(socket: Socket, then: () => void = () => undefined): void {
  socket.on('data', (bytes: Buffer) => {
    if (bytes[0] === 0x10) socket.write(CONNACK);
    else if (bytes[0] === 0x82) {
      const at = bytes.findIndex((byte, i) => i > 0 && byte < 128) + 1;
      socket.write(Buffer.from([0x90, 7, bytes[at] ?? 0, bytes[at + 1] ?? 0, 0, 1, 1, 1, 1]));
      then();
    }
  });
}

const MAD: readonly (readonly [string, (socket: Socket) => void, RegExp])[] = [
  ['accepts and says nothing', () => undefined, /does not answer\. The light keeps going without/],
  [
    'hangs up at once',
    (socket) => socket.destroy(),
    /hung up: if it is a port for TLS, use mqtts:\/\/\. /,
  ],
  [
    'sends nonsense',
    (socket) => socket.write(randomBytes(5000).fill(0xff, 0, 8)),
    /sends nonsense\. /,
  ],
  ['is full', (socket) => socket.write(NO_ROOM), /has no more room/],
  ['takes everything and acknowledges nothing', granting, /does not answer\. /],
  [
    'sends a megabyte, again and again',
    (socket) => {
      granting(socket, () => {
        const more = (): void => {
          while (!socket.destroyed && socket.write(MEGABYTE));
        };
        socket.on('drain', more);
        more();
      });
    },
    /sends messages that are too large/,
  ],
];

describeWithBroker('a broker', () => {
  let room: Room | undefined;
  let mad: Server | undefined;
  let broker: Mosquitto | undefined;
  let listener: Listener | undefined;
  let line: Network | undefined;
  const sockets = new Set<Socket>();
  beforeEach(() => {
    room = mad = broker = listener = line = undefined;
  });
  afterEach(async () => {
    await room?.close();
    listener?.close();
    for (const socket of sockets) socket.destroy();
    mad?.close();
    await line?.close();
    await broker?.stop();
  });
  const warned = (): string => (room?.warnings() ?? []).join(' ');
  const press = async (type: 'start' | 'hold'): Promise<void> => {
    expect(await room?.house.session.act({ type, by: 'terminal' })).toMatchObject({ ok: true });
  };
  const rev = (): unknown =>
    (JSON.parse(listener?.last(`${TOPIC}/state`) ?? '{}') as { rev?: number }).rev;

  it.each(MAD)(
    'that %s is told to the operator in a line, and nobody else notices',
    async (_, behave, sentence) => {
      mad = createServer((socket) => {
        sockets.add(socket.on('error', () => undefined));
        behave(socket);
      }).listen(0, '127.0.0.1');
      await once(mad, 'listening');
      const { port } = mad.address() as { port: number };
      room = await openRoom(port, { remoteControl: true });
      await press('start');
      await expect.poll(warned, { timeout: 20_000 }).toMatch(sentence);
      expect(warned()).toContain(`mqtt://127.0.0.1:${String(port)}`);
      expect(warned().split('\n')).toHaveLength(1);
      await press('hold');
      expect(room.remote.counts().taken).toBe(0);
    },
    30_000,
  );

  it('that is away, comes, is killed and comes back is told what is so by then', async () => {
    const port = await freePort();
    room = await openRoom(port);
    await expect
      .poll(warned)
      .toMatch(/nothing listens on that port\. The light keeps going without it\.$/);
    await press('start');
    broker = await Mosquitto.start(['allow_anonymous true'], port);
    listener = await Listener.open(broker.url);
    await expect.poll(rev, { timeout: 5000 }).toBe(1);
    expect(warned()).toBe('');
    listener.close();
    await broker.kill();
    await press('hold');
    await expect.poll(warned).toMatch(/nothing listens/);
    await broker.start();
    listener = await Listener.open(broker.url);
    await expect.poll(rev, { timeout: 5000 }).toBe(2);
    expect(listener.last(`${TOPIC}/availability`)).toBe('online');
    expect(warned()).toBe('');
  });

  it('that is slow holds up nobody, and is told the newest of what it is too slow for', async () => {
    broker = await Mosquitto.start();
    line = await network(broker.port);
    line.delay = () => 700;
    const address = { host: '127.0.0.2', port: broker.port, tls: false };
    listener = await Listener.open(broker.url, `${TOPIC}/state`);
    room = await openRoom(broker.port, { address });
    await expect.poll(rev).toBe(0);
    const states = listener.told.length;
    for (let n = 0; n < 5; n++) {
      await press('start');
      await press('hold');
    }
    // All ten were pressed while the first was on its way.
    expect(rev()).toBe(0);
    await expect.poll(rev).toBe(10);
    expect(listener.told.length - states).toBeLessThanOrEqual(2);
    expect(warned()).toBe('');
  });

  it('that stands still is noticed, and told the newest alone when it goes on', async () => {
    broker = await Mosquitto.start();
    room = await openRoom(broker.port);
    listener = await Listener.open(broker.url);
    await expect.poll(rev).toBe(0);
    broker.signal('SIGSTOP');
    await press('start');
    await press('hold');
    await press('start');
    await expect.poll(warned, { timeout: 20_000 }).toMatch(/does not answer/);
    broker.signal('SIGCONT');
    await expect.poll(rev, { timeout: 10_000 }).toBe(3);
    await expect.poll(warned, { timeout: 10_000 }).toBe('');
  }, 45_000);

  it('through which somebody sends ten thousand commands is not listened to for a while', async () => {
    broker = await Mosquitto.start(['allow_anonymous true', 'max_queued_messages 0']);
    const lines: string[] = [];
    const journal = openJournal({ listener: (text) => lines.push(text) });
    room = await openRoom(broker.port, { remoteControl: true, house: { journal } });
    listener = await Listener.open(broker.url, `${TOPIC}/state`);
    await expect.poll(rev).toBe(0);
    const junk = JSON.stringify({ action: 'finish', rev: 40_000 });
    for (let n = 0; n < 10_000; n++) listener.client.publish(`${TOPIC}/command`, junk, { qos: 0 });
    await expect.poll(warned).toMatch(/sends too much: it is listened to again in a moment/);
    await press('start');
    await expect.poll(rev).toBe(1);
    const { flood = 0, refused = 0 } = room.remote.counts();
    expect(flood).toBeGreaterThan(0);
    expect(refused).toBeLessThan(1000);
    // None took a turn of the session, in which a press would wait for the podium's answers to all of them.
    expect(lines.filter((text) => text.includes('"refused"'))).toEqual([]);
  });

  it('that refuses a user says which, and where to look; mended there, it says that all is well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'claplight-login-'));
    const passwords = join(folder, 'passwords');
    const login = join(folder, 'login');
    execFileSync('mosquitto_passwd', ['-b', '-c', passwords, 'hall-a', 'right-horse']);
    // Where root runs it, it would be another user that reads the file.
    const own = `user ${userInfo().username}`;
    broker = await Mosquitto.start(['allow_anonymous false', `password_file ${passwords}`, own]);
    const write = (password: string): void => {
      writeFileSync(login, `hall-a\n${password}\n`, { mode: 0o600 });
    };
    write('wrong-horse');
    const address = brokerOf({ broker: broker.url, brokerLogin: login }, {});
    if (!address) throw new Error('no address');
    room = await openRoom(broker.port, { address });
    expect(room.remote.said()).toContain('The broker has not answered yet.');
    await expect
      .poll(warned)
      .toMatch(`refuses the user hall-a with this password: look at ${login}. The light keeps`);
    const all = [warned(), ...room.remote.said()].join('\n');
    expect(all).not.toMatch(/horse|not answered yet/);
    write('right-horse');
    const told = (): string | undefined => room?.house.session.snapshot().notice?.text;
    await expect
      .poll(told, { timeout: 9000 })
      .toBe('The broker is back: this room shows in rooms again.');
    expect(warned()).toBe('');
    rmSync(folder, { recursive: true });
  });

  it('that wants a user and was given none says so', async () => {
    broker = await Mosquitto.start(['allow_anonymous false']);
    room = await openRoom(broker.port);
    await expect.poll(warned).toMatch(/does not let us in: it needs a user and a password/);
  });
});
