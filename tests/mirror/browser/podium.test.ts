/** A whole session on the virtual podium: two pages show what its lamps show. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { duration, seconds } from '../../../protocol/time.ts';
import type { Rules } from '../../../protocol/rules.ts';
import { connected, describeInBrowser, launch, litLamps, phase, text } from '../support/browser.ts';
import { openEmulated, type EmulatedHouse } from '../support/emulated.ts';

/** The usual rules in eight seconds, without blinking, so that each phase can be looked at. */
const SHORT: Rules = {
  name: 'short',
  title: 'short',
  length: seconds(6),
  cues: [
    ['go', { after: duration(0) }, 1],
    ['one-finger', { left: seconds(4) }, 2],
    ['two-finger', { left: seconds(2) }, 6],
    ['applause', { left: duration(0) }, 4],
    ['overtime', { over: seconds(2) }, 7],
  ].map(([name, place, lamps]) => ({
    phase: name as string,
    place: place as Rules['cues'][number]['place'],
    signal: { lamps: lamps as number, announcement: 'none', sound: 'none' },
  })),
  repeat: { every: duration(0), times: 0 },
};

describeInBrowser('a session on the virtual podium', () => {
  let house: EmulatedHouse;
  let browser: Browser;
  let pages: Page[];

  beforeAll(async () => {
    house = await openEmulated({ rules: SHORT });
    browser = await launch();
    pages = [await browser.newPage(), await browser.newPage()];
    for (const page of pages) {
      await page.goto(house.url);
      await connected(page);
    }
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const allShow = async (name: string): Promise<void> => {
    await Promise.all(pages.map((page) => phase(page, name)));
    for (const page of pages)
      await expect.poll(async () => (await litLamps(page)).join()).toBe(house.lamps().join());
  };

  it('a talk that began 3 s ago is where it would be, and undo takes that back', async () => {
    // Its clock is known by then; one that was given its talks later still knows no such moment, and refuses.
    await expect.poll(() => house.session.now(), { timeout: 20_000 }).toBeGreaterThan(3500);
    await expect
      .poll(async () => (await house.post('start', { ago: 3000 })).status, { timeout: 20_000 })
      .toBe(200);
    // Its first signal, which takes two seconds, is past: the firmware shows the next at once.
    await allShow('one-finger');
    const { position } = await house.get('/api/state');
    expect(position).toBeGreaterThan(3000);
    expect(await house.post('undo')).toMatchObject({ status: 200 });
    await allShow('changeover');
    expect(await house.get('/api/state')).toMatchObject({ state: 'standby', talk: 0 });
  });

  it('from the first talk to the last', { timeout: 60_000 }, async () => {
    await allShow('changeover');
    for (const speaker of ['Ada', 'Grace', 'Linus']) {
      expect(await house.post('start')).toMatchObject({ status: 200 });
      for (const name of ['go', 'one-finger', 'two-finger', 'applause', 'overtime'])
        await allShow(name);
      for (const page of pages) expect(await text(page, 'speaker')).toBe(speaker);
      await house.post('hold');
      await allShow('held');
      expect(await house.post('finish')).toMatchObject({ status: 200 });
      await allShow(speaker === 'Linus' ? 'closed' : 'changeover');
    }
    expect(house.lamps()).toEqual([]);
  });
});
