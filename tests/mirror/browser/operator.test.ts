/** The operator's page: by touch, by keyboard, and with presses that contradict each other. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { connected, describeInBrowser, launch, text } from '../support/browser.ts';
import { openHouse, type House } from '../support/house.ts';
import { network } from '../support/proxy.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

describeInBrowser("the operator's page", () => {
  let house: House;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    house = await openHouse();
    context = await browser.newContext({ ...PHONE, bypassCSP: true });
    page = await context.newPage();
    await page.goto(`${house.url}/operator#token=${house.mirror.token}`);
    await connected(page);
  });
  afterEach(async () => {
    await context.close();
    await house.close();
  });

  const state = async (): Promise<unknown> => (await house.get('/api/state')).state;
  const message = (part: string | RegExp): Promise<void> =>
    expect.poll(() => text(page, 'message')).toMatch(part);
  /** Nobody presses faster than they see: the page takes that into account, and so do we. */
  const press = async (id: string, done: string | RegExp): Promise<void> => {
    await page.waitForTimeout(320);
    await page.tap(`#${id}`);
    await message(done);
  };

  it('takes the token out of the address bar and keeps it for this tab', async () => {
    expect(page.url()).toBe(`${house.url}/operator`);
    await page.reload();
    await connected(page);
  });

  it('runs a talk by touch', async () => {
    await press('start', 'Started');
    await press('grant30', 'Time given');
    await press('hold', 'On hold');
    expect(await text(page, 'start')).toBe('Go on');
    await press('start', 'Started');
    await press('finish', 'Finished');
    await press('undo', 'Undone');
    expect(await state()).toBe('running');
    await press('back', 'Went back');
    await press('skip', 'Skipped');
    expect(await house.get('/api/state')).toMatchObject({ talk: 1, state: 'standby' });
  });

  it('practises, mutes, and sends a talk to the end', async () => {
    await press('practise2', 'practice');
    await press('mute', 'Muted');
    expect(await page.getAttribute('#mute', 'aria-pressed')).toBe('true');
    await press('later', 'end');
    expect((await house.get('/api/state')).speaker).toBe('Grace');
  });

  it('reorders, removes, and calls back who was missed', async () => {
    await page.tap('[data-key="3-up"]');
    await message('earlier');
    expect((await house.get('/api/lineup')).talks).toMatchObject([{ id: 1 }, { id: 3 }, { id: 2 }]);
    await page.waitForTimeout(320);
    await page.tap('[data-key="2-remove"]');
    await message('removed');
    await press('skip', 'Skipped');
    await page.waitForTimeout(320);
    await page.tap('[data-key="1-call"]');
    await message('next');
    expect((await house.get('/api/state')).speaker).toBe('Ada');
  });

  it('adds a speaker who has just come up, whatever the name', async () => {
    const name = '<img src=x onerror=alert(1)>';
    await page.fill('#add-speaker', name);
    await page.fill('#add-duration', '2:30');
    await page.check('#add input[type=checkbox]');
    await page.tap('#add button');
    await message('was added');
    expect(await page.locator('.talk-speaker').allTextContents()).toContain(name);
    expect(await page.locator('#lineup img').count()).toBe(0);
    expect(await page.inputValue('#add-speaker')).toBe('');
  });

  it('by keyboard: tab to a button, and a held key counts once', async () => {
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate<boolean>('document.activeElement?.id === "grant30"')) break;
    }
    await house.post('start');
    await expect.poll(() => page.getAttribute('#grant30', 'data-may')).toBe('yes');
    await page.waitForTimeout(320);
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await message('Time given');
    expect((await house.get('/api/state', true)).granted).toBe(30_000);
  });

  it('of two presses at once the second is refused with a sentence', async () => {
    await house.post('start');
    await expect.poll(() => page.getAttribute('#finish', 'data-may')).toBe('yes');
    await page.waitForTimeout(320);
    await page.evaluate('void (finish.click(), document.getElementById("back").click())');
    await message(/Something else happened first/);
    expect(await house.get('/api/state')).toMatchObject({ state: 'standby', talk: 1 });
  });

  it('a doubled press on Start does not end the talk', async () => {
    await page.waitForTimeout(320);
    await page.locator('#start').dblclick();
    await message(/\./);
    expect(await state()).toBe('running');
  });

  it('two phones: the one that was not looking is refused', async () => {
    const other = await context.newPage();
    await other.goto(`${house.url}/operator#token=${house.mirror.token}`);
    await connected(other);
    await page.waitForTimeout(320);
    await Promise.all([page.tap('#start'), other.tap('#skip')]);
    const answers = async (): Promise<string> =>
      `${await text(page, 'message')} ${(await other.textContent('#message')) ?? ''}`;
    await expect
      .poll(answers)
      .toMatch(/(Started|Skipped).*Something else|Something else.*(Started|Skipped)/);
  });

  it('after waking takes no press before a fresh snapshot', async () => {
    const between = await network(house.mirror.port);
    await page.goto(`${between.url}/operator#token=${house.mirror.token}`);
    await connected(page);
    between.delay = () => 400;
    await page.evaluate(
      'const until = performance.now() + 1300; while (performance.now() < until);',
    );
    await page.waitForSelector('body[data-trust=unknown]');
    await page.evaluate('document.getElementById("start").click()');
    await message('waits for fresh news');
    expect(await state()).toBe('standby');
    await connected(page);
    await between.close();
  });

  it('a new token drops every device, and a scanned code brings it back', async () => {
    const token = house.mirror.newToken();
    await page.waitForSelector('#gate:not([hidden])');
    await page.evaluate(`void (location.hash = 'token=${token}')`);
    await connected(page);
    expect(page.url()).toBe(`${house.url}/operator`);
  });

  it('axe finds nothing, with a token and without', async () => {
    const violations = (): Promise<string[]> =>
      page.evaluate<string[]>(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map((n) => n.html).join(" ")))',
      );
    await page.evaluate(axe);
    expect(await violations()).toEqual([]);
    await house.post('start');
    await expect.poll(() => page.getAttribute('#finish', 'data-may')).toBe('yes');
    expect(await violations()).toEqual([]);
    house.mirror.newToken();
    await page.waitForSelector('#gate:not([hidden])');
    expect(await violations()).toEqual([]);
  });
});
