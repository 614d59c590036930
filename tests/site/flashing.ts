/** A visitor who flashes a board with a genuine bootloader in simavr, from Chromium. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { FlashBoard } from '../flash/board.ts';
import { wire } from './serial.ts';
import type { Site } from './support.ts';

export const HOW = 'apt install gcc libc6-dev libsimavr-dev libelf-dev arduino-core-avr';
/** The boards keep the pace of real ones, also beside other work; in ms. */
const PATIENCE = 110_000;

export class Flashing {
  readonly page: Page;
  readonly board: FlashBoard;

  private constructor(page: Page, board: FlashBoard) {
    this.page = page;
    this.board = board;
  }

  /** The board's port is chosen. */
  static async of(site: Site, ...kind: Parameters<typeof FlashBoard.of>): Promise<Flashing> {
    const board = await FlashBoard.of(...kind);
    const { page } = await site.visit();
    await wire(page, () => board);
    await page.goto(`${site.url}flash.html`);
    await page.click('#choose');
    await page.waitForSelector('#flash:enabled', { timeout: PATIENCE });
    return new Flashing(page, board);
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

  /** Does something to the board when a part of the image is written. */
  async midway(harm: 'reset' | 'pull'): Promise<void> {
    await this.page.waitForFunction('document.getElementById("progress").value >= 10', undefined, {
      timeout: PATIENCE,
    });
    await this.board.tell(harm);
  }
}
