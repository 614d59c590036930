/**
 * Each feature once on an address that is not loopback: there a page is no secure context, and what
 * works on localhost may not.
 */
import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { need } from '../../support/need.ts';
import { connected, litLamps, phase, text } from '../support/browser.ts';
import { CHROMIUM } from '../support/chromium.ts';
import { canMakeNamespaces, openRoom, type Room } from '../support/namespace.ts';

const describeInRoom = need(
  'network namespaces and chromium',
  'run as root, with iproute2; apt-get install chromium',
  existsSync(CHROMIUM) && canMakeNamespaces(),
);

describeInRoom('in a room, over plain http', () => {
  let room: Room;
  let page: Page;
  const wrong: string[] = [];

  beforeAll(async () => {
    room = await openRoom();
    page = await room.browser.newPage();
    page.on('pageerror', ({ message }) => wrong.push(message));
    page.on('request', (request) => {
      if (!request.url().startsWith(room.url)) wrong.push(`asked elsewhere: ${request.url()}`);
    });
  });
  afterAll(() => room.close());

  it('the mirror plays, in a context that is not secure', async () => {
    await page.goto(room.url);
    await connected(page);
    expect(await page.evaluate<boolean>('isSecureContext')).toBe(false);
    room.place('running', 0, 246_000);
    await phase(page, 'one-finger');
    await expect.poll(() => litLamps(page)).toEqual(['amber']);
    expect(await text(page, 'digits')).toMatch(/^0:5\d$/);
  });

  it.each(['light', 'digits', 'overlay'])('view=%s plays', async (view) => {
    await page.goto(`${room.url}/?view=${view}`);
    await connected(page);
    expect(await page.isVisible('#digits')).toBe(true);
  });

  it('the screen is kept awake by the video', async () => {
    await page.goto(room.url);
    await page.waitForSelector('body[data-awake=video]');
  });

  it('sound can be turned on', async () => {
    await page.click('#menu-sound', { force: true });
    await expect.poll(() => text(page, 'menu-sound')).toBe('Sound: quiet');
  });

  it('the operator runs a talk', async () => {
    const phone = await room.browser.newPage();
    phone.on('pageerror', ({ message }) => wrong.push(message));
    room.place('standby', 0, 1_000);
    await phone.goto(`${room.url}/operator#token=${room.token}`);
    await connected(phone);
    await expect.poll(() => phone.getAttribute('#start', 'data-may')).toBe('yes');
    await phone.click('#start');
    await expect.poll(() => text(phone, 'message')).toBe('Started.');
    await phase(page, 'go');
    // A press right after a change counts as made for what was shown before it.
    await phone.waitForTimeout(320);
    await phone.fill('#add-speaker', 'Zoë');
    await phone.click('#add button');
    await expect.poll(() => text(phone, 'message')).toContain('Zoë was added');
    await phone.close();
  });

  it('the plain page counts', async () => {
    await page.goto(`${room.url}/plain`);
    const first = await text(page, 'digits');
    await expect.poll(() => text(page, 'digits')).not.toBe(first);
  });

  it('nothing went wrong, and nothing was asked of other servers', () => {
    expect(wrong).toEqual([]);
  });
});
