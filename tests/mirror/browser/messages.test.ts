/** Messages: on the screens that are for whom they are for, and from the operator's page. */
import { beforeEach, expect, it } from 'vitest';
import { connected, describeInBrowser, text, violations } from '../support/browser.ts';
import { Operator } from '../support/operating.ts';
import { contrast } from '../support/pixels.ts';
import { visitEach } from '../support/visit.ts';

describeInBrowser('messages on screens', () => {
  const visit = visitEach({ bypassCSP: true, viewport: { width: 1280, height: 720 } });
  const told = (): Promise<string> => text(visit.page, 'told');

  beforeEach(async () => {
    await visit.house.place('running', 0, 10_000);
  });

  it(
    'the projector tells the room, light and digits the speaker, the overlay nobody',
    { timeout: 60_000 },
    async () => {
      const { page, house } = visit;
      await house.post('message', { to: 'speaker', text: 'wrap up' });
      await house.post('message', { to: 'room', text: 'short break' });
      for (const [view, shown] of Object.entries({
        full: 'short break',
        light: 'wrap up',
        digits: 'wrap up',
        overlay: '',
      })) {
        await page.goto(`${house.url}/?view=${view}`);
        await connected(page);
        expect(await told(), view).toBe(shown);
        expect(await page.isVisible('#told')).toBe(shown !== '');
        if (shown === '') continue;
        expect(await contrast(page, '#told'), view).toBeGreaterThanOrEqual(7);
        if (view === 'digits') expect(await violations(page)).toEqual([]);
      }
    },
  );

  it('is said to screen readers, in the language of the screen, and is gone with the finish', async () => {
    const { page, house } = visit;
    await page.goto(`${house.url}/?lang=de`);
    await connected(page);
    await house.post('message', { to: 'room', text: 'short break' });
    await expect.poll(told).toBe('kurze Pause');
    expect(await text(page, 'announcer')).toContain('Nachricht: kurze Pause');
    await house.post('finish');
    await expect.poll(told).toBe('');
    expect(await text(page, 'announcer')).not.toContain('Nachricht');
  });

  it('is text, whatever it holds', async () => {
    const { page, house } = visit;
    await page.goto(house.url);
    await connected(page);
    const hostile = '<img src=x onerror=alert(1)>\u202e"&';
    await house.post('message', { to: 'room', text: hostile });
    await expect.poll(told).toBe('<img src=x onerror=alert(1)>"&');
    expect(await page.locator('#told *').count()).toBe(0);
    expect(await house.post('message', { to: 'room', text: `\u001b[2J` })).toMatchObject({
      status: 400,
    });
  });

  it('the operator sends a ready one or one of their own, and takes it away', async () => {
    const { page, house } = visit;
    await page.setViewportSize({ width: 390, height: 844 });
    const operator = new Operator(page);
    await operator.open(house.url, house.mirror.token);
    const shown = (): unknown => house.session.snapshot().messages;
    await operator.reach('#tell-open');
    await page.click('#tell-open');
    expect(await violations(page)).toEqual([]);
    await operator.press('#tell-ready-speaker >> text=louder', 'Shown to the speaker: louder');
    expect(shown()).toEqual({ speaker: 'louder' });
    await page.fill('#tell-text', 'five more minutes <3');
    await operator.press('#tell-own-room', 'Shown to the room: five more minutes <3');
    expect(shown()).toEqual({ speaker: 'louder', room: 'five more minutes <3' });
    await operator.press('#tell-away-speaker', 'Cleared for the speaker.');
    await page.click('#tell-close');
    await operator.press('#told-away-room', 'Cleared for the room.');
    expect(shown()).toEqual({});
    expect(await page.isVisible('#told-now-room')).toBe(false);
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(over).toBe(0);
  });
});
