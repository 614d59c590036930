/** The README's pictures: a talk that ends, and everything that shows a session beside each other. */
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { paintOf } from '../../../host/terminal/line.ts';
import { NO_NOTES, readNew } from '../../../host/terminal/model.ts';
import { draw } from '../../../host/terminal/view.ts';
import type { House } from './house.ts';
import { movingWebp, type MovingFrame } from './moving.ts';

const [WIDTH, HEIGHT] = [560, 315];
/** Between two frames, in ms; a slow computer takes longer, and its frames stand for as long as that. */
const STEP = 200;
/** Moments of a talk of five minutes from which so long is shown, in ms. */
const SCENES = [
  [237_500, 4_500],
  [277_500, 5_500],
  [294_000, 10_000],
] as const;

/** After so long, in ms, buttons are no longer those of a press that has just been. */
const LIT = 2600;

/** A picture of the page as WebP. */
async function webpOf(judge: Page, png: Buffer, quality: number): Promise<Buffer> {
  const made = await judge.evaluate<string>(`(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${png.toString('base64')}';
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', ${String(quality)});
  })()`);
  return Buffer.from(made.replace(/^.*,/, ''), 'base64');
}

/** The projector while a talk ends: one finger, two fingers, applause. */
export async function talkThatEnds(house: House, browser: Browser): Promise<Buffer> {
  const viewport = { width: WIDTH, height: HEIGHT };
  const page = await browser.newPage({ viewport });
  const judge = await browser.newPage();
  await page.goto(house.url);
  await page.waitForSelector('body[data-trust=sure]');
  const frames: MovingFrame[] = [];
  for (const [from, length] of SCENES) {
    await house.place('running', 0, from);
    await page.waitForTimeout(300);
    const began = performance.now();
    let at = began;
    while (at - began < length) {
      const png = await page.screenshot();
      await page.waitForTimeout(Math.max(0, STEP - (performance.now() - at)));
      const now = performance.now();
      frames.push({ webp: await webpOf(judge, png, 0.6), stays: Math.round(now - at) });
      at = performance.now();
    }
  }
  await page.close();
  await judge.close();
  return movingWebp(frames, WIDTH, HEIGHT);
}

const ESCAPE = String.fromCharCode(27);
const COLUMN = new RegExp(`${ESCAPE}\\[\\d+G`, 'g');
const STYLE = new RegExp(`${ESCAPE}\\[([\\d;]*)m`, 'g');

/** What a terminal writes, as the text of a page. */
function htmlOf(lines: readonly string[]): string {
  const escaped = lines.join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return escaped
    .replace(COLUMN, '')
    .replace(STYLE, (_, codes: string) =>
      codes === '0' ? '</span>' : `<span class="c${codes.replaceAll(';', '-')}">`,
    );
}

/** Terminal, projector, phone and light, each as it is at the same moment. */
export async function beside(house: House, browser: Browser): Promise<Buffer> {
  const shot = async (path: string, width: number, height: number): Promise<string> => {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(house.url + path);
    await page.waitForSelector('body[data-trust=sure]');
    await moment();
    await page.waitForTimeout(LIT);
    const png = await page.screenshot();
    await page.close();
    return `<img width="${String(width)}" src="data:image/png;base64,${png.toString('base64')}">`;
  };
  // As if all were pictured at once.
  const moment = (): Promise<void> => house.place('running', 0, 284_000);
  await house.place('standby', 0, null);
  await house.post('start');
  const phone = await shot(`/operator#token=${house.mirror.token}`, 320, 640);
  const projector = await shot('/', 700, 394);
  const light = await shot('/?view=light', 220, 394);
  await moment();
  await setTimeout(LIT);
  const notes = { ...NO_NOTES, screens: '192.168.1.7:4114/screens' };
  const model = readNew(house.session, Date.now(), notes);
  const terminal = htmlOf(draw(model, 100, 22, paintOf(8)));
  const judge = await browser.newPage({ viewport: { width: 1320, height: 860 } });
  await judge.setContent(`<style>
    body { margin: 0; padding: 20px; display: grid; gap: 20px; background: #e9e6e0;
      grid-template: auto auto / 700px 220px 320px; grid-template-areas: 'p l f' 't t f'; }
    img, pre { display: block; border-radius: 10px; box-shadow: 0 3px 14px rgb(0 0 0 / 45%); }
    .p { grid-area: p } .l { grid-area: l } .f { grid-area: f; align-self: center }
    pre { grid-area: t; margin: 0; padding: 16px; background: #14161a; color: #d8dadd;
      font: 15.2px/1.2 'DejaVu Sans Mono', monospace; }
    .c1 { font-weight: 700; color: #fff } .c2 { color: #8d949b }
    .c38-5-41 { color: #00d75f } .c38-5-214 { color: #ffaf00 } .c38-5-203 { color: #ff5f5f }
    .c38-5-75 { color: #5fafff }
  </style><div class="p">${projector}</div><div class="l">${light}</div><div class="f">${phone}</div><pre>${terminal}</pre>`);
  const png = await judge.screenshot({ fullPage: true });
  const made = await webpOf(judge, png, 0.85);
  await judge.close();
  return made;
}
