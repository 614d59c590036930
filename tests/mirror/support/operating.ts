/** An operator at a page: presses as people do, who look first. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { connected, text } from './browser.ts';

export class Operator {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page as a scanned code does. */
  async open(url: string, token: string): Promise<void> {
    await this.page.goto(`${url}/operator#token=${token}`);
    await connected(this.page);
  }

  /**
   * Waits until the page takes a press for one that was made for what it shows now. Right after a
   * change it does not: nobody presses faster than they see.
   */
  async looked(): Promise<void> {
    const rev = await this.page.evaluate<number>(
      'fetch("/api/state").then((answer) => answer.json()).then(({ rev }) => rev)',
    );
    await this.page.waitForSelector(`body[data-seen="${String(rev)}"]`);
  }

  /** Waits until the button no longer rests after an event, as whoever thinks does. */
  async rested(selector: string): Promise<void> {
    await this.looked();
    const big = /^#(?:start|finish|ago\d\d)$/.test(selector);
    await this.page.waitForSelector(`body[data-rests=none]${big ? '' : ', body[data-rests=big]'}`);
  }

  /** Looks, presses, and waits for what the page says. */
  async press(selector: string, said: string | RegExp): Promise<void> {
    await this.rested(selector);
    await this.reach(selector);
    await this.page.click(selector);
    await this.hears(said);
  }

  /**
   * Presses once so many or all buttons rest, and `after` ms more. The page itself does it: what drives it from
   * outside may take longer than buttons rest, on a busy computer.
   */
  async pressWhile(rests: 'big' | 'all', selector: string, after: number): Promise<void> {
    await this.page.evaluate(`new Promise((pressed) => {
      const look = () => {
        if (document.body.dataset.rests !== '${rests}') return requestAnimationFrame(look);
        setTimeout(() => pressed(document.querySelector('${selector}').click()), ${String(after)});
      };
      look();
    })`);
  }

  /** Opens the sheet in which a button is, or closes the one that is in its way. */
  async reach(selector: string): Promise<void> {
    const inside = (await this.page.locator('#more-sheet').locator(selector).count()) > 0;
    const open = await this.page.evaluate<boolean>("document.getElementById('more-sheet').open");
    if (inside !== open) await this.page.click(inside ? '#more' : '#more-close');
  }

  async hears(said: string | RegExp): Promise<void> {
    await expect.poll(() => text(this.page, 'message')).toMatch(said);
  }

  /** Opens the sheet of a talk. */
  async change(id: number): Promise<void> {
    await this.page.click(`[data-key="${String(id)}-change"]`);
    await this.page.waitForSelector('#sheet[open]');
  }
}
