/** The overlay as OBS shows it: a page on nothing, with a style that OBS puts into it. */
import { expect, it } from 'vitest';
import { connected, describeInBrowser, phase, pictured } from '../support/browser.ts';
import { visitEach } from '../support/visit.ts';

/** OBS's own words: what its browser source has as custom CSS, and how it puts it into a page. */
const CSS = 'body { background-color: rgba(0, 0, 0, 0); margin: 0px auto; overflow: hidden; }';
const INJECT = `(() => { try {
  const obsCSS = document.createElement('style');
  obsCSS.innerHTML = ${JSON.stringify(CSS)};
  document.querySelector('head').appendChild(obsCSS);
} catch { /* our policy forbids it, as it does for anybody */ } })()`;

/** The alpha of pixels of a picture, in a page that is nobody's. */
const ALPHAS = `async ([png, points]) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + png;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return points.map(([x, y]) => context.getImageData(x, y, 1, 1).data[3]);
}`;

// With our policy OBS's style does nothing; a browser source that ignores policies applies it.
for (const [how, bypassCSP] of [
  ['forbids', false],
  ['takes', true],
] as const)
  describeInBrowser(`in an OBS whose style the page ${how}`, () => {
    const visit = visitEach({ viewport: { width: 1920, height: 1080 }, bypassCSP });

    it('the overlay is a plate in a corner, and nothing else', async () => {
      const { page, house, context } = visit;
      await house.place('running', 0, 250_000);
      await page.goto(`${house.url}/?view=overlay&at=br`);
      await page.evaluate(INJECT);
      await connected(page);
      await phase(page, 'one-finger');
      const plate = await page.evaluate<{ x: number; y: number; right: number; bottom: number }>(
        "(({ x, y, right, bottom }) => ({ x, y, right, bottom }))(document.querySelector('#mirror').getBoundingClientRect())",
      );
      // In its corner, whole, and small.
      expect(plate.x).toBeGreaterThan(960);
      expect(plate.y).toBeGreaterThan(540);
      expect(plate.right).toBeLessThanOrEqual(1920);
      expect(plate.bottom).toBeLessThanOrEqual(1080);
      const png = (await pictured(page, { omitBackground: true })).toString('base64');
      const onPlate = [(plate.x + plate.right) / 2, plate.y + 6].map(Math.round);
      const points = [[5, 5], [960, 540], [5, 1075], [1915, 5], onPlate];
      const blank = await context.newPage();
      const code = `(${ALPHAS})(${JSON.stringify([png, points])})`;
      const alphas = await blank.evaluate<number[]>(code);
      expect(alphas.slice(0, 4)).toEqual([0, 0, 0, 0]);
      expect(alphas[4]).toBeGreaterThan(150);
    });
  });
