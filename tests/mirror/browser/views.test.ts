/** What the mirror looks like: every phase, every view, for everybody. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  connected,
  describeInBrowser,
  launch,
  litLamps,
  phase,
  text,
  violations,
} from '../support/browser.ts';
import type { State } from '../../../protocol/stage.ts';
import { openHouse, type House } from '../support/house.ts';
import { contrast, litShare } from '../support/pixels.ts';

type Row = readonly [string, State, number, number, readonly string[]];

const GO: Row = ['go', 'running', 0, 10_000, ['green']];

const PHASES: readonly Row[] = [
  GO,
  ['one-finger', 'running', 0, 246_000, ['amber']],
  ['two-finger', 'running', 0, 286_000, ['red', 'amber']],
  ['applause', 'running', 0, 300_500, ['red']],
  ['overtime', 'running', 0, 336_000, ['red', 'amber', 'green']],
  ['held', 'held', 0, 100_000, ['red', 'green']],
  ['changeover', 'standby', 1, 12_000, ['blue']],
  ['closed', 'closed', 3, 1_000, []],
];

describeInBrowser('the mirror in a browser', () => {
  let house: House;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    house = await openHouse();
    browser = await launch();
    // axe cannot be injected into a page that allows nothing inline; the styles stay the real ones.
    context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 720 } });
    page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(house.url);
    await connected(page);
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const view = (name: string): Promise<void> =>
    page.evaluate(`void (document.body.dataset.view = ${JSON.stringify(name)})`);

  const show = async (wanted: string, row: Row): Promise<void> => {
    await view(wanted);
    const [shown, state, talk, elapsed] = row;
    await house.place(state, talk, elapsed);
    await phase(page, shown);
  };

  it.each(PHASES)('%s: its lamps, a word and hands', async (...name) => {
    await show('full', name);
    const [, , , , lamps] = name;
    await expect.poll(() => litLamps(page)).toEqual([...lamps]);
    expect(await text(page, 'word')).not.toBe('');
    expect(await page.getAttribute('#hand-moving', 'href')).not.toBe('#h-none');
  });

  it.each(PHASES)(
    '%s: the phase owns the screen, two fingers two fields of it',
    async (...name) => {
      await show('full', name);
      const [head, ground] = await page.evaluate<string[]>(
        '[who, document.body].map((part) => getComputedStyle(part).backgroundColor)',
      );
      if (name[0] === 'two-finger') expect(head).not.toBe(ground);
      else expect(head).toBe(ground);
      expect(await contrast(page, '#speaker')).toBeGreaterThanOrEqual(7);
    },
  );

  it.each(PHASES)('%s: digits have a contrast of 7:1 and more in every view', async (...name) => {
    for (const tone of ['bright', 'dim'])
      for (const wanted of ['full', 'light', 'digits', 'overlay']) {
        await page.evaluate(`void (document.body.dataset.tone = '${tone}')`);
        await show(wanted, name);
        expect(await contrast(page, '#digits'), `${tone} ${wanted}`).toBeGreaterThanOrEqual(7);
      }
    await page.evaluate("void (document.body.dataset.tone = 'bright')");
  });

  it.each(PHASES.filter(([name]) => name !== 'closed'))(
    '%s: view=light lights a quarter of the screen for each lamp of four',
    async (...name) => {
      await show('light', name);
      const [, , , , lamps] = name;
      await expect.poll(() => litShare(page)).toBeCloseTo(lamps.length / 4, 2);
    },
  );

  it('view=overlay is transparent but for a plate', async () => {
    await page.goto(`${house.url}/?view=overlay`);
    await connected(page);
    const background = await page.evaluate<string>(
      '[document.documentElement, document.body].map((e) => getComputedStyle(e).backgroundColor).join()',
    );
    expect(background).toBe('rgba(0, 0, 0, 0),rgba(0, 0, 0, 0)');
    expect(await page.isVisible('#digits')).toBe(true);
  });

  it('before the first talk shows the strip of signals', async () => {
    await house.place('standby', 0, null);
    await page.goto(house.url);
    await connected(page);
    expect(await page.locator('#strip .strip-word').allTextContents()).toEqual([
      'go',
      'one finger',
      'two fingers',
      'applause',
      'overtime',
    ]);
    expect(await text(page, 'speaker')).toBe('Ada');
  });

  it.each(['full', 'light', 'digits', 'overlay'])(
    'axe finds nothing in view=%s',
    async (wanted) => {
      await page.goto(`${house.url}/?view=${wanted}`);
      await connected(page);
      for (const name of PHASES.filter(([shown]) =>
        ['go', 'overtime', 'changeover'].includes(shown),
      )) {
        await show(wanted, name);
        expect(await violations(page)).toEqual([]);
      }
    },
  );

  it('a blink lights no more than twice a second', async () => {
    await show('light', GO);
    await page.evaluate(WATCH_ONSETS);
    await house.place('running', 0, 239_500);
    await phase(page, 'one-finger');
    // Five seconds of blinking, until it is steady.
    await page.waitForSelector('body[data-announced=no]');
    const onsets = await page.evaluate<number[]>('window.onsets');
    expect(onsets.length).toBeGreaterThanOrEqual(5);
    for (const at of onsets)
      expect(onsets.filter((other) => other >= at && other < at + 1000).length).toBeLessThanOrEqual(
        2,
      );
  });

  it('people who want less motion get a border and no blinking', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await show('full', GO);
    await page.evaluate(WATCH_ONSETS);
    await house.place('running', 0, 240_100);
    await page.waitForSelector('body[data-announced=yes]');
    const border = await page.evaluate<string>(
      'getComputedStyle(document.getElementById("mirror"), "::after").borderTopStyle',
    );
    expect(border).toBe('solid');
    await page.waitForSelector('body[data-announced=no]');
    expect(await page.evaluate<number[]>('window.onsets')).toHaveLength(1);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('screen readers hear phases, never the seconds', async () => {
    await show('full', GO);
    await page.evaluate(`
      window.said = [];
      window.seconds = 0;
      new MutationObserver(() => window.said.push(announcer.textContent))
        .observe(announcer, { childList: true, characterData: true, subtree: true });
      new MutationObserver(() => { window.seconds += 1; })
        .observe(digits, { childList: true, characterData: true, subtree: true });
    `);
    await house.place('running', 0, 237_500);
    await phase(page, 'one-finger');
    await page.waitForFunction('window.seconds >= 4');
    expect(await page.evaluate('window.said')).toEqual([expect.stringContaining('one finger')]);
    expect(await page.getAttribute('#digits', 'aria-live')).toBe('off');
    expect(await page.getAttribute('#announcer', 'aria-live')).toBe('polite');
  });

  it('practice is shown, and called so, until it is over', async () => {
    await house.place('standby', 1, 1_000);
    await phase(page, 'changeover');
    expect(await house.post('practise', { signal: 2 })).toMatchObject({ status: 200 });
    await phase(page, 'two-finger');
    expect(await text(page, 'word')).toBe('practice: two fingers');
    await phase(page, 'changeover');
  });

  it('names are text, whatever they hold', async () => {
    const speaker = '<img src=x onerror=alert(1)>';
    await house.post('lineup', { type: 'add', talk: { speaker, title: '</p><b>' }, next: true });
    await page.goto(house.url);
    await connected(page);
    await house.place('standby', 1, 1000);
    await expect.poll(() => text(page, 'speaker')).not.toBe('Ada');
    expect(await page.locator('main img').count()).toBe(0);
  });

  it('nothing went wrong in all that', () => {
    expect(complaints).toEqual([]);
  });
});

/** Collects when a lamp went from dark to lit; several in one change count once. */
const WATCH_ONSETS = `
  window.onsets = [];
  window.watcher?.disconnect();
  window.watcher = new MutationObserver((changes) => {
    if (changes.some(({ oldValue, target }) => oldValue === 'no' && target.dataset.lit === 'yes'))
      window.onsets.push(performance.now());
  });
  window.watcher.observe(document.getElementById('column'), {
    subtree: true, attributes: true, attributeFilter: ['data-lit'], attributeOldValue: true,
  });
`;
