/** The mirror must never look alive when it is not, and comes back without a jump. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startMirror, type MirrorServer } from '../../../host/mirror/server.ts';
import { connected, describeInBrowser, phase, text } from '../support/browser.ts';
import { network, type Network } from '../support/proxy.ts';
import { visitEach } from '../support/visit.ts';
import { chance } from '../../support/random.ts';

/** A page whose wall clock can be set, and which remembers what its digits were. */
const INSTRUMENTS = `
  window.wallStep = 0;
  const wall = Date.now.bind(Date);
  Date.now = () => wall() + window.wallStep;
  window.shown = [];
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver(() => window.shown.push(digits.textContent))
      .observe(digits, { childList: true, characterData: true, subtree: true });
  });
`;

/** Digits as seconds left; NaN where they are not known. */
const secondsOf = (digits: string): number => {
  const match = /^(\+?)(\d+):(\d\d)$/.exec(digits);
  return match ? (Number(match[2]) * 60 + Number(match[3])) * (match[1] === '+' ? -1 : 1) : NaN;
};

describeInBrowser('the truth of the mirror', () => {
  const visit = visitEach();
  let between: Network;

  beforeEach(async () => {
    between = await network(visit.house.mirror.port);
    await visit.page.addInitScript(INSTRUMENTS);
  });
  afterEach(() => between.close());

  const open = async (elapsed: number): Promise<void> => {
    await visit.house.place('running', 0, elapsed);
    await visit.page.goto(between.url);
    await connected(visit.page);
  };
  /** Read from the page's own record: it is over too soon to be looked for. */
  const unknownShown = (): Promise<void> => expect.poll(shown).toContain('–:––');
  const shown = (): Promise<string[]> => visit.page.evaluate<string[]>('window.shown');

  it('a cut line is told, and at 0:00 the digits are grey', async () => {
    const { page } = visit;
    await open(291_000);
    between.cut = true;
    await page.waitForSelector('body[data-trust=alone]');
    expect(await text(page, 'notice')).toContain('offline');
    await page.waitForSelector('body[data-trust=grey]');
    expect(secondsOf(await text(page, 'digits'))).toBeLessThanOrEqual(0);
  });

  it('back again, nothing that did not change is seen to jump', async () => {
    const { page } = visit;
    await open(100_000);
    between.cut = true;
    await page.waitForSelector('body[data-trust=alone]');
    between.cut = false;
    between.drop();
    await connected(page);
    const values = (await shown()).map(secondsOf);
    for (const [i, value] of values.entries())
      if (i > 0) expect((values[i - 1] ?? NaN) - value).toBe(1);
  });

  it('back again, what changed is shown at once', async () => {
    const { page, house } = visit;
    await open(100_000);
    between.cut = true;
    await page.waitForSelector('body[data-trust=alone]');
    await house.post('finish');
    expect(await page.getAttribute('body', 'data-phase')).toBe('go');
    between.cut = false;
    between.drop();
    await phase(page, 'changeover');
  });

  it('a host that was killed is missed, and the one that takes its place is followed', async () => {
    const { page, house } = visit;
    await open(100_000);
    const { port, token } = house.mirror;
    await house.mirror.close();
    await page.waitForSelector('body[data-trust=alone]');
    const again: MirrorServer = await startMirror(house.session, { port, token });
    await connected(page);
    await house.session.act({ type: 'hold', by: 'terminal' });
    await phase(page, 'held');
    await again.close();
  });

  it('a slow line is followed', async () => {
    const { page, house } = visit;
    const random = chance();
    between.delay = () => 25 + random() * 50;
    await open(100_000);
    await house.post('hold');
    await phase(page, 'held');
    const state = await house.get('/api/state');
    expect(await text(page, 'digits')).toBe(state.text);
  });

  it.each([3_600_000, -3_600_000])(
    "the laptop's wall clock is set by %i ms, host and page: unknown until one answer, then as before",
    async (step) => {
      const { page, house } = visit;
      await open(100_000);
      between.delay = () => 150;
      const ends = house.session.plan().end;
      const wall = Date.now.bind(Date);
      vi.spyOn(Date, 'now').mockImplementation(() => wall() + step);
      await page.evaluate(`window.wallStep = ${String(step)}`);
      await unknownShown();
      await connected(page);
      const values = (await shown()).map(secondsOf).filter((value) => !Number.isNaN(value));
      expect(values).toEqual(values.toSorted((a, b) => b - a));
      expect((values[0] ?? 0) - (values.at(-1) ?? 0)).toBeLessThan(60);
      // What a speaker sees has not moved, and the time of day by which the session ends has.
      const state = await house.get('/api/state');
      expect(Math.abs(secondsOf(String(state.text)) - (values.at(-1) ?? NaN))).toBeLessThanOrEqual(
        1,
      );
      expect(Math.abs(house.session.plan().end - ends - step)).toBeLessThan(60_000);
    },
  );

  it('a page that stood still for more than a second: unknown until one answer', async () => {
    const { page } = visit;
    await open(100_000);
    between.delay = () => 150;
    await page.evaluate(`
      const until = performance.now() + 1300;
      while (performance.now() < until);
    `);
    await unknownShown();
    await connected(page);
  });

  it('a tab that was frozen and thawed does not show what it knew before', async () => {
    const { page, house } = visit;
    await open(100_000);
    const control = await page.context().newCDPSession(page);
    await page.evaluate('window.shown.length = 0');
    await control.send('Page.setWebLifecycleState', { state: 'frozen' });
    await house.post('finish');
    house.clock.move(2_000);
    await control.send('Page.setWebLifecycleState', { state: 'active' });
    await phase(page, 'changeover');
    await connected(page);
  });

  it('a page from the back-forward cache asks first', async () => {
    const { page } = visit;
    await open(100_000);
    between.delay = () => 150;
    await page.evaluate(
      'void dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))',
    );
    await unknownShown();
    await connected(page);
  });

  it('a session clock that jumps is another clock: no page mixes the two', async () => {
    const { page, house } = visit;
    await open(100_000);
    house.clock.move(60_000);
    await expect
      .poll(async () => secondsOf(await text(page, 'digits')), { timeout: 10_000 })
      .toBeLessThan(142);
    const state = await house.get('/api/state');
    expect(
      Math.abs(secondsOf(await text(page, 'digits')) - secondsOf(String(state.text))),
    ).toBeLessThanOrEqual(1);
  });

  it('two pages show the same', async () => {
    const { page, house, browser } = visit;
    await open(239_000);
    const other = await browser.newPage();
    await other.goto(house.url);
    await connected(other);
    await Promise.all([phase(page, 'one-finger'), phase(other, 'one-finger')]);
    const both = await Promise.all([text(page, 'digits'), text(other, 'digits')]);
    expect(Math.abs(secondsOf(both[0]) - secondsOf(both[1]))).toBeLessThanOrEqual(1);
    await other.close();
  });

  it('a browser that lacks what the player needs gets the plain page', async () => {
    const { page, house } = visit;
    await page.addInitScript('delete Array.prototype.findLastIndex');
    await page.goto(house.url);
    await page.waitForURL('**/plain');
  });

  it.each([
    ['/', '/page/mirror.js'],
    ['/', '/page/mirror.css'],
    ['/operator', '/page/operator.js'],
    ['/screens', '/page/screens.js'],
  ])('%s to which the network owes %s is loaded again, and is whole', async (path, part) => {
    const { page, house } = visit;
    const lost = { all: 0 };
    await page.route(`**${part}`, async (route) => {
      lost.all += 1;
      await (lost.all < 3 ? route.abort('failed') : route.continue());
    });
    const came = page.waitForResponse((response) => response.url().endsWith(part));
    await page.goto(house.url + path);
    expect((await came).status()).toBe(200);
    await page.waitForLoadState('load');
    expect(new URL(page.url()).pathname).toBe(path);
    if (path === '/') await connected(page);
    expect(lost.all).toBe(3);
  });

  it('a browser that cannot run the mirror gets a page that counts all the same', async () => {
    const { page, house } = visit;
    await house.place('running', 0, 100_000);
    await page.route('**/page/*.js', (route) => route.abort());
    await page.goto(house.url);
    await page.waitForURL('**/plain');
    const first = secondsOf(await text(page, 'digits'));
    await expect.poll(async () => secondsOf(await text(page, 'digits'))).toBeLessThan(first);
  });
});
