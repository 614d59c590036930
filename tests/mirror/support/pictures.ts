/**
 * `npm run pictures`: each view in each phase, from a running session, into docs/pictures/; and the README's two.
 * `npm run pictures -- NAME…` makes those alone.
 */
import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { State } from '../../../protocol/stage.ts';
import { launch } from './chromium.ts';
import { beside, talkThatEnds } from './first-pictures.ts';
import { openHouse, type House } from './house.ts';

const FOLDER = new URL('../../../../docs/pictures/', import.meta.url);
const PHASES: readonly (readonly [State, number, number | null])[] = [
  ['standby', 0, null],
  ['running', 0, 48_100],
  ['running', 0, 246_100],
  ['running', 0, 286_100],
  ['running', 0, 306_100],
  ['running', 0, 336_100],
  ['held', 0, 100_000],
  ['standby', 1, 18_100],
  ['closed', 3, 1_000],
];
const SHEETS: readonly (readonly [string, string, number, number])[] = [
  ['projector', '', 640, 360],
  ['projector-dim', '?tone=dim', 640, 360],
  ['light', '?view=light', 480, 320],
  ['digits', '?view=digits', 480, 320],
  ['overlay', '?view=overlay', 480, 320],
  ['phone', '', 320, 568],
  ['arabic', '?lang=ar', 640, 360],
];

async function sheet(house: House, page: Page, query: string): Promise<string[]> {
  const shots: string[] = [];
  await page.goto(house.url + '/' + query);
  await page.waitForSelector('body[data-trust=sure]');
  // What a mixer would lay it over.
  if (query.includes('overlay'))
    await page.addStyleTag({ content: 'html { background: #567 !important }' });
  for (const [state, talk, elapsed] of PHASES) {
    await house.place(state, talk, elapsed);
    await page.waitForSelector(`body[data-state=${state}][data-announced=no]`);
    await page.waitForTimeout(700);
    shots.push((await page.screenshot()).toString('base64'));
  }
  return shots;
}

/** Three in a row, as one small WebP. */
async function joined(judge: Page, shots: readonly string[], width: number): Promise<Buffer> {
  const made = await judge.evaluate<string>(`(async () => {
    const images = await Promise.all(${JSON.stringify(shots)}.map(async (png) => {
      const image = new Image();
      image.src = 'data:image/png;base64,' + png;
      await image.decode();
      return image;
    }));
    const [{ width: w, height: h }] = images;
    const scale = Math.min(1, 400 / ${String(width)});
    const [tw, th] = [w * scale, h * scale];
    const columns = Math.min(images.length, w > h ? 3 : 5);
    const canvas = Object.assign(document.createElement('canvas'), {
      width: columns * (tw + 8) - 8, height: Math.ceil(images.length / columns) * (th + 8) - 8 });
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    images.forEach((image, i) => context.drawImage(image, (i % columns) * (tw + 8), Math.floor(i / columns) * (th + 8), tw, th));
    return canvas.toDataURL('image/webp', 0.85);
  })()`);
  return Buffer.from(made.replace(/^.*,/, ''), 'base64');
}

const talks = [
  { speaker: 'Samir Haddad', title: 'Data science without data' },
  { speaker: 'Chuk Okafor', title: 'Culture shock at my first conference abroad' },
  { speaker: 'Lukas Berg', title: 'Covariance and contravariance in five minutes' },
];
const house = await openHouse({ talks });
const browser: Browser = await launch();
const judge = await browser.newPage();
const asked = process.argv.slice(2);
const isWanted = (name: string): boolean => asked.length === 0 || asked.includes(name);
for (const [name, query, width, height] of SHEETS.filter(([one]) => isWanted(one))) {
  const context = await browser.newContext({ viewport: { width, height }, bypassCSP: true });
  const shots = await sheet(house, await context.newPage(), query);
  writeFileSync(new URL(`${name}.webp`, FOLDER), await joined(judge, shots, width));
  await context.close();
}
for (const [name, make] of [
  ['talk', talkThatEnds],
  ['together', beside],
] as const)
  if (isWanted(name)) writeFileSync(new URL(`${name}.webp`, FOLDER), await make(house, browser));
await browser.close();
await house.close();
