/** The hours that a phone of elsewhere shows are those of the host. */
import { expect, it } from 'vitest';
import type { OperatorDocument } from '../../../host/page/document.ts';
import { file, folder } from '../../cli/cli.ts';
import { HostProcess } from '../../support/host.ts';
import { connected, describeInBrowser, launch, text } from '../support/browser.ts';

describeInBrowser('a phone in another zone and another language', () => {
  it.each([
    ['en_US.UTF-8', /^ ?\d{1,2}:\d\d:\d\d [ap]m {2}/m, 'room until 11:58 pm'],
    ['de_DE.UTF-8', /^\d\d:\d\d:\d\d {2}/m, 'room until 23:58'],
  ])(
    'shows what a host in %s shows',
    async (locale, line, until) => {
      const host = await HostProcess.start(folder(), {
        args: [file('a.txt', 'Ada - Engines\nGrace - Bugs\n'), '--until', '23:58'],
        env: { TZ: 'Asia/Kolkata', LC_ALL: locale },
      });
      const browser = await launch();
      try {
        await host.until(() => line.test(host.out.join('\n')));
        const context = await browser.newContext({
          timezoneId: 'America/New_York',
          locale: 'ar-EG',
        });
        const page = await context.newPage();
        await page.goto(`${host.address}/operator#token=a-token-for-tests`);
        await connected(page);
        const { plan } = (await host.document()) as OperatorDocument;
        const shown = await text(page, 'plan');
        expect(shown).toContain(until);
        expect(shown).toContain('times in UTC+5:30');
        // Never in Arabic digits, nor in New York's hours.
        const minute = String(Math.floor(plan.end / 60_000 + 30) % 60).padStart(2, '0');
        const hour = Math.floor(plan.end / 3600_000 + 5.5) % 24;
        const said = locale.startsWith('de')
          ? String(hour).padStart(2, '0')
          : String(hour % 12 || 12);
        expect(shown).toContain(`ends about ${said}:${minute}`);
      } finally {
        await browser.close();
        await host.end();
      }
    },
    60_000,
  );
});
