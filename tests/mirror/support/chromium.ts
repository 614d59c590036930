/** Debian's Chromium, driven by playwright-core. */
import { chromium, type Browser } from 'playwright-core';

export const CHROMIUM = '/usr/bin/chromium';

export const launch = (executablePath = CHROMIUM): Promise<Browser> =>
  chromium.launch({ executablePath });
