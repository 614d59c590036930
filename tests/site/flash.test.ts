/**
 * "Flash it": genuine bootloaders in simavr, flashed from Chromium; what goes wrong is told in the words of the
 * command line. Boards are flashed one after the other, so that each keeps the pace of a real one on two cores.
 */
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { defaultImage } from '../../host/emulator/files.ts';
import { readImage } from '../../host/flash/firmware-images.ts';
import { OLD_BOOTLOADER, OPTIBOOT, OTHER_CHIP, canFlash } from '../flash/board.ts';
import { violations } from '../mirror/support/browser.ts';
import { need } from '../support/need.ts';
import { Flashing, HOW } from './flashing.ts';
import { Site, describeSite } from './support.ts';

const WITHOUT_WATCHDOG = join(dirname(defaultImage()), 'claplight-uno-nowatchdog.hex');
// What boards and people wait for takes real time.
vi.setConfig({ testTimeout: 240_000 });

/** Its bytes take twice the time: the board has the image from before, and a fifth of it is written anew. */
const old = (site: Site): Promise<Flashing> => Flashing.of(site, OLD_BOOTLOADER, WITHOUT_WATCHDOG);

describeSite('"Flash it"', () => {
  let site: Site;
  let at: Flashing | undefined;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterEach(async () => {
    await at?.close();
    at = undefined;
  });
  afterAll(() => site.close());

  it('says what can, where a browser cannot', async () => {
    const { page } = await site.visit();
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
    it('that is reset, or whose cable is pulled, is told so; then it is written, read back, greets, and its lamps are tested', async () => {
      at = await Flashing.of(site, OPTIBOOT);
      const { board, page } = at;
      expect(await at.said()).toMatch(
        /^Arduino Uno\. .*\n(?:Nothing|Something else) answers there/,
      );
      expect([await violations(page), await page.isVisible('#yes')]).toEqual([[], false]);
      await at.flashWith('reset');
      await at.hears(/(stopped answering when|reads back something else at) .*: run it again/);
      await at.flashWith('pull');
      await at.hears(/^the board: the cable was pulled half-way\..* plug it in and run it again/);
      await at.flash();
      await at.hears(/^the board: it cannot be opened\. Is it plugged in\?/);
      await board.tell('plug');
      await at.flashUntil(
        /bytes written through Optiboot and read back: they match\.[^]*The podium answers: firmware \d.* Its settings were kept\.\nNext: test its lamps/,
      );
      const image = readImage('uno');
      expect((await board.bytes('flash')).subarray(0, image.length).equals(image)).toBe(true);
      await page.click('#test:enabled');
      for (const asked of [/green lamp lit/, /amber lamp lit/, /red lamp lit/, /Did it sound/]) {
        await expect.poll(() => page.textContent('#question'), { timeout: 20_000 }).toMatch(asked);
        await page.click('#yes');
      }
      await at.hears(/Lamp: red\.\nBuzzer: a short gong\.\nButton: press it now/);
    });

    it('of another chip is named, and left as it is; one with the old bootloader of a Nano gets the image without the watchdog', async () => {
      const both = [Flashing.of(site, OTHER_CHIP), old(site)] as const;
      // Both are listened to at once: that takes four seconds.
      const [other, nano] = await Promise.all(both);
      at = nano;
      const before = await other.board.bytes('flash');
      await other.flash();
      await other.hears(/^this board has ATmega168; .*Nothing was written/);
      expect((await other.board.bytes('flash')).equals(before)).toBe(true);
      await other.close();
      await nano.flashUntil(
        /bytes written through the old Nano bootloader and read back[^]*has the old bootloader, .* it got the image without the watchdog/,
      );
    });
  });
});
