/** The event streams: the whole once for each reader, then what changed, and a heartbeat. */
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openHouse, type House } from './support/house.ts';
import { dial } from './support/raw.ts';
import { chance } from '../support/random.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => {
  vi.useRealTimers();
  await house.close();
});

interface Listener {
  readonly socket: Socket;
  readonly head: () => string;
  readonly events: () => unknown[];
  /** Waits for so many events. */
  until(count: number): Promise<unknown[]>;
}

function listen(trusted = false): Listener {
  const { port, token } = house.mirror;
  const bearer = trusted ? `Authorization: Bearer ${token}\r\n` : '';
  const socket = dial(
    port,
    `GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\n${bearer}\r\n`,
  );
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (part: string) => (text += part));
  const events = (): unknown[] =>
    text
      .slice(text.indexOf('\r\n\r\n') + 4)
      .split('\n\n')
      .slice(0, -1)
      .map((event) => JSON.parse(event.replace(/^data:/, '')) as unknown);
  return {
    socket,
    head: () => text.slice(0, text.indexOf('\r\n\r\n')),
    events,
    until: (count) =>
      vi.waitFor(() => {
        expect(events().length).toBeGreaterThanOrEqual(count);
        return events();
      }),
  };
}

describe('a reader', () => {
  it('first gets the whole document, and the time', async () => {
    const reader = listen();
    const [first] = await reader.until(1);
    expect(first).toMatchObject({
      rev: 0,
      speed: 1,
      name: 'Tuesday',
      stage: { state: 'standby', talk: 0, anchor: null, banked: 0 },
      talks: [{ speaker: 'Ada' }, { speaker: 'Grace' }, { speaker: 'Linus' }],
      length: 300_000,
      changeover: 60_000,
      muted: false,
    });
    expect(first).toHaveProperty('now');
    expect(reader.head()).toContain('text/event-stream');
    expect(reader.head()).not.toMatch(/chunked/i);
  });

  it('then gets only what changed', async () => {
    const reader = listen();
    await reader.until(1);
    await house.post('mute', { on: true });
    expect((await reader.until(2))[1]).toEqual({ muted: true });
    await house.post('start');
    expect((await reader.until(3))[2]).toMatchObject({ rev: 1, stage: { state: 'running' } });
  });

  it('without the token gets no notes, profiles or grants', async () => {
    const reader = listen();
    await house.place('running', 1, 10_000);
    await house.post('grant', { amount: 60_000 });
    await reader.until(2);
    const all = JSON.stringify(reader.events());
    for (const secret of [
      'dongle',
      'AY-da',
      'noFlash',
      'silent',
      'granted',
      'entries',
      '60000,"granted',
    ])
      expect(all).not.toContain(secret);
  });

  it('without the token gets the light of a talk with a profile, as it is shown', async () => {
    await house.place('running', 1, 10_000);
    const [first] = (await listen().until(1)) as [{ scores: [unknown, { cues: object[] }] }];
    for (const cue of first.scores[1].cues)
      expect(cue).toMatchObject({ signal: { announcement: 'none', sound: 'none' } });
  });

  it('folds grants into the clock: the position is the same', async () => {
    await house.place('running', 0, 100_000);
    await house.post('grant', { amount: 60_000 });
    const [first] = (await listen().until(1)) as [
      { now: number; stage: { anchor: number; banked: number } },
    ];
    const position = first.stage.banked + first.now - first.stage.anchor;
    expect(position).toBeGreaterThanOrEqual(40_000);
    expect(position).toBeLessThan(45_000);
  });

  it('with the token gets everything', async () => {
    const reader = listen(true);
    expect((await reader.until(1))[0]).toMatchObject({
      granted: 0,
      undo: false,
      entries: [{ notes: 'brings a dongle', status: 'next' }, { noFlash: true }, {}],
      plan: { over: 0 },
      warnings: [],
    });
    await house.post('start');
    expect((await reader.until(2))[1]).toMatchObject({ undo: true });
  });

  it('is told once of two changes that came to nothing', async () => {
    const reader = listen();
    await reader.until(1);
    await house.post('mute', { on: false });
    await house.post('mute', { on: true });
    expect((await reader.until(2)).slice(1)).toEqual([{ muted: true }]);
  });
});

it('a heartbeat of a few bytes says the revision every 2 s', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const reader = listen();
  await reader.until(1);
  // A computer that is held up between its clocks' readings takes that for a correction, and tells it, too.
  const beats = (): unknown[] => reader.events().filter((event) => event === 0);
  for (const count of [1, 2]) {
    vi.advanceTimersByTime(2000);
    await vi.waitFor(() => {
      expect(beats()).toHaveLength(count);
    });
  }
});

it('a clock that jumps gets another name, and everybody is told at the next heartbeat', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const reader = listen();
  const [first] = (await reader.until(1)) as [{ clock: string }];
  house.clock.move(10_000);
  vi.advanceTimersByTime(2000);
  const told = (await reader.until(3)).slice(1) as { clock?: string }[];
  const name = told.find((event) => event.clock !== undefined)?.clock;
  expect(name).toBeTypeOf('string');
  expect(name).not.toBe(first.clock);
});

it('a clock that was corrected by a little makes pages look at the time again', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const reader = listen();
  await reader.until(1);
  house.clock.move(40);
  vi.advanceTimersByTime(2000);
  expect((await reader.until(3)).slice(1)).toEqual([{}, 0]);
});

it('a client that reads nothing is cut off', async () => {
  const reader = listen();
  await reader.until(1);
  reader.socket.pause();
  const title = 'x'.repeat(500);
  const random = chance();
  await vi.waitFor(
    async () => {
      for (let i = 0; i < 40; i++)
        await house.session.edit(
          { type: 'change', id: 3, talk: { title: title + String(random()) } },
          undefined,
          'web',
        );
      expect(house.mirror.streams).toBe(0);
    },
    { timeout: 15_000, interval: 1 },
  );
});
