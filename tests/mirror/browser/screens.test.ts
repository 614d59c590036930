/** The page of all screens, as somebody sees it who sets up a hall. */
import { decodeQR } from 'qr/decode.js';
import { beforeEach, expect, it } from 'vitest';
import { describeInBrowser, text, violations } from '../support/browser.ts';
import { openHouse } from '../support/house.ts';
import { LocalTimekeeper } from '../../../host/session/local-timekeeper.ts';
import { visitEach } from '../support/visit.ts';

describeInBrowser('/screens', () => {
  const visit = visitEach({ bypassCSP: true, viewport: { width: 1280, height: 800 } });
  const card = (view: string): string => `.card[data-view=${view}]`;
  const address = (view: string): Promise<string> =>
    visit.page.textContent(`${card(view)} .address`).then((found) => found ?? '');

  beforeEach(async () => {
    await visit.page.goto(`${visit.house.url}/screens`);
    await visit.page.waitForSelector('.code');
  });

  it(
    'gives the address of what was switched on, and a code that a camera reads as the same',
    { timeout: 90_000 },
    async () => {
      const { page, house } = visit;
      expect(await address('full')).toBe(`${house.url}/`);
      await page.check(`${card('digits')} [name=tone]`);
      await page.check(`${card('digits')} [name=steady]`);
      await page.check(`${card('digits')} [name=flip]`);
      await page.selectOption('#lang', 'ar');
      await page.selectOption(`${card('overlay')} select`, 'tl');
      const digits = `${house.url}/?view=digits&tone=dim&steady=1&flip=x&lang=ar`;
      expect(await address('digits')).toBe(digits);
      expect(await address('overlay')).toBe(`${house.url}/?view=overlay&at=tl&lang=ar`);
      expect(await address('light')).toBe(`${house.url}/?view=light&lang=ar`);
      expect(await text(page, 'session')).toBe('Tuesday');
      const seen = await page.evaluate<{
        width: number;
        height: number;
        data: number[];
      }>(`(async () => {
      const image = document.querySelector('${card('digits')} .code');
      await image.decode();
      const [width, height] = [240, 240];
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0, width, height);
      return { width, height, data: [...context.getImageData(0, 0, width, height).data] };
    })()`);
      expect(decodeQR({ ...seen, data: Uint8Array.from(seen.data) }, { timeLimit: 60_000 })).toBe(
        digits,
      );
      await page.click(`${card('digits')} .open a`);
      await page.waitForSelector(
        'body[data-view=digits][data-tone=dim][data-flip=x][data-steady=yes]',
      );
      expect(await page.getAttribute('html', 'dir')).toBe('rtl');
    },
  );

  it('has what the digits on the podium say, where there are some', async () => {
    const { page } = visit;
    expect(await page.isVisible('#box')).toBe(false);
    const digits = {
      module: 'max7219',
      count: 'down',
      over: 'count-on',
      changeover: 'dark',
    } as const;
    const light = {
      kind: 'podium',
      name: 'a podium',
      reached: true,
      truth: 'sure',
      digits,
    } as const;
    const house = await openHouse({
      keeper: (clock, programme) =>
        Promise.resolve(new LocalTimekeeper(clock, programme, { light, level: 'off' })),
    });
    await house.place('held', 0, 100_000);
    await page.goto(`${house.url}/screens`);
    await page.waitForFunction(`document.getElementById('box-digits').textContent === '3:20'`);
    expect(await page.isVisible('#box')).toBe(true);
    await house.place('running', 0, 310_000);
    await page.waitForFunction(
      `/^-0:1\\d$/.test(document.getElementById('box-digits').textContent)`,
    );
    await house.close();
  });

  it('says that others need --listen lan, and shows no token', async () => {
    expect(await visit.page.isVisible('#alone')).toBe(true);
    expect(await visit.page.content()).not.toContain(visit.house.mirror.token);
  });

  it.each([320, 390, 1280, 2560])(
    'at %i px nothing hangs off the side, and axe finds nothing',
    async (width) => {
      await visit.page.setViewportSize({ width, height: 800 });
      const over = await visit.page.evaluate<string[]>(`[...document.querySelectorAll('body *')]
      .filter((part) => !part.closest('.unseen') && part.getBoundingClientRect().right > innerWidth + 1)
      .map((part) => part.outerHTML.slice(0, 80))`);
      expect(over).toEqual([]);
      expect(await violations(visit.page)).toEqual([]);
    },
  );
});
