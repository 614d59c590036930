/** The configuration of docs/ROOMS.md, in a real Mosquitto: who may do what, and that nothing goes in plain text. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokerOf } from '../../host/remotes/broker-address.ts';
import { idOf } from '../../host/remotes/room-topics.ts';
import { describeWithBroker, Listener, Mosquitto } from '../remotes/support/mosquitto.ts';
import { openRoom, type Room } from '../remotes/support/room.ts';
import { freePort } from '../support/free-port.ts';

const GUIDE = readFileSync(new URL('../../docs/ROOMS.md', import.meta.url), 'utf8');
const example = (name: string): string =>
  readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');

describe('docs/ROOMS.md', () => {
  it('names the files and the ids that there are', () => {
    expect(GUIDE).toContain('examples/mosquitto.conf');
    expect(GUIDE).toContain('examples/mosquitto-acl');
    expect([idOf('Day one'), idOf('Hall A'), idOf('Große Bühne')]).toEqual(
      ['day-one', 'hall-a', 'gro-e-buhne'].map((id) => expect.stringContaining(id) as string),
    );
    expect(idOf('講堂')).toMatch(/^[0-9a-f]{6}$/);
    expect(idOf('講堂')).not.toBe(idOf('食堂'));
  });
});

describeWithBroker('the configuration in examples/', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
  const rooms: Room[] = [];
  const listeners: Listener[] = [];
  let broker: Mosquitto;
  let url = '';
  beforeAll(async () => {
    const file = (name: string): string => join(folder, name);
    const port = await freePort();
    // The guide's own line, for this computer's address and with paths of ours.
    const [, command = ''] = /sudo (openssl req [^]*?cert\.pem)\n/.exec(GUIDE) ?? [];
    const words = command
      .replaceAll('/etc/mosquitto/claplight', folder)
      .replaceAll('DNS:broker.example.org', 'IP:127.0.0.1')
      .replace(/\\\n\s*/g, '')
      .split(/ +/)
      .map((word) => word.replaceAll('"', ''));
    execFileSync(words[0] ?? '', words.slice(1), { stdio: 'ignore' });
    writeFileSync(file('acl'), example('mosquitto-acl'), { mode: 0o600 });
    writeFileSync(file('passwords'), '', { mode: 0o600 });
    for (const user of ['hall-a', 'hall-b', 'hall-c', 'display', 'desk'])
      execFileSync('mosquitto_passwd', ['-b', file('passwords'), user, `secret of ${user}`]);
    const lines = example('mosquitto.conf')
      .replaceAll('/etc/mosquitto/claplight', folder)
      .replace('listener 8883', `listener ${String(port)} 127.0.0.1`);
    chmodSync(folder, 0o700);
    broker = await Mosquitto.start([`user ${userInfo().username}`, lines], port, false);
    url = `mqtts://127.0.0.1:${String(port)}`;
  }, 30_000);
  afterAll(async () => {
    for (const listener of listeners) listener.close();
    await Promise.all(rooms.map((room) => room.close()));
    await broker.stop();
    rmSync(folder, { recursive: true });
  });
  const as = async (user: string, topic = 'claplight/day-one/#'): Promise<Listener> => {
    const login = { username: user, password: `secret of ${user}` };
    const ca = readFileSync(join(folder, 'cert.pem'));
    const listener = await Listener.open(url, topic, { ...login, ca });
    listeners.push(listener);
    return listener;
  };
  const publish = async (who: Listener, topic: string): Promise<unknown> =>
    who.client.publishAsync(topic, 'x', { qos: 1 }).then(
      () => 'taken',
      (error: unknown) => (error as { code?: unknown }).code,
    );

  it('lets a room tell of itself over TLS, and a display read it', async () => {
    const login = join(folder, 'login');
    writeFileSync(login, 'hall-a\nsecret of hall-a\n', { mode: 0o600 });
    const options = { broker: url, brokerLogin: login, brokerCa: join(folder, 'cert.pem') };
    const address = brokerOf(options, {});
    if (!address) throw new Error('no address');
    const room = await openRoom(broker.port, { address });
    rooms.push(room);
    const display = await as('display');
    await expect
      .poll(() => display.last('claplight/day-one/hall-a/availability'), { timeout: 5000 })
      .toBe('online');
    expect(room.warnings()).toEqual([]);
  });

  it('refuses a display that commands, and a room that writes what is not its own', async () => {
    const [display, hall, desk] = [await as('display'), await as('hall-b'), await as('desk')];
    expect(await publish(display, 'claplight/day-one/hall-c/command')).toBe(135);
    expect(await publish(hall, 'claplight/day-one/hall-a/state')).toBe(135);
    expect(await publish(hall, 'claplight/day-one/hall-a/command')).toBe(135);
    expect(await publish(hall, 'claplight/day-one/hall-b/state')).toBe('taken');
    expect(await publish(desk, 'claplight/day-one/hall-c/command')).toBe('taken');
    expect(await publish(desk, 'claplight/day-one/hall-c/state')).toBe(135);
  });

  it('tells a room whose access list lets it not write, and one with a wrong password', async () => {
    const ca = readFileSync(join(folder, 'cert.pem'));
    const at = { host: '127.0.0.1', port: broker.port, tls: true, ca };
    const other = await openRoom(broker.port, {
      address: { ...at, user: 'hall-b', password: 'secret of hall-b' },
      room: 'Hall C',
    });
    const wrong = await openRoom(broker.port, {
      address: { ...at, user: 'hall-c', password: 'x' },
    });
    const strange = await openRoom(broker.port, { address: { ...at, ca: undefined } });
    rooms.push(other, wrong, strange);
    await expect
      .poll(() => other.warnings().join())
      .toMatch(/access list .* claplight\/day-one\/hall-c/);
    await expect.poll(() => wrong.warnings().join()).toMatch(/user/);
    await expect.poll(() => strange.warnings().join()).toMatch(/unknown certificate.*--broker-ca/);
  });

  it('says nothing to plain text on its port', async () => {
    const socket = connect(broker.port, '127.0.0.1');
    let heard = '';
    socket
      .on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')))
      .on('error', () => undefined);
    socket.write(Buffer.from([0x10, 16, 0, 4, 77, 81, 84, 84, 5, 2, 0, 60, 0, 0, 3, 97, 98, 99]));
    await new Promise((resolve) => socket.on('close', resolve));
    expect(heard).not.toMatch(/^\x20/);
    const room = await openRoom(broker.port, {
      address: { host: '127.0.0.1', port: broker.port, tls: false },
    });
    rooms.push(room);
    await expect.poll(() => room.warnings().join()).toMatch(/hung up|makes no sense/);
  });
});
