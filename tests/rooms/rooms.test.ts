/** All rooms of an event, watched by way of a real broker: in documents, in the terminal, as a page. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { PLAIN, render } from '../../host/terminal/line.ts';
import { inOrder, roomsLines } from '../../host/rooms/rooms-lines.ts';
import { roomShown } from '../../host/rooms/room-shown.ts';
import { isStyle, launch, litLamps, violations, visited } from '../mirror/support/browser.ts';
import { describeWithBroker, Listener } from '../remotes/support/mosquitto.ts';
import { openRoom } from '../remotes/support/room.ts';
import { inTalk, openEvent, type Event } from './support/event.ts';

describeWithBroker('an event of three rooms', () => {
  let event: Event;
  let browser: Browser;
  let page: Page;
  let one: Page;
  beforeAll(async () => {
    event = await openEvent({ names: ['Attic', 'Cinema', 'Hall A'], control: true });
    browser = await launch();
    const context = await browser.newContext({ bypassCSP: true });
    page = await context.newPage();
    one = await context.newPage();
  }, 40_000);
  afterAll(async () => {
    await browser.close();
    await event.close();
  });
  const room = (n: number): Event['rooms'][number] => event.rooms[n] as Event['rooms'][number];
  const card = (id: string) => page.locator(`.card[data-room=${id}]`);
  const all = () => {
    const now = event.watcher.now();
    return inOrder(event.watcher.documents().map((document) => roomShown(document, now)));
  };

  it('is heard room by room, with its clock', async () => {
    await expect.poll(() => event.watcher.rooms.size, { timeout: 10_000 }).toBe(3);
    const shifts = (): (number | null)[] => event.watcher.documents().map(({ shift }) => shift);
    await expect.poll(shifts, { timeout: 8_000 }).not.toContain(null);
    const off = (): number[] =>
      shifts().map((shift, i) =>
        Math.abs(room(i).house.session.now() - event.watcher.now() - Number(shift)),
      );
    // The first way may have been slow; the quickest of some counts.
    await expect.poll(() => Math.max(...off()), { timeout: 15_000 }).toBeLessThan(60);
    expect(all().map(({ name, word }) => [name, word])).toEqual(
      ['Attic', 'Cinema', 'Hall A'].map((name) => [name, 'changeover']),
    );
  });

  it('shows the light of each as it is, overtime first', async () => {
    const asked = await visited(page, `${event.url}/#token=rooms-token`);
    expect(asked).toEqual(['/', '/page/rooms.css', '/page/rooms.js']);
    await inTalk(room(1), 370);
    await inTalk(room(2), 250);
    await expect.poll(() => card('cinema').locator('.digits').textContent()).toMatch(/^\+1:1\d$/);
    await expect.poll(() => page.locator('.card').first().getAttribute('data-room')).toBe('cinema');
    expect(await card('cinema').getAttribute('data-phase')).toBe('overtime');
    expect(await card('hall-a').getAttribute('data-phase')).toBe('one-finger');
    expect(await card('hall-a').locator('.lamp.amber[data-lit=yes]').count()).toBe(1);
    expect(await card('hall-a').locator('.next').textContent()).toBe('Next: Grace');
    expect(await page.textContent('#alarm')).toMatch(/Cinema: 1:\d\d over/);
    const lines = roomsLines(
      { event: 'day-one', rooms: all(), trouble: undefined, foot: '', asks: false },
      ...([100, 24] as const),
    ).map((line) => render(line, 100, PLAIN));
    expect(lines[0]).toMatch(/day-one: 3 rooms {2,}1 needs a look/);
    expect(lines[2]).toMatch(/^▲ Cinema +\+1:1\d +RED \+ AMBER \+ GREEN +Ada +1:\d\d behind/);
    expect(lines.findIndex((line) => line.includes('Hall A'))).toBeGreaterThan(3);
    // Nobody is on between talks, whoever comes next.
    expect(lines.join('\n')).toMatch(/Attic +BLUE *\n +changeover · next: Ada/);
  });

  it('is a page that axe finds nothing wrong with', async () => {
    expect(await violations(page)).toEqual([]);
  });

  it('says in its title and its foot what is wrong, and keeps what was ticked', async () => {
    await page.check('#alert-title');
    await expect.poll(() => page.title()).toMatch(/^\(1\) Cinema: 1:\d\d over$/);
    await page.reload();
    await expect.poll(() => page.title()).toMatch(/^\(1\) Cinema: 1:\d\d over$/);
    await page.uncheck('#alert-title');
    await expect.poll(() => page.title()).toBe('Rooms · Claplight');
  });

  it('fits on a phone, with buttons for the card that was tapped, all of them large', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const buttons = card('cinema').locator('button');
    await expect.poll(() => buttons.first().isVisible()).toBe(false);
    await card('cinema').locator('.digits').click();
    await expect.poll(() => buttons.first().isVisible()).toBe(true);
    const targets = page.locator('.card[data-room=cinema] button, .card h2 a, #alerts label');
    for (const one of await targets.all()) {
      const { width = 0, height = 0 } = (await one.boundingBox()) ?? {};
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
    const columns = async (): Promise<number> => {
      const cards = await page.locator('.card').all();
      const boxes = await Promise.all(cards.map((one) => one.boundingBox()));
      return new Set(boxes.map((box) => box?.x)).size;
    };
    await expect.poll(columns).toBe(2);
    const bar = await page.locator('footer').boundingBox();
    const list = await page.locator('main').boundingBox();
    expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(columns).toBe(1);
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('opens a projector view of one room, with the light of its mirror', async () => {
    await one.goto(`${event.url}/?room=hall-a`);
    await one.waitForSelector('body[data-trust=sure][data-phase=one-finger]');
    expect(await litLamps(one)).toEqual(['amber']);
    expect(await one.textContent('#speaker')).toBe('Ada');
    expect(await one.title()).toBe('hall-a · Claplight');
    const stray = await one.context().newPage();
    expect((await visited(stray, `${event.url}/?room=hall-z`)).filter(isStyle)).toHaveLength(1);
    expect(await stray.textContent('h1')).toBe('There is no room with this name');
    expect(await violations(stray)).toEqual([]);
    await stray.click('text=All rooms');
    await stray.waitForSelector('.card');
    await stray.close();
  });

  it('presses in a room once its name was confirmed', async () => {
    // A page behind another is drawn once a second, and a click waits for two frames.
    await page.bringToFront();
    const before = room(2).house.session.snapshot().stage.rev;
    await card('hall-a').locator('[data-action=hold]').click();
    expect(await page.textContent('#question')).toBe('Pause the talk in Hall A?');
    await page.click('#no');
    await card('hall-a').locator('[data-action=hold]').click();
    await page.click('#yes');
    await expect.poll(() => page.textContent('#answer')).toBe('Hall A: done.');
    expect(room(2).house.session.snapshot().stage).toMatchObject({
      state: 'held',
      rev: before + 1,
    });
    await expect.poll(() => one.getAttribute('body', 'data-phase')).toBe('held');
    await expect
      .poll(() => card('hall-a').locator('.word').textContent())
      .toMatch(/^paused 0:0\d$/);
    expect(all().find(({ id }) => id === 'hall-a')).toMatchObject({ wait: { what: 'resume' } });
    await card('hall-a').locator('[data-action=message]').click();
    await page.fill('#text', 'louder');
    await page.click('#yes');
    await expect
      .poll(() => room(2).house.session.snapshot().messages)
      .toEqual({ speaker: 'louder' });
  });

  it('has no button that cannot work, and says why', async () => {
    const attic = card('attic');
    expect(await attic.locator('[data-action=finish]').isVisible()).toBe(false);
    expect(await attic.locator('[data-action=message]').isVisible()).toBe(true);
    const mute = await openRoom(event.broker.port, { room: 'Yard', remoteControl: false });
    await expect
      .poll(() => card('yard').locator('.refuses').textContent(), { timeout: 10_000 })
      .toBe('Takes no commands from here');
    expect(await card('yard').locator('button').first().isVisible()).toBe(false);
    await mute.close();
    event.watcher.rooms.delete('yard');
  });

  it('takes no press without the token, nor one that it does not offer', async () => {
    const press = (body: object, token?: string): Promise<Response> =>
      fetch(`${event.url}/api/press`, {
        method: 'POST',
        body: JSON.stringify({ room: 'hall-a', rev: 1, request: 'x', ...body }),
        headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
      });
    expect((await press({ action: 'hold' })).status).toBe(401);
    expect((await press({ action: 'hold' }, 'guess')).status).toBe(401);
    expect((await press({ action: 'skip' }, 'rooms-token')).status).toBe(400);
    const stale = await press({ action: 'finish', rev: 60_000 }, 'rooms-token');
    expect(stale.status).toBe(409);
    expect(await stale.json()).toMatchObject({ code: 'stale', sentence: /Something else/ });
    expect((await fetch(`${event.url}/`, { headers: { Origin: 'http://evil.test' } })).status).toBe(
      403,
    );
  });

  it('is not shaken by what others write on the broker', async () => {
    const mad = await Listener.open(event.broker.url, 'none');
    for (const junk of ['', '{', '[]', '{"rev":1}', '{"talks":[{"id":"x"}]}', 'x'.repeat(20_000)])
      for (const part of ['state', 'programme', 'lineup', 'beat', 'availability', 'reply'])
        mad.say(`claplight/day-one/hall-a/${part}`, junk);
    mad.say('claplight/day-one/../state', 'x');
    await expect.poll(() => card('hall-a').getAttribute('data-phase')).toBe('held');
    expect(event.watcher.rooms.size).toBe(3);
    mad.close();
  });

  it('hears the others while one room floods, and says which', async () => {
    const mad = await Listener.open(event.broker.url, 'none');
    const beat = JSON.stringify({ at: 1, rev: 1, now: 1, clock: 'x', trip: 1 });
    for (let n = 0; n < 8000; n++)
      mad.client.publish('claplight/day-one/hall-a/beat', beat, { qos: 0 });
    await mad.client.publishAsync('none', 'after all of them', { qos: 1 });
    await expect.poll(() => page.textContent('#trouble')).toMatch(/^Hall A sends too much/);
    await room(0).house.session.act({ type: 'start', by: 'terminal' });
    // Sooner than a broker that floods would be listened to again.
    await expect.poll(() => card('attic').getAttribute('data-phase'), { timeout: 3000 }).toBe('go');
    mad.close();
  });

  it('tells a room that took leave from one that is silent, and neither looks alive', async () => {
    const stream = await fetch(`${event.url}/api/events?room=cinema`);
    expect(stream.status).toBe(200);
    await room(1).remote.close();
    await expect.poll(() => card('cinema').locator('.standing').textContent()).toMatch(/^Offline/);
    expect(await card('cinema').locator('[data-lit=yes]').count()).toBe(0);
    expect(await card('cinema').locator('.digits').textContent()).toBe('');
    // What is known of it is plainly past.
    const was = /^was: Ada, until \d?\d:\d\d/;
    expect(await card('cinema').locator('.next').textContent()).toMatch(was);
    expect(all().find(({ id }) => id === 'cinema')?.was).toMatch(was);
    await expect.poll(() => page.textContent('#alarm')).toMatch(/Cinema is offline/);
    // Its projector view would look alive, too.
    expect((await fetch(`${event.url}/api/events?room=cinema`)).status).toBe(404);
    expect(await stream.text()).toMatch(/^data:/);
    const [, cinema] = ['Attic', 'Cinema'].map((name) =>
      all().find((shown) => shown.name === name),
    );
    expect(cinema).toMatchObject({ connection: 'offline', word: 'offline', lamps: undefined });
    const { session } = room(0).house;
    await session.act({ type: 'finish', by: 'terminal' });
    for (const by of ['terminal', 'terminal'] as const) await session.act({ type: 'skip', by });
    expect(session.snapshot().stage.state).toBe('closed');
    await expect.poll(() => card('attic').getAttribute('data-phase')).toBe('closed');
    await room(0).remote.close();
    await expect
      .poll(() => card('attic').locator('.standing').textContent())
      .toBe('Finished, session ended');
    expect(all().at(-1)).toMatchObject({ name: 'Attic', connection: 'ended', lamps: undefined });
    expect(await page.textContent('#alarm')).not.toMatch(/Attic/);
    event.broker.signal('SIGSTOP');
    await expect
      .poll(() => card('hall-a').locator('.standing').textContent(), { timeout: 20_000 })
      .toMatch(/^Stale, last heard 0:\d\d ago/);
    await expect.poll(() => page.textContent('#trouble')).toMatch(/does not answer\.$/);
    expect(await card('hall-a').locator('[data-lit=yes]').count()).toBe(0);
    event.broker.signal('SIGCONT');
    await expect
      .poll(() => card('hall-a').getAttribute('data-phase'), { timeout: 20_000 })
      .toBe('held');
  }, 60_000);
});
