/** Debian's Chromium, driven by playwright-core. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

export const CHROMIUM = '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);
export const HOW_CHROMIUM = 'apt-get install chromium';

export const launch = (executablePath = CHROMIUM): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--autoplay-policy=no-user-gesture-required'] });
