/** `claplight rooms` as a program: what it prints where there is no terminal, its page, and its end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rooms } from '../../host/commands/rooms.ts';
import { describeWithBroker } from '../remotes/support/mosquitto.ts';
import { inTalk, openEvent, type Event } from './support/event.ts';

it('asks which broker and which event are meant', async () => {
  const options = { listen: '127.0.0.1', screen: false, http: false } as const;
  await expect(rooms({ ...options, event: 'day-one' })).rejects.toThrow(/^which broker\?/);
  await expect(rooms({ ...options, broker: 'mqtt://127.0.0.1:1' })).rejects.toThrow(
    /^which event\?/,
  );
});

describeWithBroker('the log of all rooms', () => {
  let event: Event;
  beforeAll(async () => {
    event = await openEvent({ names: ['Attic', 'Cinema'] });
  }, 40_000);
  afterAll(() => event.close());

  it('has a line for each change that matters, a page, and an end on SIGTERM', async () => {
    const broker = `mqtt://127.0.0.1:${String(event.broker.port)}`;
    const program = spawn(
      process.execPath,
      [
        ...['dist/program/cli.js', 'rooms', '--broker', broker, '--event', 'day-one'],
        ...['--http', '0', '--remote-control'],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    program.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
    try {
      await expect.poll(() => said).toMatch(/^\d\d:\d\d:\d\d Cinema: /m);
      const page = /^Rooms: (http:\S+)$/m.exec(said)?.[1] ?? '';
      expect(said).toMatch(/^With buttons, once, within two minutes: http:\S+#key=\S+$/m);
      expect((await fetch(page)).status).toBe(200);
      await inTalk(event.rooms[1] as Event['rooms'][number], 370);
      await expect.poll(() => said).toMatch(/^\d\d:\d\d:\d\d Cinema: .* · Ada$/m);
    } finally {
      const ended = once(program, 'exit');
      program.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    }
  });
});
