/** A whole session with its usual mishaps on the operator's page: once by touch, once by keyboard. */
import { expect, it } from 'vitest';
import { describeInBrowser, text } from '../support/browser.ts';
import { WHOLE_CHROMIUM } from '../support/chromium.ts';
import { Operator } from '../support/operating.ts';
import { visitEach } from '../support/visit.ts';

/** What is pressed, as a button and as a key, and what the page answers. */
const COURSE: readonly (readonly [button: string, key: string, said: string])[] = [
  // HDMI fails before the first talk, and somebody starts too early.
  ['hold', 'h', 'The room reads: technical pause'],
  ['hold', 'h', 'The pause is over'],
  ['start', 'Space', 'Started'],
  ['back', 'b', 'Back to the start: Start begins it again.'],
  ['start', 'Space', 'Started'],
  // The microphone is dead.
  ['hold', 'h', 'Paused'],
  ['grant60', 't', '+1:00 added'],
  ['start', 'Space', 'Goes on'],
  ['finish', 'f', 'Finished'],
  ['undo', 'u', 'Undone: Finish. Ada is on again.'],
  ['finish', 'f', 'Finished'],
  // The second is not there; the third was already speaking.
  ['later', 'l', 'Moved to the end'],
  ['start', 'Space', 'Started'],
  ['grant30', 'g', '+0:30 added'],
  ['finish', 'f', 'Finished'],
  ['skip', 's', 'No-show: that was the last talk'],
  ['reopen', 'o', 'Open again'],
];

describeInBrowser('a whole session on the operator’s page', () => {
  const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
  const visit = visitEach(PHONE, WHOLE_CHROMIUM);

  it.each(['touch', 'keyboard'] as const)('by %s', { timeout: 90_000 }, async (by) => {
    const { page, house } = visit;
    const operator = new Operator(page);
    await operator.open(house.url, house.mirror.token);
    for (const [button, key, said] of COURSE) {
      await page.waitForSelector('body[data-rests=none]');
      await operator.looked();
      if (by === 'keyboard') await page.keyboard.press(key);
      else {
        await operator.reach(`#${button}`);
        await page.tap(`#${button}`);
      }
      await operator.hears(said);
      // What opens the session again is where Start was.
      if (said.startsWith('No-show')) expect(await page.isVisible('#reopen-now')).toBe(true);
      // Whatever was pressed in a sheet, what is big is reached with the next press.
      expect(await page.evaluate("document.getElementById('more-sheet').open"), button).toBe(false);
    }
    const { talks } = await house.get('/api/lineup', true);
    expect(talks).toMatchObject([
      { speaker: 'Ada', status: expect.stringMatching(/ended|next/) as string },
      { speaker: 'Linus' },
      { speaker: 'Grace' },
    ]);
    expect(await text(page, 'lead')).toMatch(/^next/);
  });
});
