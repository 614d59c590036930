/** Debian's Chromium, driven by playwright-core. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { counted } from './page-coverage.ts';

/** The whole browser. */
export const WHOLE_CHROMIUM = '/usr/bin/chromium';
/** Its engine without tabs, windows and what they prepare: the same pages for two fifths of the CPU. */
const SHELL = '/usr/bin/chromium-headless-shell';
export const CHROMIUM = existsSync(SHELL) ? SHELL : WHOLE_CHROMIUM;

/** Its pages are counted where those of processes are: see `.ci/coverage.js`. */
export async function launch(executablePath = CHROMIUM): Promise<Browser> {
  const browser = await chromium.launch({ executablePath });
  const folder = process.env.NODE_V8_COVERAGE;
  return folder === undefined || folder === '' ? browser : counted(browser, folder);
}
