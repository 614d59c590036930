/**
 * How each phase looks in three sizes, kept as pictures for people to look at. They are compared
 * roughly, since fonts differ between machines: a lamp, a word or the digits out of place are found.
 * What the digits say is not compared: they count on while a picture is taken.
 * UPDATE_REFERENCES=1 takes new ones.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { State } from '../../../protocol/stage.ts';
import { allLit, connected, describeInBrowser, launch, phase } from '../support/browser.ts';
import { openHouse, type House } from '../support/house.ts';

const FOLDER = new URL('../references/', import.meta.url);
const SIZES = { phone: [390, 844], tablet: [1024, 768], projector: [3840, 2160] } as const;
const PHASES: readonly (readonly [string, State, number, number | null])[] = [
  ['changeover', 'standby', 0, null],
  ['go', 'running', 0, 10_100],
  ['one-finger', 'running', 0, 246_100],
  ['two-finger', 'running', 0, 286_100],
  ['applause', 'running', 0, 303_100],
  ['overtime', 'running', 0, 336_100],
  ['held', 'held', 0, 100_000],
  ['changeover', 'standby', 1, 12_100],
  ['closed', 'closed', 3, 1_000],
];
/** Mean difference of a channel (0 … 255) over a coarse grid; one lamp more or less is above 1.5. */
const ALIKE = 1.5;

const COUNT_DOUBTS = `window.doubts = 0;
  new MutationObserver(() => { doubts += 1; }).observe(document.body, { attributeFilter: ['data-trust'] });`;

/** Where the digits are, as shares of the screen. */
const DIGITS = `(({ x, y, width, height }) =>
  [x / innerWidth, y / innerHeight, width / innerWidth, height / innerHeight]
)(document.getElementById('digits').getBoundingClientRect())`;

describeInBrowser('each phase looks as its reference', () => {
  let house: House;
  let browser: Browser;
  let judge: Page;

  beforeAll(async () => {
    house = await openHouse();
    browser = await launch();
    judge = await browser.newPage();
    mkdirSync(FOLDER, { recursive: true });
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it.each(Object.entries(SIZES))('%s', { timeout: 60_000 }, async (size, [width, height]) => {
    const page = await browser.newPage({ viewport: { width, height } });
    await house.place('standby', 0, null);
    await page.goto(house.url);
    await connected(page);
    await page.evaluate(COUNT_DOUBTS);
    for (const [name, state, talk, elapsed] of PHASES) {
      await house.place(state, talk, elapsed);
      await phase(page, name);
      await page.waitForSelector('body[data-announced=no]');
      await allLit(page);
      const opening = elapsed === null ? 'opening' : name;
      const file = new URL(`${size}-${opening}.png`, FOLDER);
      if (process.env.UPDATE_REFERENCES !== undefined)
        writeFileSync(file, await small(await picture(page)));
      expect(existsSync(file), `${file.pathname}: take it with UPDATE_REFERENCES=1`).toBe(true);
      const apart = async (): Promise<number> => {
        const seen = await small(await picture(page));
        return difference(seen, readFileSync(file), await page.evaluate<number[]>(DIGITS));
      };
      // On a busy computer a picture may have parts that were not drawn yet.
      await expect.poll(apart, { message: `${size} ${opening}` }).toBeLessThan(ALIKE);
    }
    await page.close();
  });

  /**
   * A page that stood still for a second, as one of 3840 × 2160 does on a busy machine, asks before it
   * shows a time again: a picture that was taken in that moment is taken once more.
   */
  const picture = async (page: Page): Promise<Buffer> => {
    for (;;) {
      await connected(page);
      const doubts = await page.evaluate('doubts');
      const taken = await page.screenshot();
      if ((await page.evaluate('doubts')) === doubts) return taken;
    }
  };

  /** Half or a quarter of the size is enough to look at. */
  const small = async (png: Buffer): Promise<Buffer> => {
    const address = await judge.evaluate<string>(`(async () => {
      const image = new Image();
      image.src = 'data:image/png;base64,${png.toString('base64')}';
      await image.decode();
      const scale = Math.min(1, 640 / image.width);
      const [width, height] = [image.width * scale, image.height * scale];
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const context = canvas.getContext('2d');
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, width, height);
      return canvas.toDataURL('image/png');
    })()`);
    return Buffer.from(address.replace(/^.*,/, ''), 'base64');
  };

  const difference = (a: Buffer, b: Buffer, digits: readonly number[]): Promise<number> =>
    judge.evaluate<number>(`(async ([a, b, [x, y, width, height]]) => {
      const grid = async (png) => {
        const image = new Image();
        image.src = 'data:image/png;base64,' + png;
        await image.decode();
        const canvas = Object.assign(document.createElement('canvas'), { width: 48, height: 48 });
        const context = canvas.getContext('2d');
        context.imageSmoothingQuality = 'high';
        context.drawImage(image, 0, 0, 48, 48);
        context.fillRect(x * 48, y * 48, width * 48, height * 48);
        return context.getImageData(0, 0, 48, 48).data;
      };
      const [one, other] = [await grid(a), await grid(b)];
      return one.reduce((total, value, i) => total + Math.abs(value - other[i]), 0) / one.length;
    })(${JSON.stringify([a.toString('base64'), b.toString('base64'), digits])})`);
});
