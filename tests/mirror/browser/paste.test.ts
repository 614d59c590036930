/** A list pasted on the operator's page: looked at, turned, and taken; the talk that is on goes on. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { connected, describeInBrowser, text, violations } from '../support/browser.ts';
import { Operator } from '../support/operating.ts';
import { visitEach } from '../support/visit.ts';

const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true } as const;

describeInBrowser('pasting a list', () => {
  const visit = visitEach({ ...PHONE, bypassCSP: true });

  it(
    'shows what was understood, then adds or replaces; nothing changes before',
    { timeout: 60_000 },
    async () => {
      const { page, house } = visit;
      const operator = new Operator(page);
      /** Every file of a page, compressed, in kB. */
      const sizes = { operator: 0, public: 0 };
      const count = (which: keyof typeof sizes, from: Page): void => {
        from.on('response', (response) => {
          if (!response.url().includes('/api/'))
            sizes[which] += Number(response.headers()['content-length'] ?? NaN) / 1000;
        });
      };
      count('operator', page);
      await operator.open(house.url, house.mirror.token);
      const speakers = async (): Promise<string[]> => {
        const { talks } = await house.get('/api/lineup', true);
        return (talks as { speaker: string }[]).map(({ speaker }) => speaker);
      };
      const shown = (id: string): Promise<boolean> => page.isVisible(`#${id}`);
      await operator.press('#start', 'Started');

      await page.tap('#paste');
      await operator.looked();
      await page.tap('#paste-look');
      await operator.hears('Paste a list first');
      await page.fill(
        '#paste-text',
        '<b>Fast</b> tests - Zoë Quinn\nEngines - Ada\nTBA - Eve Green',
      );
      await page.tap('#paste-look');
      await operator.hears('Nothing has changed yet');
      expect(await text(page, 'paste-count')).toContain('3 talks');
      expect(await text(page, 'paste-add')).toBe('Add 3 talks at the end');
      await page.tap('#paste-swap');
      await page.waitForSelector('#paste-swap[aria-pressed=true]');
      expect(await page.textContent('#paste-talks li:first-child b')).toBe('Zoë Quinn');
      expect(await page.textContent('#paste-talks li:nth-child(2)')).toContain('already given');
      expect(await text(page, 'paste-add')).toBe('Add 2 talks at the end');
      expect(await text(page, 'paste-replace')).toBe('Replace the 2 to come with 2');
      expect(await violations(page)).toEqual([]);
      const wide = 'document.getElementById("paste-sheet").scrollWidth';
      expect(await page.evaluate<number>(wide)).toBeLessThanOrEqual(320);
      expect(await speakers()).toEqual(['Ada', 'Grace', 'Linus']);

      // What is typed afterwards was not looked at: it cannot be taken.
      await page.locator('#paste-text').pressSequentially(' ');
      expect(await shown('paste-read')).toBe(false);
      await page.tap('#paste-look');
      await page.waitForSelector('#paste-read', { state: 'visible' });
      await page.tap('#paste-swap');
      await page.waitForSelector('#paste-swap[aria-pressed=true]');
      await page.tap('#paste-replace');
      await operator.hears('The list replaced what was to come');
      expect(await shown('paste-sheet')).toBe(false);
      expect(await speakers()).toEqual(['Ada', 'Zoë Quinn', 'Eve Green']);
      expect(await house.get('/api/state')).toMatchObject({ state: 'running', speaker: 'Ada' });

      await operator.press('#undo', 'Undone');
      expect(await speakers()).toEqual(['Ada', 'Grace', 'Linus']);

      // What all of it weighs for a phone in a crowded network.
      const hall = await visit.browser.newPage();
      count('public', hall);
      await hall.goto(house.url);
      await connected(hall);
      await hall.close();
      expect(sizes.operator).toBeGreaterThan(20);
      expect(sizes.operator).toBeLessThanOrEqual(40);
      expect(sizes.public).toBeGreaterThan(20);
      expect(sizes.public).toBeLessThanOrEqual(30);
    },
  );
});
