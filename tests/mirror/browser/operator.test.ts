/** The operator's page: by touch, by keyboard, and with presses that contradict each other. */
import { beforeEach, expect, it } from 'vitest';
import { duration, minutes } from '../../../protocol/time.ts';
import { connected, describeInBrowser, text, violations } from '../support/browser.ts';
import { Operator } from '../support/operating.ts';
import { network } from '../support/proxy.ts';
import { visitEach } from '../support/visit.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

describeInBrowser("the operator's page", () => {
  const visit = visitEach({ ...PHONE, bypassCSP: true });
  let operator: Operator;

  beforeEach(async () => {
    operator = new Operator(visit.page);
    await operator.open(visit.house.url, visit.house.mirror.token);
  });

  const state = async (): Promise<unknown> => (await visit.house.get('/api/state')).state;
  const press = async (id: string, said: string | RegExp): Promise<void> => {
    await operator.rested(`#${id}`);
    await operator.reach(`#${id}`);
    await visit.page.tap(`#${id}`);
    await operator.hears(said);
  };

  it('takes the token out of the address bar and keeps it for this tab', async () => {
    const { page, house } = visit;
    expect(page.url()).toBe(`${house.url}/operator`);
    await page.reload();
    await connected(page);
  });

  it('runs a talk by touch', async () => {
    await press('start', 'Started');
    await press('grant30', 'added');
    await press('hold', 'Paused');
    expect(await text(visit.page, 'start')).toBe('Go on');
    await press('start', 'Goes on');
    await press('finish', 'Finished');
    await press('undo', 'Undone');
    expect(await state()).toBe('running');
    await press('back', 'Back to the start: Start begins it again.');
    await press('skip', 'No-show');
    expect(await visit.house.get('/api/state')).toMatchObject({ talk: 1, state: 'standby' });
  });

  it('practises, mutes, and sends a talk to the end', async () => {
    await press('practise2', 'practice');
    await press('mute', 'Muted');
    expect(await visit.page.getAttribute('#mute', 'aria-pressed')).toBe('true');
    await press('later', 'end');
    expect((await visit.house.get('/api/state')).speaker).toBe('Grace');
  });

  it('holds a talk as it was when the computer fell asleep', async () => {
    const { page, house } = visit;
    expect(await page.isVisible('#hold-from-sleep')).toBe(false);
    await press('start', 'Started');
    house.clock.move(60_000);
    await house.session.slept(minutes(1), duration(0));
    await page.waitForSelector('#hold-from-sleep', { state: 'visible' });
    expect(await text(page, 'warnings')).toContain('slept 1:00');
    await press('hold-from-sleep', 'as it was then');
    expect(await state()).toBe('held');
    const { position } = await house.get('/api/state');
    expect(position).toBeLessThan(30_000);
    expect(await page.isVisible('#hold-from-sleep')).toBe(false);
  });

  it('calls back who was missed', async () => {
    await press('skip', 'No-show');
    await operator.press('[data-key="1-call"]', 'next');
    expect((await visit.house.get('/api/state')).speaker).toBe('Ada');
  });

  it('by keyboard: tab to a button, and a held key counts once', async () => {
    const { page, house } = visit;
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate<boolean>('document.activeElement?.id === "grant30"')) break;
    }
    await house.post('start');
    await expect.poll(() => page.getAttribute('#grant30', 'data-may')).toBe('yes');
    await operator.rested('#grant30');
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await operator.hears('added');
    expect((await house.get('/api/state', true)).granted).toBe(30_000);
  });

  it('of two presses at once the second is refused with a sentence', async () => {
    const { page, house } = visit;
    await house.post('start');
    await expect.poll(() => page.getAttribute('#finish', 'data-may')).toBe('yes');
    await operator.rested('#finish');
    await page.evaluate('void (finish.click(), document.getElementById("back").click())');
    await operator.hears(/Something else happened first/);
    expect(await house.get('/api/state')).toMatchObject({ state: 'standby', talk: 1 });
  });

  it('a doubled press on Start does not end the talk', async () => {
    await operator.looked();
    await visit.page.locator('#start').dblclick();
    await operator.hears(/\./);
    expect(await state()).toBe('running');
  });

  it('a double tap, however slow, does not start and finish, and is answered', async () => {
    const { page, house } = visit;
    await operator.rested('#start');
    const doubled = operator.pressWhile('big', '#finish', 500);
    await page.click('#start');
    await doubled;
    await operator.hears(/press again in [12] s/);
    expect(await state()).toBe('running');
    await press('finish', 'Finished');
    // What another one did just now counts as well: the meaning has changed under the finger.
    const other = operator.pressWhile('all', '#hold', 100);
    await house.post('start');
    await other;
    await operator.hears('look, then press again');
    expect(await state()).toBe('running');
  });

  it('starts a talk that began 20 s ago, refuses what was before the last event, and takes it back', async () => {
    const { page, house } = visit;
    await press('ago20', 'Started 20 s ago');
    const { position } = await house.get('/api/state');
    expect(position).toBeGreaterThanOrEqual(20_000);
    expect(await page.getAttribute('#ago20', 'data-may')).toBe('no');
    await press('undo', 'Undone');
    expect(await house.get('/api/state')).toMatchObject({ state: 'standby', talk: 0 });
    await press('skip', 'No-show');
    await press('ago10', 'not before the last press');
    expect(await state()).toBe('standby');
  });

  it('two phones: the one that was not looking is refused', async () => {
    const { house, context } = visit;
    const other = new Operator(await context.newPage());
    await other.open(house.url, house.mirror.token);
    await other.looked();
    await operator.rested('#start');
    // Both have pressed before either has heard of the other.
    await other.page.route('**/api/skip', async (route) => {
      await operator.page.click('#start');
      await operator.hears('Started');
      await route.continue();
    });
    await other.reach('#skip');
    await other.page.tap('#skip');
    await other.hears('Something else happened first');
    expect(await state()).toBe('running');
  });

  it('after waking takes no press before a fresh snapshot', async () => {
    const { page, house } = visit;
    const between = await network(house.mirror.port);
    // As a laptop that slept: its wall clock is ahead of what the page counted.
    await page.addInitScript(
      'const wall = Date.now; window.slept = 0; Date.now = () => wall() + window.slept;',
    );
    await operator.open(between.url, house.mirror.token);
    between.delay = () => 400;
    await page.evaluate('window.slept = 60_000');
    await page.waitForSelector('body[data-trust=unknown]');
    await page.evaluate('document.getElementById("start").click()');
    await operator.hears('waits for fresh news');
    expect(await state()).toBe('standby');
    await connected(page);
    await between.close();
  });

  it('a new token drops every device, and a scanned code brings it back', async () => {
    const { page, house } = visit;
    const token = house.mirror.newToken();
    await page.waitForSelector('#gate:not([hidden])');
    await page.evaluate(`void (location.hash = 'token=${token}')`);
    await connected(page);
    expect(page.url()).toBe(`${house.url}/operator`);
  });

  it('what is no token is answered at once', async () => {
    const { page, house } = visit;
    house.mirror.newToken();
    await page.waitForSelector('#gate:not([hidden])');
    await page.fill('#gate-token', 'http://somewhere or other');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => text(page, 'gate-message'))
      .toContain('That is neither a token nor an address');
  });

  it('axe finds nothing, with a token and without', async () => {
    const { page, house } = visit;
    expect(await violations(page)).toEqual([]);
    await house.post('start');
    await expect.poll(() => page.getAttribute('#finish', 'data-may')).toBe('yes');
    expect(await violations(page)).toEqual([]);
    house.mirror.newToken();
    await page.waitForSelector('#gate:not([hidden])');
    expect(await violations(page)).toEqual([]);
  });
});
