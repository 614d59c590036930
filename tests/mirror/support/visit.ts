/** One browser for a suite, and for each of its tests a house and a page that nobody else uses. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { launch } from './browser.ts';
import { openHouse, type House } from './house.ts';

export interface Visit {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly house: House;
}

/** What it gives is filled in anew before each test. `executablePath`: another browser than the usual. */
export function visitEach(options: BrowserContextOptions = {}, executablePath?: string): Visit {
  const visit = {} as { -readonly [K in keyof Visit]: Visit[K] };
  beforeAll(async () => {
    visit.browser = await launch(executablePath);
  });
  afterAll(() => visit.browser.close());
  beforeEach(async () => {
    visit.house = await openHouse({ port: await freePort() });
    visit.context = await visit.browser.newContext(options);
    visit.page = await visit.context.newPage();
  });
  afterEach(async () => {
    await visit.context.close();
    await visit.house.close();
  });
  return visit;
}
