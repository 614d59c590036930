/**
 * Nothing lies over anything else, and nothing hangs off the side: every phase of every view, from a
 * watch to a wall, with names that lineups really have.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connected, describeInBrowser, launch } from '../support/browser.ts';
import { openHouse, type House } from '../support/house.ts';
import { MEASURE, SIZES, preparing } from '../support/layout.ts';

describeInBrowser('the layout', () => {
  let house: House;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    house = await openHouse();
    browser = await launch();
    page = await browser.newPage();
    await page.goto(house.url);
    await connected(page);
    await page.evaluate(await preparing());
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it.each(SIZES)('at %i × %i', { timeout: 60_000 }, async (width, height) => {
    await page.setViewportSize({ width, height });
    const found = await page.evaluate<string[]>(MEASURE);
    expect(found.slice(0, 12)).toEqual([]);
  });
});
