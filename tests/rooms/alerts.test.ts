/** What the page of all rooms does beside its bar where that was ticked: sounds, and notifications. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch } from '../mirror/support/browser.ts';
import { describeWithBroker } from '../remotes/support/mosquitto.ts';
import { inTalk, openEvent, type Event } from './support/event.ts';

/** Keeps what is notified, and how many tones were begun. */
const LISTEN = `
  window.notes = [];
  window.tones = 0;
  window.Notification = class {
    static permission = window.allowed ?? 'granted';
    static requestPermission = async () => this.permission;
    constructor(text) { window.notes.push(text); }
  };
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (at) { window.tones += 1; start.call(this, at); };`;

describeWithBroker('alerts of all rooms', () => {
  let event: Event;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    event = await openEvent({ names: ['Attic', 'Cinema'] });
    browser = await launch();
    context = await browser.newContext();
    await context.addInitScript(LISTEN);
    page = await context.newPage();
    await page.goto(event.url);
  }, 40_000);
  afterAll(async () => {
    await browser.close();
    await event.close();
  });
  const notes = (on = page) => on.evaluate<string[]>('notes');
  const tones = (on = page) => on.evaluate<number>('tones');
  const answer = (on = page) => on.textContent('#answer');

  it('a sound is heard when it is ticked, and a notification is what is wrong from then on', async () => {
    await page.check('#alert-sound');
    await expect.poll(() => tones()).toBe(2);
    await page.check('#alert-note');
    expect(await notes()).toEqual([]);
    await inTalk(event.rooms[1] as Event['rooms'][number], 370);
    await expect.poll(() => notes()).toEqual([expect.stringMatching(/^Cinema: 1:\d\d over$/)]);
    expect(await tones()).toBe(4);
  });

  it('a page that is loaded again tells what is wrong already, and asks for a click before it sounds', async () => {
    await page.reload();
    expect(await page.isChecked('#alert-sound')).toBe(true);
    await expect.poll(() => answer()).toMatch(/^Click anywhere once/);
    await expect.poll(() => notes()).toEqual([expect.stringMatching(/^Cinema: /)]);
    await page.click('#alarm');
    await expect.poll(() => answer()).toBe('');
  });

  it('a browser that allows no notification says so, and the box is not ticked', async () => {
    const refused = await context.newPage();
    await refused.addInitScript('Notification.permission = "denied"');
    await refused.goto(event.url);
    await refused.uncheck('#alert-note');
    await refused.click('#alert-note');
    await expect.poll(() => answer(refused)).toMatch(/^This browser allows no notifications/);
    expect(await refused.isChecked('#alert-note')).toBe(false);
    await refused.close();
  });
});
