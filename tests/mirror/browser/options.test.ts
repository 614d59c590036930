/** What an address, the menu and the session make of a screen. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { SOUNDS } from '../../../protocol/signal.ts';
import { connected, describeInBrowser, launch, phase } from '../support/browser.ts';
import { openHouse, type House } from '../support/house.ts';

describeInBrowser('options of a screen', () => {
  let house: House;
  let calm: House;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    house = await openHouse();
    calm = await openHouse({ noFlash: true });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    await calm.close();
  });

  const visit = async (query: string, { url } = house): Promise<void> => {
    await page.goto(`${url}/${query}`);
    await connected(page);
  };
  /** Somebody moves the pointer. */
  const moved = async (): Promise<void> => {
    await page.mouse.move(10, 10);
    await page.mouse.move(30, 30);
  };
  const style = (part: string, property: string, pseudo = ''): Promise<string> =>
    page.evaluate<string>(
      `getComputedStyle(document.querySelector('${part}'), '${pseudo}')['${property}']`,
    );
  /** Begins an announcement, and gives how many lamps were dark in a second of it. */
  const darkIn = async (of: House): Promise<number> => {
    await of.place('running', 0, 240_100);
    await phase(page, 'one-finger');
    await page.waitForSelector('body[data-announced=yes]');
    return page.evaluate<number>(`new Promise((done) => {
      let dark = 0;
      const watcher = new MutationObserver((changes) => {
        dark += changes.filter(({ target }) => target.dataset.lit === 'no' && target.dataset.set === 'yes').length;
      });
      watcher.observe(column, { subtree: true, attributes: true, attributeFilter: ['data-lit'] });
      setTimeout(() => { watcher.disconnect(); done(dark); }, 1300);
    })`);
  };

  it.each(['full', 'light', 'digits', 'overlay'])('flip=x mirrors view=%s', async (view) => {
    await visit(`?view=${view}&flip=x`);
    expect(await style('body', 'transform')).toBe('matrix(-1, 0, 0, 1, 0, 0)');
    await visit(`?view=${view}`);
    expect(await style('body', 'transform')).toBe('none');
  });

  it.each(['tl', 'tr', 'bl', 'br'])('at=%s is the corner of the overlay', async (at) => {
    await house.place('running', 0, 10_000);
    await visit(`?view=overlay&at=${at}`);
    const { x, y, width, height } = (await page.locator('#mirror').boundingBox()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    };
    const [middleX, middleY] = [x + width / 2, y + height / 2];
    expect((middleY < 360 ? 't' : 'b') + (middleX < 640 ? 'l' : 'r')).toBe(at);
    expect(width * height).toBeLessThan((1280 * 720) / 12);
  });

  it('clock=1 shows the time of day on the projector alone', async () => {
    for (const view of ['full', 'light', 'digits', 'overlay']) {
      await visit(`?view=${view}&clock=1`);
      expect(await page.isVisible('#clock'), view).toBe(view === 'full');
    }
    await visit('?clock=1');
    expect(await page.textContent('#clock')).toMatch(/^\d{1,2}:\d\d( [AP]M)?$/);
    await visit('');
    expect(await page.textContent('#clock')).toBe('');
  });

  it('a lost connection is a small grey dot on the overlay, and nothing else', async () => {
    await visit('?view=overlay');
    const dot = await page.evaluate<string[]>(`(() => {
      document.body.dataset.trust = 'alone';
      const { content, width, height, borderRadius, backgroundColor } = getComputedStyle(mirror, '::before');
      return [content, String(Math.max(parseFloat(width), parseFloat(height)) < 16), borderRadius,
        backgroundColor, getComputedStyle(notice).display];
    })()`);
    expect(dot).toEqual(['""', 'true', '50%', 'rgb(138, 138, 138)', 'none']);
  });

  it('hands clap in the rhythm of the sound while a signal is announced, then rest', async () => {
    await visit('');
    await house.place('running', 0, 240_100);
    await page.waitForSelector('body[data-announced=yes]');
    const beat = (SOUNDS.single.beats[1] - SOUNDS.single.beats[0]) / 1000;
    expect(await style('#hand-moving', 'animationName')).toBe('tap');
    expect(await style('#hand-moving', 'animationDuration')).toBe(`${String(beat)}s`);
    // In one breath: the page draws what holds again whenever it looks.
    const steady = await page.evaluate<string>(`(document.body.dataset.steady = 'yes',
      getComputedStyle(document.querySelector('#hand-moving')).animationName)`);
    expect(steady).toBe('none');
    await house.place('running', 0, 250_000);
    await page.waitForSelector('body[data-announced=no]');
    expect(await style('#hand-moving', 'animationName')).toBe('none');
  });

  it('half a blink dims, and is never dark', async () => {
    await visit('?view=light');
    expect(await darkIn(house)).toBeGreaterThan(0);
    const seen = await page.evaluate<string[]>(`(() => {
      const lamp = document.getElementById('lamp-amber');
      lamp.dataset.lit = 'no';
      const { opacity, backgroundColor } = getComputedStyle(lamp);
      return [opacity, backgroundColor];
    })()`);
    expect(Number(seen[0])).toBeGreaterThan(0.3);
    expect(seen[1]).toBe('rgb(255, 179, 0)');
  });

  it('a page that comes under a pointer at rest has no menu until it moves', async () => {
    await page.mouse.move(20, 20);
    await visit('');
    // What Chromium says then by itself, at once or a little later.
    await page.mouse.move(20, 20);
    expect(await page.getAttribute('body', 'data-menu')).not.toBe('shown');
    await moved();
    await page.waitForSelector('body[data-menu=shown]');
  });

  it('the menu turns blinking off and on, and the address remembers it', async () => {
    await visit('');
    await moved();
    await page.click('#menu-steady');
    expect(page.url()).toContain('steady=1');
    expect(await darkIn(house)).toBe(0);
    expect(await style('#mirror', 'borderTopStyle', '::after')).toBe('solid');
    await page.click('#menu-steady');
    expect(page.url()).toContain('steady=0');
    await page.waitForSelector('body[data-steady=no]');
  });

  it('the menu changes the view, and the tone for a bright room and back', async () => {
    await visit('');
    await moved();
    await page.waitForSelector('body[data-menu=shown]');
    await page.click('#menu-view');
    await page.click('#menu-tone');
    await page.waitForSelector('body[data-view=light][data-tone=dim]');
    await page.click('#menu-tone');
    await page.waitForSelector('body[data-tone=bright]');
    expect(page.url()).toContain('?view=light&tone=bright');
    const full = () => page.evaluate<boolean>('document.fullscreenElement !== null');
    await page.click('#menu-screen');
    await expect.poll(full).toBe(true);
    await page.click('#menu-screen');
    await expect.poll(full).toBe(false);
    await page.waitForSelector('body[data-menu=hidden]');
  });

  it('in a session without blinking no screen blinks, whatever its address says', async () => {
    await visit('?steady=0', calm);
    expect(await darkIn(calm)).toBe(0);
    expect(await style('#mirror', 'borderTopStyle', '::after')).toBe('solid');
    expect(await page.isVisible('#menu-steady')).toBe(false);
    expect(calm.session.snapshot().programme.talks.every(({ noFlash }) => noFlash)).toBe(true);
    // Nor where a signal is shown for practice, which is told to a page as it is announced.
    await calm.place('standby', 0, null);
    await calm.post('practise', { signal: 1 });
    await page.waitForSelector('body[data-announced=yes]');
    expect(await page.locator('.lamp[data-set=yes][data-lit=no]').count()).toBe(0);
  });
});
