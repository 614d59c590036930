/** A room on a real broker: what it tells, whose it is, and which commands it takes. */
import { expect, it } from 'vitest';
import { seconds } from '../../protocol/time.ts';
import { network } from '../mirror/support/proxy.ts';
import { describeWithBroker, Listener } from './support/mosquitto.ts';
import { TOPIC, useRooms } from './support/room.ts';

describeWithBroker('a room on a broker', () => {
  const stand = useRooms();
  const { open, last } = stand;
  const availability = (): string | undefined => stand.listener.last(`${TOPIC}/availability`);
  const isThere = (): Promise<void> => expect.poll(availability).toBe('online');

  it('tells state, programme and lineup, retained, and all of it before it says that it is there', async () => {
    const { house } = await open();
    await isThere();
    const late = await Listener.open(stand.broker.url, `${TOPIC}/#`);
    await expect.poll(() => late.told.length).toBe(4);
    expect(late.told.every(({ retained }) => retained)).toBe(true);
    late.close();
    const parts = stand.listener.told.map(({ topic }) => topic.replace(`${TOPIC}/`, ''));
    expect(parts.indexOf('availability')).toBeGreaterThan(parts.indexOf('state'));
    expect(last('state')).toMatchObject({
      ...{ rev: 0, room: 'Hall A', state: 'standby', talk: 0, talks: 3, speaker: 'Ada' },
      ...{ title: 'Engines', phase: 'changeover', lamps: ['blue'], behind: null, ends: null },
      ...{ programme: last('programme')?.version, lineup: last('lineup')?.version },
    });
    expect(last('lineup')).toMatchObject({ from: 0, talks: [{ speaker: 'Ada' }, {}, {}] });
    await house.session.act({ type: 'start', by: 'terminal' });
    await expect.poll(() => last('state')?.state).toBe('running');
    const { ends, at, length } = last('state') as { ends: string; at: number; length: number };
    expect(Math.abs(Date.parse(ends) - at - length)).toBeLessThan(50);
  });

  it('tells nobody more than a page without the token is told', async () => {
    const { house } = await open();
    await isThere();
    await house.session.act({ type: 'start', by: 'terminal' });
    await house.session.act({ type: 'grant', amount: seconds(60), by: 'terminal' });
    await expect.poll(() => last('state')?.rev).toBe(2);
    const all = stand.listener.told.map(({ text }) => text).join('\n');
    expect(all).not.toMatch(/dongle|AY-da|notes|sayAs|granted|silent/);
    expect(all).not.toContain(house.mirror.token);
  });

  it('says once what does not change, and a change of phase as a cue', async () => {
    const { house } = await open();
    await isThere();
    await house.session.act({ type: 'start', by: 'terminal' });
    await expect.poll(() => last('state')?.phase).toBe('go');
    const before = stand.listener.told.filter(({ topic }) => topic.endsWith('/state')).length;
    house.clock.move(238_500);
    await expect.poll(() => last('state')?.phase, { timeout: 4000 }).toBe('one-finger');
    const states = stand.listener.told.filter(({ topic }) => topic.endsWith('/state'));
    expect(states.length - before).toBeLessThanOrEqual(2);
    await expect.poll(() => last('cue')).toMatchObject({ cue: 'one-finger', talk: 0 });
    const late = await Listener.open(stand.broker.url, `${TOPIC}/#`);
    await expect.poll(() => late.told.length).toBe(4);
    expect(late.told.some(({ topic }) => /cue|beat/.test(topic))).toBe(false);
    late.close();
  });

  it('beats with its clock, not retained', async () => {
    const { house } = await open();
    await expect.poll(() => last('beat')).toMatchObject({ rev: 0 });
    const { at, now } = last('beat') as { at: number; now: number };
    const here = house.session.now() - (Date.now() - at);
    expect(Math.abs(now - here)).toBeLessThan(50);
    expect(stand.listener.told.find(({ topic }) => topic.endsWith('beat'))?.retained).toBe(false);
  });

  it('is offline when it ends, and when it goes without a word', async () => {
    const room = await open();
    await isThere();
    await room.remote.close();
    await expect.poll(availability).toBe('offline');
    stand.listener.told.length = 0;
    await open();
    await isThere();
    // Somebody else's last will says that we are gone, which we are not.
    stand.listener.say(`${TOPIC}/availability`, 'offline', true);
    await expect.poll(availability).toBe('online');
  });

  it('is refused to a second session, which says so', async () => {
    const first = await open();
    await isThere();
    const second = await open();
    await expect
      .poll(() => second.warnings().join())
      .toMatch(/^Another session has the room “Hall A” on the broker: .* another --room\.$/);
    expect(first.warnings()).toEqual([]);
    await second.house.session.act({ type: 'start', by: 'terminal' });
    await first.house.session.act({ type: 'start', by: 'terminal' });
    await first.house.session.act({ type: 'hold', by: 'terminal' });
    await expect.poll(() => last('state')).toMatchObject({ rev: 2, state: 'held' });
    expect(availability()).toBe('online');
  });

  it('is taken when whoever had it has gone, with or without a word', async () => {
    const first = await open();
    await isThere();
    const second = await open({ askAgain: 400 });
    const refused = (): boolean => second.warnings().some((one) => one.startsWith('Another'));
    await expect.poll(refused).toBe(true);
    await second.house.session.act({ type: 'start', by: 'terminal' });
    await first.remote.close();
    await expect.poll(() => last('state')?.rev).toBe(1);
    expect(second.warnings()).toEqual([]);
    expect(availability()).toBe('online');
    await second.remote.close();
    // What a broker keeps of one that it lost while it was killed itself: retained, and nobody behind it.
    stand.listener.say(`${TOPIC}/availability`, 'online', true);
    const third = await open();
    await expect.poll(() => last('state')?.rev).toBe(0);
    expect(third.warnings()).toEqual([]);
  });

  it('is refused on a slow line, too, where the answer takes its time', async () => {
    const first = await open();
    await isThere();
    const line = await network(stand.broker.port);
    line.delay = () => 250;
    const second = await open({
      address: { host: '127.0.0.2', port: stand.broker.port, tls: false },
    });
    await expect.poll(() => second.warnings().join()).toMatch(/^Another session has the room/);
    expect(first.warnings()).toEqual([]);
    await second.close();
    await line.close();
  });

  it('of two that come at once, one is', async () => {
    const both = await Promise.all([open(), open()]);
    await isThere();
    await expect.poll(() => both.flatMap((room) => room.warnings()).length).toBe(1);
  });

  it('takes no commands unless it was told to', async () => {
    const { house } = await open();
    await isThere();
    stand.listener.say(`${TOPIC}/command`, { action: 'start', rev: 0, request: 'a' });
    await house.session.act({ type: 'start', by: 'terminal' });
    await expect.poll(() => last('state')?.rev).toBe(1);
    expect(last('reply')).toBeUndefined();
    expect(last('state')?.commands).toBe(false);
  });
});

