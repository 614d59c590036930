/** How often a page asks: in a hall whose network is bad each request may be the one that is lost. */
import { expect, it } from 'vitest';
import { describeInBrowser, isScript, visited } from '../support/browser.ts';
import { visitEach } from '../support/visit.ts';

describeInBrowser('a page', () => {
  const visit = visitEach({ locale: 'en-GB' });

  it.each([
    ['/', 11, ['mirror']],
    ['/?lang=de', 12, ['mirror', 'words-de']],
    ['/operator', 8, ['operator']],
    ['/screens', 9, ['screens']],
    ['/report', 5, ['report']],
    ['/plain', 4, ['plain-awake']],
  ])(
    '%s is there after %i requests, with one script of all that it needs',
    async (at, most, scripts) => {
      const { page, house } = visit;
      const token = at === '/operator' || at === '/report' ? `#token=${house.mirror.token}` : '';
      const asked = await visited(page, house.url + at + token);
      const own = scripts.map((name) => `/page/${name}.js`);
      await expect.poll(() => asked.filter(isScript)).toEqual(own);
      expect(asked.length, asked.join(' ')).toBeLessThanOrEqual(most);
    },
  );
});
