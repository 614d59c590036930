/** The site's guides as a visitor has them: on a phone, in the dark, by search, and asking nobody else. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { violations } from '../mirror/support/browser.ts';
import { Site, describeSite, type Visit } from './support.ts';

const GUIDES = [
  'index',
  'lineups',
  'screens',
  'build',
  'rooms',
  'reliability',
  'security',
  'wire',
  'code',
];
// Axe looks at every page.
vi.setConfig({ testTimeout: 180_000 });

const PHONE = { width: 360, height: 740 };

describeSite('the guides', () => {
  let site: Site;
  let visit: Visit;
  beforeAll(async () => {
    site = await Site.open();
    visit = await site.visit({ viewport: PHONE });
  });
  afterAll(() => site.close());

  it('are all there, ask nobody else, fit on a phone, and axe finds nothing', async () => {
    const { page } = visit;
    const pages = readdirSync(site.folder).filter((file) =>
      /^(?!mirror|operator).*\.html$/.test(file),
    );
    expect(pages).toEqual(expect.arrayContaining(GUIDES.map((name) => `${name}.html`)));
    for (const file of pages) {
      await page.goto(site.url + file);
      const wide = await page.evaluate<boolean>(
        'document.documentElement.scrollWidth > document.documentElement.clientWidth',
      );
      expect([file, wide, await violations(page)]).toEqual([file, false, []]);
    }
    expect([visit.foreign, visit.errors]).toEqual([[], []]);
  });

  it('are dark where somebody wants it so', async () => {
    const { page } = visit;
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${site.url}index.html`);
      const paper = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      expect(paper).toBe(colorScheme === 'dark' ? 'rgb(20, 22, 26)' : 'rgb(255, 255, 255)');
      expect(await violations(page)).toEqual([]);
    }
  });

  it('are found by what they say, with the keyboard alone', async () => {
    const { page } = visit;
    await page.goto(`${site.url}index.html`);
    await page.fill('#search', 'stacklight wirng');
    await page.keyboard.press('Escape');
    await page.fill('#search', 'breadboard');
    await page.waitForSelector('#found li');
    await page.keyboard.press('ArrowDown');
    expect(await page.getAttribute('#found li', 'aria-selected')).toBe('true');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/build\.html/);
    await page.fill('#search', 'qqqqqqqq');
    await expect.poll(() => page.textContent('#found')).toBe('Nothing found');
  });
});
