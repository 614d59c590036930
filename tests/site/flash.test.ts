/** "Flash it": genuine bootloaders in simavr, flashed from Chromium; what goes wrong is told as on the command line. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { readImage } from '../../host/flash/firmware-images.ts';
import { FlashBoard, OLD_BOOTLOADER, OPTIBOOT, OTHER_CHIP, canFlash } from '../flash/board.ts';
import { violations } from '../mirror/support/browser.ts';
import { need } from '../support/need.ts';
import { wire } from './serial.ts';
import { Site, describeSite } from './support.ts';

// The boards keep the pace of real ones.
vi.setConfig({ testTimeout: 60_000 });

const HOW = 'apt install gcc libc6-dev libsimavr-dev libelf-dev arduino-core-avr';

describeSite('"Flash it"', () => {
  let site: Site;
  let board: FlashBoard;
  let page: Page;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site.close());
  const said = async (): Promise<string> =>
    (await page.locator('#said span').allTextContents()).join('\n');
  const hears = (pattern: RegExp): Promise<void> =>
    expect.poll(said, { timeout: 40_000 }).toMatch(pattern);

  /** Chooses the board's port. */
  async function chosen(...kind: Parameters<typeof FlashBoard.of>): Promise<void> {
    board = await FlashBoard.of(...kind);
    ({ page } = await site.visit());
    await wire(page, () => board);
    await page.goto(`${site.url}flash.html`);
    await page.click('#choose');
    await page.waitForSelector('#flash:enabled', { timeout: 40_000 });
  }
  const flash = (): Promise<void> => page.click('#flash');
  /** Does something to the board when so much of the image is written. */
  const midway = (harm: 'reset' | 'pull'): Promise<void> =>
    page
      .waitForFunction('document.getElementById("progress").value >= 15')
      .then(() => board.tell(harm));

  it('says what can, where a browser cannot', async () => {
    ({ page } = await site.visit());
    await page.addInitScript('Object.defineProperty(navigator, "serial", { value: undefined })');
    await page.goto(`${site.url}flash.html`);
    expect(await page.isVisible('#unable')).toBe(true);
    expect(await page.textContent('#unable')).toMatch(/Chrome, Edge and Opera/);
    expect(await page.isVisible('#able')).toBe(false);
    expect(await violations(page)).toEqual([]);
  });

  need(
    'a genuine bootloader in simavr',
    HOW,
    canFlash(),
  )('a board', () => {
    afterEach(() => board.close());

    it('is written, read back, greets, and its lamps are tested', async () => {
      await chosen(OPTIBOOT);
      expect(await said()).toMatch(/^Arduino Uno\. .*\n(?:Nothing|Something else) answers there/);
      expect(await violations(page)).toEqual([]);
      await flash();
      await hears(/bytes written through Optiboot and read back: they are the same\./);
      await hears(
        /The podium greets: firmware \d.* Its settings were kept\.\nNext: test its lamps/,
      );
      const image = readImage('uno');
      const { bytes } = { bytes: await board.bytes('flash') };
      expect(bytes.subarray(0, image.length).equals(image)).toBe(true);
      await page.click('#test');
      for (const asked of [/green lamp lit/, /amber lamp lit/, /red lamp lit/, /Did it sound/]) {
        await expect.poll(() => page.textContent('#question'), { timeout: 20_000 }).toMatch(asked);
        await page.click('#yes');
      }
      await hears(
        /Lamp: green\.\nLamp: amber\.\nLamp: red\.\nBuzzer: a short gong\.\nButton: press it now/,
      );
    });

    it('with the old bootloader of a Nano gets the image without the watchdog', async () => {
      await chosen(OLD_BOOTLOADER);
      await flash();
      await hears(/bytes written through the old Nano bootloader and read back/);
      await hears(/has the old bootloader, .* it got the image without the watchdog/);
    });

    it('of another chip is named, and left as it is', async () => {
      await chosen(OTHER_CHIP);
      const before = await board.bytes('flash');
      await flash();
      await hears(/^this board has ATmega168; .*Nothing was written/);
      expect((await board.bytes('flash')).equals(before)).toBe(true);
    });

    it('that is reset in the middle, and one whose cable is pulled, are told so', async () => {
      await chosen(OPTIBOOT);
      await flash();
      await midway('reset');
      await hears(/(stopped answering when|reads back something else at) .*: run it again/);
      await flash();
      await midway('pull');
      await hears(/^the board: the cable was pulled half-way\..* plug it in and run it again/);
      await flash();
      await hears(/^the board: another program has it open/);
    });
  });
});