describeWithBroker('commands', () => {
  const stand = useRooms();
  const { open, last } = stand;
  const command = (payload: unknown, retain = false): void => {
    stand.listener.say(`${TOPIC}/command`, payload, retain);
  };

  const replyTo = (request: string): Record<string, unknown> | undefined =>
    stand.listener.told
      .filter(({ topic }) => topic === `${TOPIC}/reply`)
      .map(({ text }) => JSON.parse(text) as Record<string, unknown>)
      .find((reply) => reply.request === request);

  async function taking(): Promise<Awaited<ReturnType<typeof open>>> {
    const room = await open({ remoteControl: true });
    await expect.poll(() => stand.listener.last(`${TOPIC}/availability`)).toBe('online');
    return room;
  }

  it('press with the revision that was seen, once for each request, and are answered', async () => {
    const { house, remote } = await taking();
    command({ action: 'start', rev: 0, request: 'one' });
    await expect
      .poll(() => last('reply'))
      .toEqual({ action: 'start', request: 'one', ok: true, rev: 1 });
    command({ action: 'grant', rev: 1, amount: 60_000, request: 'two' });
    command({ action: 'grant', rev: 1, amount: 60_000, request: 'two' });
    command({ action: 'finish', rev: 0, request: 'three' });
    // What is stale is refused before those that wait have their turn.
    await expect.poll(() => replyTo('three')).toMatchObject({ ok: false, code: 'stale' });
    const stage = (): unknown => house.session.snapshot().stage;
    await expect.poll(stage).toMatchObject({ rev: 2, granted: 60_000 });
    command({ action: 'message', rev: 2, to: 'speaker', text: 'louder' });
    await expect.poll(() => last('state')?.messages).toEqual({ speaker: 'louder' });
    expect(remote.counts()).toMatchObject({ taken: 4, refused: 1 });
    command({ action: 'undo', rev: 2, request: 'four' });
    await expect
      .poll(() => replyTo('four'))
      .toEqual({ action: 'undo', request: 'four', ok: true, rev: 3 });
    expect(house.session.snapshot().stage).toMatchObject({ rev: 3, granted: 0 });
  });

  it('without a revision pause and give a minute, and do nothing else', async () => {
    const { house } = await taking();
    for (const action of ['start', 'finish', 'skip', 'undo', 'mute', 'practise'])
      command({ action, request: action, signal: 1, on: true });
    command({ action: 'grant', amount: 120_000, request: 'more' });
    await expect.poll(() => last('reply')).toMatchObject({ request: 'more', code: 'stale' });
    expect(house.session.snapshot().stage.rev).toBe(0);
    await house.session.act({ type: 'start', by: 'terminal' });
    command({ action: 'grant', amount: 60_000, request: 'minute' });
    command({ action: 'hold', request: 'pause' });
    await expect.poll(() => last('reply')).toMatchObject({ request: 'pause', ok: true });
    expect(house.session.snapshot().stage).toMatchObject({ state: 'held', granted: 60_000 });
  });

  it('that come many at once wait for their turn, and are too many beyond some', async () => {
    const { house, remote } = await taking();
    await house.session.act({ type: 'start', by: 'terminal' });
    for (let n = 0; n < 30; n++) command({ action: 'hold', request: `pause-${String(n)}` });
    await expect.poll(() => remote.counts()).toMatchObject({ taken: 1, refused: 29 });
    const replies = stand.listener.told.filter(({ text }) => text.includes('"busy"'));
    expect(replies.length).toBeGreaterThan(10);
    expect(house.session.snapshot().stage).toMatchObject({ state: 'held', rev: 2 });
    command({ action: 'start', rev: 2, request: 'on' });
    await expect.poll(() => last('reply')).toMatchObject({ request: 'on', ok: true });
  });

  it('that the broker kept are of some other time: ignored', async () => {
    command({ action: 'start', rev: 0, request: 'old' }, true);
    await expect.poll(() => stand.listener.told.length).toBe(1);
    const { house, remote } = await taking();
    await expect.poll(() => remote.counts().retained).toBe(1);
    expect(house.session.snapshot().stage.rev).toBe(0);
  });

  it('that make no sense are counted, and answered where something of them does', async () => {
    const { house, remote } = await taking();
    for (const junk of ['', 'start', '[]', '{"action":', `{"x":"${'x'.repeat(3000)}"}`])
      command(junk);
    command({ action: 'explode', request: 'b' });
    command({ action: 'grant', rev: 0, amount: 'much', request: 'c' });
    command({ action: 'start', rev: -1, request: 'd' });
    await expect
      .poll(() => last('reply'))
      .toMatchObject({ request: 'd', ok: false, code: 'bad-request', sentence: /"rev"/ });
    expect(remote.counts()).toMatchObject({ junk: 8, taken: 0 });
    expect(house.session.snapshot().stage.rev).toBe(0);
  });
});
