/** Sound that was asked for, and a screen that stays awake. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { SOUNDS } from '../../../protocol/signal.ts';
import { connected, describeInBrowser, launch, phase, text } from '../support/browser.ts';
import { openHouse, type House } from '../support/house.ts';

/** Collects when sounds were to begin, in ms of the audio clock, and what that clock was then. */
const LISTEN = `
  window.starts = [];
  for (const kind of [AudioBufferSourceNode, OscillatorNode]) {
    const start = kind.prototype.start;
    kind.prototype.start = function (at) {
      window.starts.push([at * 1000, this.context.currentTime * 1000]);
      return start.call(this, at);
    };
  }
`;

describeInBrowser('a screen in the room', () => {
  let house: House;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    house = await openHouse();
    page = await browser.newPage();
    await page.addInitScript(LISTEN);
    await house.place('running', 0, 100_000);
    await page.goto(house.url);
    await connected(page);
  });
  afterEach(async () => {
    await page.close();
    await house.close();
  });

  const starts = (): Promise<[number, number][]> => page.evaluate('window.starts');
  const turnOn = async (): Promise<void> => {
    await page.focus('#menu-sound');
    await page.keyboard.press('Enter');
    await expect.poll(() => text(page, 'menu-sound')).toBe('Sound: quiet');
    // One tick, so that whoever turned it on hears how loud it is.
    await expect.poll(async () => (await starts()).length).toBe(1);
    await page.evaluate('void (window.starts.length = 0)');
    await house.place('running', 0, 238_500);
  };

  it('is silent until it is asked for sound', async () => {
    await house.place('running', 0, 239_500);
    await phase(page, 'one-finger');
    expect(await starts()).toEqual([]);
  });

  it('ticks when the buzzer would, with the same rhythm', async () => {
    await turnOn();
    await phase(page, 'one-finger');
    await expect.poll(async () => (await starts()).length).toBe(SOUNDS.single.beats.length);
    const [first = [NaN]] = await starts();
    const beats = (await starts()).map(([at]) => Math.round(at - first[0]));
    expect(beats).toEqual(SOUNDS.single.beats);
  });

  it('claps a roll at the end', async () => {
    await turnOn();
    await house.place('running', 0, 299_000);
    await phase(page, 'applause');
    await expect.poll(async () => (await starts()).length).toBe(SOUNDS.roll.beats.length);
  });

  it('is muted by the operators', async () => {
    await turnOn();
    await house.post('mute', { on: true });
    await phase(page, 'one-finger');
    expect(await starts()).toEqual([]);
  });

  it('says by which means it stays awake, or that it may not', async () => {
    await page.waitForSelector('body[data-awake]');
    const how = await page.getAttribute('body', 'data-awake');
    const note = await text(page, 'sleep-note');
    expect(note === '').toBe(how !== 'asleep');
  });

  it('is kept awake by a video where there is no wake lock', async () => {
    await page.addInitScript('delete Navigator.prototype.wakeLock');
    await page.reload();
    await page.waitForSelector('body[data-awake=video]');
  });

  it('says that it may go to sleep where neither works', async () => {
    await page.addInitScript(
      'delete Navigator.prototype.wakeLock; HTMLMediaElement.prototype.play = () => Promise.reject(new Error());',
    );
    await page.reload();
    await page.waitForSelector('body[data-awake=asleep]');
    expect(await text(page, 'sleep-note')).toContain('may go to sleep');
  });
});
