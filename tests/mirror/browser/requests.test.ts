/** How often a page asks: in a hall whose network is bad each request may be the one that is lost. */
import { expect, it } from 'vitest';
import { describeInBrowser, isScript, isStyle, visited } from '../support/browser.ts';
import { visitEach } from '../support/visit.ts';

describeInBrowser('a page', () => {
  const visit = visitEach({ locale: 'en-GB' });

  it.each([
    ['/', 4, '/page/mirror.css', ['mirror']],
    ['/?lang=de', 5, '/page/mirror.css', ['mirror', 'words-de']],
    ['/operator', 3, '/page/operator.css', ['operator']],
    ['/screens', 7, '/page/screens.css', ['screens']],
    ['/report', 3, '/page/report.css', ['report']],
    ['/plain', 4, '/static/plain.css', ['plain-awake']],
  ])(
    '%s is there after %i requests, with one style, %s, and one script of all that it needs',
    async (at, most, style, scripts) => {
      const { page, house } = visit;
      const token = at === '/operator' || at === '/report' ? `#token=${house.mirror.token}` : '';
      const asked = await visited(page, house.url + at + token);
      const own = scripts.map((name) => `/page/${name}.js`);
      await expect.poll(() => asked.filter(isScript)).toEqual(own);
      expect(asked.filter(isStyle)).toEqual([style]);
      expect(asked.length, asked.join(' ')).toBeLessThanOrEqual(most);
    },
  );
});
