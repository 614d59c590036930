/**
 * Nothing moves or changes its size, whatever is told: what is pressed, the lineup, notices. Nothing hangs over at
 * any size.
 */
import { beforeEach, expect, it } from 'vitest';
import { describeInBrowser, text, violations } from '../support/browser.ts';
import { Operator } from '../support/operating.ts';
import { openHouse, type House } from '../support/house.ts';
import { visitEach } from '../support/visit.ts';

const WORDS = 'a title of fifty words that nobody will ever read to its end '.repeat(4);
const talks = [1, 2, 3].map((n) => ({
  speaker: `Bartholomäus Featherstonehaugh-Wolfeschlegelstein the ${String(n)}th`,
  title: n === 2 ? 'Short' : WORDS,
  notes: `brings ${'a dongle and '.repeat(20)}a clicker`,
}));
const SIZES = [
  [320, 568],
  [390, 844],
  [640, 360],
  [844, 390],
  [1024, 768],
  [1920, 1080],
] as const;

/** Where what is pressed is, and where notices and the lineup begin. */
const PLACES = `JSON.stringify([...document.querySelectorAll('#top, #digits, #hand, #dots, #message, #notices, #presses, #presses button, #list-head, #add, #paste')]
  .filter((part) => part.checkVisibility())
  .map((part) => {
    const { x, y, width, height } = part.getBoundingClientRect();
    return [part.classList.contains('main') ? 'main' : part.id, x, y, width, height].join(' ');
  }))`;
/** Where the lineup begins, and its first talks, of which the first is named. */
const ROWS = `[...document.querySelectorAll('#lineup, #lineup li:nth-child(-n + 3)')]
  .map((part) => [part.getBoundingClientRect().y, part.offsetWidth, part.matches('li') && part.querySelector('.talk-speaker').textContent])`;
const OVER = `[...document.querySelectorAll('#desk *')]
  .filter((part) => part.checkVisibility() && part.getBoundingClientRect().right > innerWidth + 1)
  .map(({ id, className }) => id || className)`;
/** The clock, its word and an answer, where they are cut short: half of a number is another number. */
const CUT = `['digits', 'word', 'message'].map((id) => document.getElementById(id))
  .filter((part) => part.scrollWidth > part.clientWidth || (part.id === 'message' && part.scrollHeight > part.clientHeight)).map(({ textContent }) => textContent)`;

