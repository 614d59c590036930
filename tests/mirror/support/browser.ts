/** What browser tests ask of pages. */
import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { need } from '../../support/need.ts';
import { CHROMIUM } from './chromium.ts';

export { launch } from './chromium.ts';

/** A `describe` for tests that need the browser. */
export const describeInBrowser = need('chromium', 'apt-get install chromium', existsSync(CHROMIUM));

/** Waits until the page says that it is connected and plays. */
export const connected = async (page: Page): Promise<void> => {
  await page.waitForSelector('body[data-trust=sure]');
};

/** Waits until the page shows a phase. */
export const phase = async (page: Page, name: string): Promise<void> => {
  await page.waitForSelector(`body[data-phase="${name}"]`);
};

/** The names of the lamps that the page lights at this moment, from the top. */
export const litLamps = (page: Page): Promise<string[]> =>
  page
    .locator('.lamp[data-lit=yes]')
    .evaluateAll((lamps) =>
      (lamps as unknown as { id: string }[]).map(({ id }) => id.replace('lamp-', '')),
    );

/** The text of a part of the page. */
export const text = async (page: Page, id: string): Promise<string> =>
  (await page.textContent(`#${id}`)) ?? '';
