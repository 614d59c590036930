/** What browser tests ask of pages. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page, PageScreenshotOptions } from 'playwright-core';
import { expect } from 'vitest';
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

/** Waits until all lamps of a phase are lit: one after the other where the last phase was only just left. */
export const allLit = (page: Page): Promise<void> =>
  expect
    .poll(() => page.locator('.lamp[data-set=yes][data-lit=no]').count(), { timeout: 5000 })
    .toBe(0);

/** The names of the lamps that the page lights at this moment, from the top. */
export const litLamps = (page: Page): Promise<string[]> =>
  page
    .locator('.lamp[data-lit=yes]')
    .evaluateAll((lamps) =>
      (lamps as unknown as { id: string }[]).map(({ id }) => id.replace('lamp-', '')),
    );

/**
 * What a page looks like that stands still. On a busy computer the browser's own picture may be of a frame before what
 * has changed, or have parts that were not drawn yet: two in a row that are alike are neither.
 */
export async function pictured(page: Page, options: PageScreenshotOptions = {}): Promise<Buffer> {
  let before: Buffer | undefined;
  for (;;) {
    await page.evaluate(TWO_FRAMES);
    const taken = await page.screenshot(options);
    if (before?.equals(taken) === true) return taken;
    before = taken;
  }
}

/** Of two frames that are begun after a change, the first is there when the second begins. */
const TWO_FRAMES =
  'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))';

/** The text of a part of the page. */
export const text = async (page: Page, id: string): Promise<string> =>
  (await page.textContent(`#${id}`)) ?? '';

/** Goes there. Gives the paths of what the page asks for from then on, but for documents of the session. */
export async function visited(page: Page, url: string): Promise<readonly string[]> {
  const paths: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/api/')) paths.push(pathname);
  });
  await page.goto(url);
  return paths;
}

export const isScript = (path: string): boolean => /^\/page\/.*\.js$/.test(path);
export const isStyle = (path: string): boolean => path.endsWith('.css');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 at level AA, whatever axe takes for its usual, and what else it knows to be wise. */
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong. The page's context must bypass the policy, which lets nothing be injected. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe);
  return page.evaluate<string[]>(
    `axe.run({ runOnly: ${JSON.stringify(STANDARD)}, resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map((n) => n.html).join(" ")))`,
  );
}
