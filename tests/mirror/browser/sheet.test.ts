/** The sheet for one talk: names, lengths, places, and speakers who have just come up. */
import { beforeEach, expect, it } from 'vitest';
import { describeInBrowser, text, violations } from '../support/browser.ts';
import { Operator } from '../support/operating.ts';
import { visitEach } from '../support/visit.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

describeInBrowser('the sheet for one talk', () => {
  const visit = visitEach({ ...PHONE, bypassCSP: true });
  let operator: Operator;

  beforeEach(async () => {
    operator = new Operator(visit.page);
    await operator.open(visit.house.url, visit.house.mirror.token);
  });

  type Listed = Record<'speaker' | 'title' | 'length' | 'status', unknown> & { id: number };
  const talks = async (): Promise<Listed[]> =>
    (await visit.house.get('/api/lineup', true)).talks as Listed[];
  const order = async (): Promise<number[]> => (await talks()).map(({ id }) => id);
  const focused = (): Promise<string> =>
    visit.page.evaluate<string>(
      'document.activeElement.id || document.activeElement.dataset.key || ""',
    );
  /** Tabs until something has the focus. */
  const tabTo = async (wanted: string): Promise<void> => {
    for (let i = 0; i < 40 && (await focused()) !== wanted; i++)
      await visit.page.keyboard.press('Tab');
    expect(await focused()).toBe(wanted);
  };

  it('moves a talk up and down, and to be the next', async () => {
    await operator.change(3);
    await operator.press('#move-up', 'Linus is earlier');
    expect(await order()).toEqual([1, 3, 2]);
    await operator.press('#move-down', 'Linus is later');
    expect(await order()).toEqual([1, 2, 3]);
    await operator.press('#move-first', 'Linus is next');
    expect(await order()).toEqual([3, 1, 2]);
    expect(await visit.page.isVisible('#sheet')).toBe(false);
  });

  it('says so where a talk cannot go further', async () => {
    await operator.change(3);
    expect(await visit.page.getAttribute('#move-down', 'data-may')).toBe('no');
    await operator.press('#move-down', 'there already');
    expect(await text(visit.page, 'sheet-message')).toContain('there already');
  });

  it('changes name, title and length, and undo takes that back', async () => {
    const { page } = visit;
    await operator.change(2);
    expect(await page.inputValue('#talk-duration')).toBe('5:00');
    await page.fill('#talk-speaker', 'Grace Hopper');
    await page.fill('#talk-duration', '7:30');
    await operator.press('#save', 'Grace Hopper was changed');
    expect((await talks())[1]).toMatchObject({
      speaker: 'Grace Hopper',
      title: 'Nanoseconds',
      length: 450_000,
    });
    await operator.press('#undo', 'Undone');
    expect((await talks())[1]).toMatchObject({ speaker: 'Grace', length: 300_000 });
  });

  it('two talks change places', async () => {
    await operator.change(3);
    await visit.page.selectOption('#swap-with', '1');
    await operator.press('#swap', 'Linus and Ada have changed places');
    expect(await order()).toEqual([3, 2, 1]);
  });

  it('removes a talk', async () => {
    await operator.change(2);
    await operator.press('#remove', 'Grace was removed');
    expect(await order()).toEqual([1, 3]);
  });

  it.each([
    ['#add-last', [1, 2, 3, 4]],
    ['#add-next', [4, 1, 2, 3]],
  ])('adds a speaker with %s, whatever the name', async (button, expected) => {
    const { page } = visit;
    const name = '<img src=x onerror=alert(1)>';
    await page.tap('#add');
    expect(await focused()).toBe('talk-speaker');
    await page.fill('#talk-speaker', name);
    await page.fill('#talk-duration', '2:30');
    await operator.press(button, 'was added');
    expect(await order()).toEqual(expected);
    expect(await page.locator('.talk-speaker').allTextContents()).toContain(name);
    expect(await page.locator('#lineup img').count()).toBe(0);
    await page.tap('#add');
    expect(await page.inputValue('#talk-speaker')).toBe('');
  });

  it.each([
    ['speaker', '', 'needs a name'],
    ['duration', 'soon', 'Write the length as 5:00'],
    ['duration', '5.30', 'is read as 5:18'],
  ])('a %s that is %j gets a sentence, and nothing is lost', async (field, typed, sentence) => {
    const { page } = visit;
    await operator.change(2);
    await page.fill('#talk-title', 'Microseconds');
    await page.fill(`#talk-${field}`, typed);
    await operator.press('#save', sentence);
    expect(await text(page, 'sheet-message')).toContain(sentence);
    expect(await focused()).toBe(`talk-${field}`);
    expect(await page.inputValue('#talk-title')).toBe('Microseconds');
  });

  it('what was refused is not there any more once it was mended, in whatever words', async () => {
    const { page } = visit;
    await operator.change(2);
    await page.fill('#talk-duration', 'five or so');
    await operator.press('#save', 'Write the length');
    await page.fill('#talk-duration', '6 minutes');
    expect(await text(page, 'sheet-message')).toBe('');
    await operator.press('#save', 'Grace was changed');
    expect((await talks())[1]?.length).toBe(360_000);
    expect(await page.getAttribute('#message', 'data-bad')).toBe('no');
  });

  it('by keyboard alone: rename, and be where one was', async () => {
    const { page } = visit;
    await tabTo('2-change');
    await page.keyboard.press('Enter');
    await tabTo('talk-speaker');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Rear Admiral Hopper');
    await operator.looked();
    await page.keyboard.press('Enter');
    await operator.hears('Rear Admiral Hopper was changed');
    await expect.poll(focused).toBe('2-change');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await page.isVisible('#sheet')).toBe(false);
    await expect.poll(focused).toBe('2-change');
  });

  it('a held Enter adds one speaker', async () => {
    const { page } = visit;
    await page.tap('#add');
    await page.fill('#talk-speaker', 'Zoë');
    for (let i = 0; i < 4; i++) await page.keyboard.down('Enter');
    await operator.hears('Zoë was added');
    expect(await order()).toEqual([1, 2, 3, 4]);
  });

  it('a talk that has begun is not touched: no button, and an open sheet says why', async () => {
    const { page, house } = visit;
    await operator.change(1);
    await house.post('start');
    await expect.poll(() => page.isVisible('#sheet-lost')).toBe(true);
    expect(await page.isVisible('#save')).toBe(false);
    await page.tap('#sheet-close');
    expect(await page.locator('[data-key^="1-"]').count()).toBe(0);
    await house.post('finish');
    await expect.poll(() => page.locator('[data-key="2-change"]').count()).toBe(1);
    expect(await page.locator('[data-key^="1-"]').count()).toBe(0);
  });

  it('carries the revision that was seen: what was pressed meanwhile elsewhere refuses it', async () => {
    const { page, house } = visit;
    await operator.change(3);
    await operator.looked();
    const seen = house.session.snapshot().stage.rev;
    let sent: unknown;
    await page.route('**/api/lineup', async (route) => {
      sent = route.request().postDataJSON();
      await house.post('start');
      await route.continue();
    });
    await page.tap('#remove');
    await operator.hears('Something else happened first');
    expect(await text(page, 'sheet-message')).toContain('Something else happened first');
    expect(sent).toMatchObject({ type: 'remove', id: 3, rev: seen });
    expect(await order()).toEqual([1, 2, 3]);
  });

  it('keeps the clock in sight, and what is typed, while the talk goes on', async () => {
    const { page, house } = visit;
    await house.place('running', 0, 239_000);
    await operator.change(3);
    await page.fill('#talk-title', 'Smaller');
    await expect.poll(() => text(page, 'sheet-word')).toBe('one finger');
    expect(await text(page, 'sheet-digits')).toBe(await text(page, 'digits'));
    expect(await page.inputValue('#talk-title')).toBe('Smaller');
  });

  it('has targets of at least 44 by 44, and axe finds nothing', async () => {
    const { page } = visit;
    for (const open of ['[data-key="2-change"]', '#add']) {
      await page.tap(open);
      expect(await violations(page)).toEqual([]);
      const sizes = await page.evaluate<{ width: number; height: number }[]>(`
        [...document.querySelectorAll('dialog :is(button, input, select)')]
          .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().toJSON())
      `);
      expect(sizes.length).toBeGreaterThan(4);
      for (const { width, height } of sizes)
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await page.tap('#sheet-close');
    }
  });
});
