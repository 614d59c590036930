/** Sound that was asked for, and a screen that stays awake. */
import { beforeEach, expect, it } from 'vitest';
import { SOUNDS } from '../../../protocol/signal.ts';
import { connected, describeInBrowser, phase, text } from '../support/browser.ts';
import { LISTEN, startsOf, type Start } from '../support/listening.ts';
import { visitEach } from '../support/visit.ts';

describeInBrowser('a screen in the room', () => {
  const visit = visitEach();

  beforeEach(async () => {
    const { page, house } = visit;
    await page.addInitScript(LISTEN);
    await house.place('running', 0, 100_000);
    await page.goto(house.url);
    await connected(page);
  });

  const starts = (): Promise<Start[]> => startsOf(visit.page);
  const turnOn = async (): Promise<void> => {
    await visit.page.focus('#menu-sound');
    await visit.page.keyboard.press('Enter');
    await expect.poll(() => text(visit.page, 'menu-sound')).toBe('Sound: quiet');
    // One tick, so that whoever turned it on hears how loud it is.
    await expect.poll(async () => (await starts()).length).toBe(1);
    await visit.page.evaluate('void (window.starts.length = 0)');
    await visit.house.place('running', 0, 238_500);
  };

  it('is silent until it is asked for sound', async () => {
    await visit.house.place('running', 0, 239_500);
    await phase(visit.page, 'one-finger');
    expect(await starts()).toEqual([]);
  });

  it('ticks when the buzzer would, with the same rhythm', async () => {
    await turnOn();
    await phase(visit.page, 'one-finger');
    await expect.poll(async () => (await starts()).length).toBe(SOUNDS.single.beats.length);
    const [first = [NaN]] = await starts();
    const beats = (await starts()).map(([at]) => Math.round(at - first[0]));
    expect(beats).toEqual(SOUNDS.single.beats);
  });

  it('claps a roll at the end', async () => {
    await turnOn();
    await visit.house.place('running', 0, 299_000);
    await phase(visit.page, 'applause');
    await expect.poll(async () => (await starts()).length).toBe(SOUNDS.roll.beats.length);
  });

  it('is muted by the operators', async () => {
    await turnOn();
    await visit.house.post('mute', { on: true });
    await phase(visit.page, 'one-finger');
    expect(await starts()).toEqual([]);
  });

  it('says by which means it stays awake, or that it may not', async () => {
    await visit.page.waitForSelector('body[data-awake]');
    const how = await visit.page.getAttribute('body', 'data-awake');
    const note = await text(visit.page, 'sleep-note');
    expect(note === '').toBe(how !== 'asleep');
  });

  it('is kept awake by a video where there is no wake lock', async () => {
    await visit.page.addInitScript('delete Navigator.prototype.wakeLock');
    await visit.page.reload();
    await visit.page.waitForSelector('body[data-awake=video]');
  });

  it("so is the operator's page, and it says where it may not be", async () => {
    const { page, house } = visit;
    const where = `${house.url}/operator#token=${house.mirror.token}`;
    await page.addInitScript('delete Navigator.prototype.wakeLock');
    await page.goto(where);
    await page.waitForSelector('body[data-awake=video]');
    expect(await page.isVisible('#sleep-note')).toBe(false);
    await page.addInitScript(
      'HTMLMediaElement.prototype.play = () => Promise.reject(new Error());',
    );
    // Its token is kept once it was found to hold.
    await page.waitForSelector('#desk', { state: 'visible' });
    await page.reload();
    await page.waitForSelector('body[data-awake=asleep]');
    await page.waitForSelector('#sleep-note', { state: 'visible' });
  });

  it('says that it may go to sleep where neither works', async () => {
    await visit.page.addInitScript(
      'delete Navigator.prototype.wakeLock; HTMLMediaElement.prototype.play = () => Promise.reject(new Error());',
    );
    await visit.page.reload();
    await visit.page.waitForSelector('body[data-awake=asleep]');
    expect(await text(visit.page, 'sleep-note')).toContain('may go to sleep');
  });
});
