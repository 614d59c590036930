/** For `npm run coverage`: what pages run of their scripts, counted by Chromium and written beside what processes ran. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

let number = 0;

/** The same browser: each of its pages is counted until it, its context or the browser is closed. */
export function counted(browser: Browser, folder: string): Browser {
  const all = new Set<BrowserContext>();
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options): Promise<BrowserContext> => {
    const context = countedContext(await newContext(options), folder);
    all.add(context);
    return context;
  };
  const close = browser.close.bind(browser);
  browser.close = async (options): Promise<void> => {
    for (const context of all) await context.close().catch(() => undefined);
    await close(options);
  };
  return browser;
}

function countedContext(context: BrowserContext, folder: string): BrowserContext {
  const pages = new Set<Page>();
  const newPage = context.newPage.bind(context);
  const start = async (page: Page): Promise<void> => {
    const scripts = page.coverage.startJSCoverage({ resetOnNavigation: false });
    // Where a page runs none there is nothing to count.
    if (await scripts.then(() => true).catch(() => false)) pages.add(page);
  };
  context.newPage = async (): Promise<Page> => {
    const page = await newPage();
    await start(page);
    // What ran of a document is forgotten with it, sooner or later.
    const before = async (): Promise<void> => {
      await take(page);
      await start(page);
    };
    const goto = page.goto.bind(page);
    page.goto = async (...to) => {
      await before();
      return goto(...to);
    };
    const reload = page.reload.bind(page);
    page.reload = async (...how) => {
      await before();
      return reload(...how);
    };
    const close = page.close.bind(page);
    page.close = async (options): Promise<void> => {
      await take(page);
      await close(options);
    };
    return page;
  };
  const take = async (page: Page): Promise<void> => {
    if (!pages.delete(page)) return;
    // One that has crashed, or was closed by itself, tells nothing.
    const result = await page.coverage.stopJSCoverage().catch(() => []);
    number += 1;
    mkdirSync(folder, { recursive: true });
    const name = `page-${String(process.pid)}-${String(number)}.json`;
    writeFileSync(join(folder, name), JSON.stringify({ result }));
  };
  const close = context.close.bind(context);
  context.close = async (options): Promise<void> => {
    for (const page of pages) await take(page);
    await close(options);
  };
  return context;
}
