/** "Try it": the committed image on our emulator in a visitor's browser, seen and pressed as a visitor does. */
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Line } from '../../host/journal/journal.ts';
import { violations } from '../mirror/support/browser.ts';
import { Site, describeSite, type Visit } from './support.ts';

// Two talks at ten times the speed.
vi.setConfig({ testTimeout: 120_000 });

/** All that "Try it" loads, compressed, in bytes. */
const MOST = 250 * 1024;
/** At ten times the speed, three seconds and two. */
const LINEUP = 'Ada - Engines - 30 s\nGrace - Compilers - 20 s';

describeSite('"Try it"', () => {
  let site: Site;
  let visit: Visit;
  let page: Page;
  const loaded = new Map<string, number>();
  const frame = (name: string): Frame => {
    const found = page.frame({ url: new RegExp(`/${name}\\.html`) });
    if (!found) throw new Error(`there is no frame with ${name}`);
    return found;
  };
  const lamps = (): Promise<string | null> => page.getAttribute('#lamps', 'aria-label');
  const lit = (names: string): Promise<unknown> =>
    page.waitForSelector(`#lamps[aria-label="The podium's lamps: ${names}"]`);
  const said = (): Promise<string | null> => page.textContent('#said');

  beforeAll(async () => {
    site = await Site.open();
    visit = await site.visit({ viewport: { width: 1300, height: 1000 }, acceptDownloads: true });
    page = visit.page;
    page.on('response', (response) => {
      void response.body().then(
        (body) => loaded.set(response.url(), brotliCompressSync(body).length),
        () => undefined,
      );
    });
    await page.goto(`${site.url}try.html`);
    await page.waitForSelector('body[data-begun=yes]');
  });
  afterAll(() => site.close());

  /** How many seconds the box and the projector are apart. */
  const apart = async (): Promise<number> => {
    const texts = [page.textContent('#podium-digits'), frame('mirror').textContent('#digits')];
    const [box = NaN, projector = NaN] = (await Promise.all(texts)).map((text) => {
      const [minutes, seconds] = (text ?? '').split(':').map(Number);
      return 60 * (minutes ?? NaN) + (seconds ?? NaN);
    });
    return Math.abs(box - projector);
  };

  it('has the example in the podium, whose lamps, projector and phone agree', async () => {
    expect(await said()).toMatch(/^12 talks are in the podium\./);
    expect(await lamps()).toBe("The podium's lamps: amber and green lit");
    await expect.poll(() => frame('mirror').textContent('#speaker')).toBe('Samir');
    await frame('operator').click('#start');
    await lit('green lit');
    await frame('mirror').waitForSelector('body[data-phase=go]');
    await frame('operator').waitForSelector('body[data-trust=sure]');
    // By the module on the board's pins.
    await expect.poll(() => page.textContent('#podium-digits')).toMatch(/^4:[0-5]\d$/);
    await expect.poll(apart).toBeLessThanOrEqual(1);
  });

  it('loads no more than 250 kB, and nothing from elsewhere', () => {
    const bytes = [...loaded.values()].reduce((sum, size) => sum + size, 0);
    expect(loaded.size).toBeGreaterThan(10);
    expect(bytes).toBeLessThan(MOST);
    expect([visit.foreign, visit.errors]).toEqual([[], []]);
  });

  it('takes a list on the operator’s page, too', async () => {
    const operator = frame('operator');
    await operator.waitForSelector('body[data-trust=sure]');
    await operator.click('#paste');
    await operator.fill('#paste-text', 'Margaret - Guidance - 1 min');
    await operator.click('#paste-form button[type=submit]');
    await expect.poll(() => operator.textContent('#paste-count')).toMatch(/^1 talk understood/);
    await operator.click('#paste-add');
    await expect.poll(() => operator.textContent('#lineup')).toMatch(/Margaret/);
  });

  it('says what is wrong with a lineup that is pasted, and takes the mended one', async () => {
    await page.fill('#pasted', 'speaker,title,duration\nAda,Engines,soon');
    await page.click('#lineup button[type=submit]');
    await expect.poll(said).toMatch(/^your lineup:2:13: .*"soon"/);
    await page.fill('#pasted', LINEUP);
    await page.click('#lineup button[type=submit]');
    await expect.poll(said).toMatch(/^2 talks are in the podium\./);
    await expect.poll(() => frame('mirror').textContent('#speaker')).toBe('Ada');
  });

  it('plays a talk ten times as fast: lamps, buzzer, projector', async () => {
    await page.check('input[name=speed][value="10"]');
    // The button on the box, by keyboard.
    await page.focus('#box');
    await page.keyboard.press('Enter', { delay: 50 });
    await lit('red and amber lit');
    await frame('mirror').waitForSelector('body[data-phase=two-finger]');
    await lit('red lit');
    expect(Number(await page.getAttribute('#podium', 'data-beats'))).toBeGreaterThanOrEqual(8);
    await lit('red and amber and green lit');
    // A long press pauses, however fast the time runs.
    await page.hover('#box');
    await page.mouse.down();
    await page.waitForTimeout(1200);
    await page.mouse.up();
    await lit('red and green lit');
  });

  it('plays by itself to the end; journal and report can be saved', async () => {
    // Right after an event the big button rests.
    await frame('operator').waitForSelector('body[data-rests=none]');
    await frame('operator').click('#start');
    await lit('red and amber and green lit');
    await page.click('#autopilot');
    await expect.poll(said, { timeout: 90_000 }).toMatch(/^All talks were given/);
    const journal = page.waitForEvent('download');
    await page.click('#save-journal');
    const lines = readFileSync(await (await journal).path(), 'utf8')
      .trim()
      .split('\n');
    const types = lines.map((line) => (JSON.parse(line) as Line).type);
    expect(types).toEqual(expect.arrayContaining(['session', 'lineup', 'start', 'cue', 'closed']));
    const report = page.waitForEvent('download');
    await page.click('#save-report');
    const html = readFileSync(await (await report).path(), 'utf8');
    expect(html).toContain('Grace');
    expect(html).toContain('Compilers');
  });

  it('axe finds nothing, light and dark; it fits on a phone', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    expect(
      await page.evaluate<boolean>(
        'document.documentElement.scrollWidth <= document.documentElement.clientWidth',
      ),
    ).toBe(true);
    const box = await page.locator('#box').boundingBox();
    expect(box?.width).toBeGreaterThanOrEqual(44);
  });

  it('works without a network once it was loaded', async () => {
    await page.waitForFunction('navigator.serviceWorker.controller !== null');
    site.goOffline();
    await page.reload();
    await page.waitForSelector('body[data-begun=yes]');
    await frame('operator').waitForSelector('body[data-trust=sure]');
    await frame('operator').click('#start');
    await lit('green lit');
    await page.goto(`${site.url}lineups.html`);
    expect(await page.textContent('h1')).toMatch(/lineup/i);
  });
});