describeInBrowser('the places of the operator’s page', () => {
  const visit = visitEach({ bypassCSP: true });
  let operator: Operator;

  beforeEach(() => {
    operator = new Operator(visit.page);
  });

  it('of notices is one: all of them open over the lineup, which stays', async () => {
    const { page, house } = visit;
    await page.setViewportSize({ width: 390, height: 844 });
    await operator.open(house.url, house.mirror.token);
    await house.post('message', { to: 'room', text: 'please take your seats' });
    await house.post('message', { to: 'speaker', text: 'please speak up' });
    await page.waitForSelector('text="All 2"');
    const rows = await page.evaluate(ROWS);
    await page.click('#notices-more');
    expect(await page.getAttribute('#notices-more', 'aria-expanded')).toBe('true');
    expect(await text(page, 'notices-more')).toBe('Less');
    for (const words of [/take your seats/, /speak up/])
      expect(await page.getByText(words).first().isVisible()).toBe(true);
    expect(await page.evaluate(ROWS)).toEqual(rows);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.click('#notices-more');
    expect(await page.getAttribute('#notices-more', 'aria-expanded')).toBe('false');
    expect(await text(page, 'notices-more')).toBe('All 2');
  });

  it('stay where they are over a whole session, at every size', { timeout: 120_000 }, async () => {
    const { page } = visit;
    const house: House = await openHouse({ talks });
    await operator.open(house.url, house.mirror.token);
    const steps: readonly (() => Promise<unknown>)[] = [
      () => operator.press('#start', 'Started'),
      () => operator.press('#grant60', 'added'),
      () => house.post('message', { to: 'room', text: 'please take your seats' }),
      () => house.post('message', { to: 'speaker', text: 'please speak up' }),
      () => {
        house.session.warn('light', WORDS);
        return Promise.resolve();
      },
      () => house.place('standby', 0, null),
      () => operator.press('#start', 'Started'),
      () => operator.press('#grant60', 'added'),
      () => operator.press('#hold', 'Paused'),
      () => house.place('running', 0, 290_000),
      () => house.place('running', 0, 1_054_000),
      () => house.place('running', 0, 4_000_000),
      () => operator.press('#finish', 'Finished'),
      () => house.place('standby', 1, 200_000),
      () => operator.press('#hold', 'technical pause'),
      () => operator.press('#start', 'Started'),
      () => page.context().setOffline(true),
      () =>
        page.evaluate(
          "document.body.dataset.trust = 'alone'; void (document.getElementById('link').textContent = 'no network for 123 s')",
        ),
      () => page.context().setOffline(false),
      () => house.place('closed', 3, 1_000),
    ];
    const before = new Map<string, string>();
    const look = async (step: number): Promise<void> => {
      for (const [width, height] of SIZES) {
        const size = `${String(width)} × ${String(height)}`;
        await page.setViewportSize({ width, height });
        const places = await page.evaluate<string>(PLACES);
        const known = before.get(size) ?? places;
        before.set(size, known);
        expect(places, `${size} after step ${String(step)}`).toBe(known);
        const rows = await page.evaluate<unknown[][]>(ROWS);
        // The lineup begins with the talk that is on or next; of each, those behind it stay, too.
        for (const [at, shown] of [rows.slice(0, 1), rows].entries()) {
          const of = `rows ${String(at && JSON.stringify(shown[1]?.[2]))} at ${size}`;
          const place = JSON.stringify(shown);
          if (!before.has(of)) before.set(of, place);
          expect(place, `${of} after step ${String(step)}`).toBe(before.get(of));
        }
        expect(await page.evaluate(OVER), size).toEqual([]);
        expect(await page.evaluate(CUT), size).toEqual([]);
        expect(JSON.parse(places), size).toHaveLength(17);
      }
    };
    await look(0);
    for (const [at, step] of steps.entries()) {
      await step();
      await page.waitForTimeout(50);
      await look(at + 1);
    }
    // On a phone that lies on its side the whole of what is pressed can be seen.
    await page.setViewportSize({ width: 844, height: 390 });
    const { y = 0, height = 999 } = (await page.locator('#presses').boundingBox()) ?? {};
    expect(y + height).toBeLessThanOrEqual(390);
    await house.close();
  });

  it('a whole talk by keyboard; what cannot be pressed says why', { timeout: 60_000 }, async () => {
    const { page, house } = visit;
    await operator.open(house.url, house.mirror.token);
    const key = async (name: string, said: string): Promise<void> => {
      await page.waitForSelector('body[data-rests=none]');
      await operator.looked();
      await page.keyboard.press(name);
      await operator.hears(said);
    };
    expect(await page.getAttribute('#grant30', 'aria-disabled')).toBe('true');
    expect(await page.getAttribute('#grant30', 'title')).toContain('while a talk is on');
    await key('g', 'while a talk is on');
    await key('h', 'The room reads: technical pause');
    expect(await text(page, 'word')).toBe('technical pause');
    await key('h', 'The pause is over');
    await key('2', 'practice');
    await key('Space', 'Started');
    await key('t', '+1:00 added');
    await key('h', 'Paused');
    await key('h', 'The talk is paused');
    await key('f', 'Finished');
    await key('u', 'Undone');
    await key('b', 'Back to the start: Start begins it again.');
    await key('s', 'No-show');
    await page.keyboard.press('Control+f');
    await page.keyboard.press('w');
    await page.waitForSelector('#tell-sheet[open]');
    await page.keyboard.type('fsu');
    expect(await house.get('/api/state')).toMatchObject({ state: 'standby', talk: 1 });
    await page.keyboard.press('Escape');
    await page.click('#more');
    expect(await violations(page)).toEqual([]);
  });

  it('vibrates once a signal, where that was switched on', async () => {
    const { page, house } = visit;
    await page.addInitScript('window.felt = []; navigator.vibrate = (how) => felt.push(how);');
    await operator.open(house.url, house.mirror.token);
    await house.place('running', 0, 240_100);
    await page.waitForSelector('#top[data-lamps=a]');
    await operator.reach('#vibrate');
    await page.click('#vibrate');
    expect(await page.getAttribute('#vibrate', 'aria-pressed')).toBe('true');
    await house.place('running', 0, 280_100);
    await expect.poll(() => page.evaluate('JSON.stringify(felt)')).toBe('[200,[250,150,250]]');
    await page.waitForTimeout(600);
    expect(await page.evaluate('felt.length')).toBe(2);
  });
});
