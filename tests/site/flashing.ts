/** A visitor who flashes a board with a genuine bootloader in simavr, from Chromium. */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { FlashBoard, type Kind } from '../flash/board.ts';
import { wire } from './serial.ts';
import type { Site } from './support.ts';

export const HOW = 'apt install gcc libc6-dev libsimavr-dev libelf-dev arduino-core-avr';
/** The boards keep the pace of real ones, also beside other work; in ms. */
const PATIENCE = 110_000;
const SMALL = { width: 400, height: 600 };
/** More than a busy computer needs. */
const TRIES = 4;
/** What the page says where a bootloader gave up, and no cable was pulled. */
const GAVE_UP = /(?<!plug it in and )run it again|no bootloader answers/;
/** A part of the image is written, or it was given up before. */
const MIDWAY = `document.getElementById('progress').value >= 10 ? 'there'
  : ${String(GAVE_UP)}.test(document.getElementById('said').textContent) && 'gave up'`;

/** So many lines of an image, 16 bytes each: a fifth of it. */
const LINES = 320;

/** Gives the page no more than the beginning of an image, for a board that has the rest from before. */
async function shorten(page: Page, image: string): Promise<void> {
  const rest = readFileSync(image, 'utf8').trim().split(/\r?\n/).slice(LINES, -1);
  await page.route('**/app/flash.js', async (route) => {
    const response = await route.fetch();
    const whole = await response.text();
    const [first = '', last = ''] = [rest[0], rest.at(-1)];
    const from = whole.indexOf(first);
    const to = whole.indexOf(last, from);
    if (from < 0 || to < 0) throw new Error('the page has another image');
    const end = to + last.length;
    await route.fulfill({ response, body: whole.slice(0, from) + whole.slice(end).trimStart() });
  });
}

export class Flashing {
  readonly page: Page;
  readonly board: FlashBoard;
  readonly #cable: Server;

  private constructor(page: Page, board: FlashBoard, cable: Server) {
    this.page = page;
    this.board = board;
    this.#cable = cable;
  }

  /** The board's port is chosen. Where it has an image from before, only the beginning of that is written anew. */
  static async of(site: Site, kind: Kind, before?: string): Promise<Flashing> {
    const board = await FlashBoard.of(kind, before);
    // A worker that keeps the site for later would see each byte go by, and a small window is drawn quickly.
    const { page } = await site.visit({ serviceWorkers: 'block', viewport: SMALL });
    const cable = await wire(page, board);
    if (before !== undefined) await shorten(page, before);
    await page.goto(`${site.url}flash.html`);
    await page.click('#choose');
    await page.waitForSelector('#flash:enabled', { timeout: PATIENCE });
    return new Flashing(page, board, cable);
  }

  /** All that the page has said. */
  async said(): Promise<string> {
    return (await this.page.locator('#said span').allTextContents()).join('\n');
  }

  async hears(pattern: RegExp): Promise<void> {
    await expect.poll(() => this.said(), { timeout: PATIENCE }).toMatch(pattern);
  }

  async flash(): Promise<void> {
    await this.page.click('#flash:enabled', { timeout: PATIENCE });
  }

  /**
   * Flashes until the page says something. A bootloader gives up when it hears nothing for a second, as from a busy
   * computer: then the page says to run it again, which is done here as by anybody.
   */
  async flashUntil(pattern: RegExp): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      await this.flash();
      await this.page.waitForSelector('#flash:disabled');
      await this.page.waitForSelector('#flash:enabled', { timeout: PATIENCE });
      const said = await this.said();
      if (tries < TRIES && GAVE_UP.test(said)) continue;
      expect(said).toMatch(pattern);
      return;
    }
  }

  /** Flashes, and does something to the board when a part of the image is written. */
  async flashWith(harm: 'reset' | 'pull'): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      await this.flash();
      const gaveUp = await this.page
        .waitForFunction(MIDWAY, undefined, { timeout: PATIENCE })
        .then((found) => found.evaluate((how) => how === 'gave up'));
      if (!gaveUp) break;
      expect(tries).toBeLessThan(TRIES);
    }
    await this.board.tell(harm);
  }

  async close(): Promise<void> {
    await this.page.context().close();
    this.#cable.closeAllConnections();
    this.#cable.close();
    await this.board.close();
  }
}
