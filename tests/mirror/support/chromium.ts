/** Debian's Chromium, driven by playwright-core. */
import { chromium, type Browser } from 'playwright-core';
import { counted } from './page-coverage.ts';

export const CHROMIUM = '/usr/bin/chromium';

/** Its pages are counted where those of processes are: see `.ci/coverage.js`. */
export async function launch(executablePath = CHROMIUM): Promise<Browser> {
  const browser = await chromium.launch({ executablePath });
  const folder = process.env.NODE_V8_COVERAGE;
  return folder === undefined || folder === '' ? browser : counted(browser, folder);
}
