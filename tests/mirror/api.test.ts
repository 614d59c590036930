/** What scripts and other programs rely on: state, time, lineup, and presses. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHouse, type House } from './support/house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

describe('GET /api/state', () => {
  it('says where the session is, what the light shows and who plays it', async () => {
    await house.place('running', 0, 240_500);
    expect(await house.get('/api/state')).toMatchObject({
      state: 'running',
      talk: 0,
      talks: 3,
      speaker: 'Ada',
      length: 300_000,
      over: false,
      // A second may pass on a busy machine.
      text: expect.stringMatching(/^1:00$|^0:5\d$/) as string,
      rev: 1,
      signal: { lamps: ['amber'], phase: 'one-finger', announcement: 'blink' },
      player: { kind: 'none', name: 'no light' },
    });
  });

  it('counts the position in the score that plays, and tells grants with the token only', async () => {
    await house.place('running', 0, 100_000);
    await house.post('grant', { amount: 30_000 });
    const state = await house.get('/api/state', true);
    expect(state.granted).toBe(30_000);
    expect(state.position).toBeGreaterThanOrEqual(70_000);
    expect(state.position).toBeLessThan(80_000);
    expect(await house.get('/api/state')).not.toHaveProperty('granted');
  });
});

describe('GET /api/time', () => {
  it('names its clock, and gives it another name when it jumps', async () => {
    const before = await house.get('/api/time');
    expect((await house.get('/api/time')).clock).toBe(before.clock);
    house.clock.move(5_000);
    const jumped = await house.get('/api/time');
    expect(jumped.clock).not.toBe(before.clock);
    expect((await house.get('/api/time')).clock).toBe(jumped.clock);
  });
});

describe('GET /api/lineup', () => {
  it('has speaker, title and order for anybody, and nothing else', async () => {
    const { talks } = await house.get('/api/lineup');
    expect(talks).toEqual([
      { id: 1, speaker: 'Ada', title: 'Engines' },
      { id: 2, speaker: 'Grace', title: 'Nanoseconds' },
      { id: 3, speaker: 'Linus', title: 'Small talk' },
    ]);
  });

  it('has notes and profiles with the token', async () => {
    const { talks } = await house.get('/api/lineup', true);
    expect(talks).toMatchObject([
      { notes: 'brings a dongle', sayAs: 'AY-da', status: 'next' },
      { silent: true, noFlash: true },
      {},
    ]);
  });
});

describe('a press', () => {
  it('is taken without a revision, so that a script is one line', async () => {
    expect(await house.post('start')).toEqual({ status: 200, body: { ok: true, rev: 1 } });
    expect(await house.get('/api/state')).toMatchObject({ state: 'running' });
  });

  it('is refused with a sentence when it was made for another revision', async () => {
    await house.post('start', { rev: 0 });
    const { status, body } = await house.post('finish', { rev: 0 });
    expect(status).toBe(409);
    expect(body).toMatchObject({ ok: false, code: 'stale' });
    expect(String(body.sentence)).toMatch(/^[A-Z].*\.$/);
  });

  it('that is sent again gets its first answer and does nothing twice', async () => {
    await house.post('start');
    const grant = { amount: 60_000, request: 'a-1' };
    const [first, second] = await Promise.all([
      house.post('grant', grant),
      house.post('grant', grant),
    ]);
    expect(second).toEqual(first);
    expect(await house.post('grant', grant)).toEqual(first);
    expect((await house.get('/api/state', true)).granted).toBe(60_000);
  });

  it.each([
    ['start', {}],
    ['hold', {}],
    ['start', {}],
    ['grant', { amount: -30_000 }],
    ['undo', {}],
    ['back', {}],
    ['practise', { signal: 2 }],
    ['mute', { on: true }],
    ['message', { to: 'room', text: 'short break', rev: 77 }],
    ['lineup', { type: 'later' }],
    ['lineup', { type: 'add', talk: { speaker: 'Zoë', duration: '2:30' }, next: true }],
    ['lineup', { type: 'move', id: 3, before: 2 }],
    ['lineup', { type: 'change', id: 3, talk: { title: 'New' } }],
    ['lineup', { type: 'swap', id: 2, with: 3 }],
    ['lineup', { type: 'remove', id: 3 }],
    ['skip', {}],
    ['start', {}],
    ['finish', {}],
  ])('%s %j', async (command, body) => {
    // One after the other would need one house; each is prepared so that it is accepted.
    if (['hold', 'grant', 'back', 'finish', 'undo'].includes(command)) await house.post('start');
    expect(await house.post(command, body)).toMatchObject({ status: 200 });
  });

  it('closes after the last talk and can be reopened', async () => {
    await house.place('running', 2, 1000);
    await house.post('finish');
    expect(await house.get('/api/state')).toMatchObject({ state: 'closed', talk: 3 });
    expect(await house.post('reopen')).toMatchObject({ status: 200 });
  });
});

describe('what is not understood changes nothing and is told where', () => {
  it.each([
    ['grant', {}, '"amount"'],
    ['grant', { amount: 1000 }, '30 seconds'],
    ['practise', { signal: 5 }, '"signal"'],
    ['mute', {}, '"on"'],
    ['message', { text: 'x' }, '"to"'],
    ['message', { to: 'room' }, '"text"'],
    ['message', { to: 'room', text: 'x'.repeat(41) }, '40 characters'],
    ['message', { to: 'room', text: 'a\u0007b' }, 'one line'],
    ['start', { rev: 'x' }, '"rev"'],
    ['start', { request: '' }, '"request"'],
    ['lineup', { type: 'shuffle' }, '"type"'],
    ['lineup', { type: 'add', talk: { title: 'No name' } }, '"speaker"'],
    ['lineup', { type: 'add', talk: { speaker: '\u200b' } }, 'name'],
    ['lineup', { type: 'add', talk: { speaker: 'A', duration: 'soon' } }, '"duration"'],
    ['lineup', { type: 'add', talk: { speaker: 'A', colour: 'red' } }, '"colour"'],
    ['lineup', { type: 'move', id: 0, before: null }, '"id"'],
  ])('%s %j', async (command, body, place) => {
    await house.place('running', 0, 1000);
    const { status, body: answer } = await house.post(command, body);
    expect(status).toBe(400);
    expect(`${String(answer.sentence)} "${String(answer.field)}"`).toContain(place);
    expect(await house.get('/api/state')).toMatchObject({ rev: 1, state: 'running' });
  });

  it('a body that is no JSON', async () => {
    const response = await fetch(`${house.url}/api/start`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${house.mirror.token}` },
      body: 'rev=1',
    });
    expect(response.status).toBe(400);
    expect(await house.get('/api/state')).toMatchObject({ state: 'standby' });
  });
});
