/** Phases differ at a glance for everybody: by which parts of the screen are lit, not by hue alone. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { State } from '../../../protocol/stage.ts';
import {
  allLit,
  connected,
  describeInBrowser,
  launch,
  phase,
  pictured,
} from '../support/browser.ts';
import { openHouse, type House } from '../support/house.ts';

const PHASES: readonly (readonly [string, State, number, number])[] = [
  ['go', 'running', 0, 10_000],
  ['one-finger', 'running', 0, 246_000],
  ['two-finger', 'running', 0, 286_000],
  ['applause', 'running', 0, 305_500],
  ['overtime', 'running', 0, 336_000],
  ['held', 'held', 0, 100_000],
  ['changeover', 'standby', 1, 12_000],
  ['closed', 'closed', 3, 1_000],
];
const SIGHTS = ['protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'] as const;
/** The share of the screen that must be lit in one phase and dark in the other. */
const AT_A_GLANCE = 0.2;
/** Of 255: what is darker than this is dark, a lamp in any sight is far above. */
const LIT = 40;

describeInBrowser('each phase of the light differs from every other', () => {
  let house: House;
  let browser: Browser;
  let page: Page;
  let judge: Page;
  let sight: CDPSession;

  beforeAll(async () => {
    house = await openHouse();
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 240, height: 160 } });
    judge = await browser.newPage();
    sight = await page.context().newCDPSession(page);
    await page.goto(`${house.url}/?view=light`);
    await connected(page);
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  /** Which points of a grid are lit. */
  const litIn = async (): Promise<boolean[]> => {
    const png = (await pictured(page)).toString('base64');
    const levels = await judge.evaluate<number[]>(`(async () => {
      const image = new Image();
      image.src = 'data:image/png;base64,${png}';
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: 24, height: 48 });
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0, 24, 48);
      const { data } = context.getImageData(0, 0, 24, 48);
      return Array.from({ length: 24 * 48 }, (_, i) =>
        0.2126 * data[4 * i] + 0.7152 * data[4 * i + 1] + 0.0722 * data[4 * i + 2]);
    })()`);
    return levels.map((level) => level > LIT);
  };

  it('by its lit areas, in four kinds of colour vision', { timeout: 120_000 }, async () => {
    const seen = new Map<string, boolean[]>();
    for (const [name, state, talk, elapsed] of PHASES) {
      await house.place(state, talk, elapsed);
      await phase(page, name);
      await page.waitForSelector('body[data-announced=no]');
      await allLit(page);
      for (const type of SIGHTS) {
        await sight.send('Emulation.setEmulatedVisionDeficiency', { type });
        seen.set(`${type} ${name}`, await litIn());
      }
    }
    for (const type of SIGHTS)
      for (const [i, [one]] of PHASES.entries())
        for (const [other] of PHASES.slice(i + 1)) {
          const [a = [], b = []] = [seen.get(`${type} ${one}`), seen.get(`${type} ${other}`)];
          const share = a.filter((lit, at) => lit !== b[at]).length / a.length;
          expect(share, `${type}: ${one} and ${other}`).toBeGreaterThan(AT_A_GLANCE);
        }
  });
});
