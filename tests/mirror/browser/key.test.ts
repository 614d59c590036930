/** The operator's page as a key opens it, in a browser: nothing that its history keeps opens it again. */
import { beforeEach, expect, it } from 'vitest';
import { keyUrl } from '../../../host/mirror/server.ts';
import { connected, describeInBrowser, text } from '../support/browser.ts';
import { visitEach } from '../support/visit.ts';

describeInBrowser("a key for the operator's page", () => {
  const visit = visitEach();
  let url: string;
  beforeEach(() => {
    url = keyUrl(visit.house.url, visit.house.mirror.makeKey());
  });

  it('opens it once, and stays in no history', async () => {
    const { page, house, context } = visit;
    await page.goto(url);
    await connected(page);
    expect(page.url()).toBe(`${house.url}/operator`);
    const control = await context.newCDPSession(page);
    const { entries } = await control.send('Page.getNavigationHistory');
    const kept = JSON.stringify(entries.map((entry) => entry.url));
    expect(kept).not.toContain('key=');
    expect(kept).not.toContain(house.mirror.token);
    await page.reload();
    await connected(page);
    // What a history, or somebody's eye, kept of it.
    const other = await context.newPage();
    await other.goto(url);
    await other.waitForSelector('#gate:not([hidden])');
    expect(await text(other, 'gate-message')).toContain('has been used');
    expect(other.url()).toBe(`${house.url}/operator`);
  });

  it('that is worth nothing takes nothing from a page that is open, and a new one brings it back', async () => {
    const { page, house } = visit;
    await page.goto(url);
    await connected(page);
    await page.evaluate(`void (location.hash = 'key=wrong')`);
    await expect.poll(() => page.url()).toBe(`${house.url}/operator`);
    await connected(page);
    house.mirror.newToken();
    await page.waitForSelector('#gate:not([hidden])');
    await page.evaluate(`void (location.hash = 'key=${house.mirror.makeKey()}')`);
    await connected(page);
  });

  it('can be pasted as the address that it came in', async () => {
    const { page, house } = visit;
    await page.goto(`${house.url}/operator`);
    await page.waitForSelector('#gate:not([hidden])');
    await page.fill('#gate-token', url);
    await page.press('#gate-token', 'Enter');
    await connected(page);
  });
});
