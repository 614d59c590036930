/**
 * Each feature once on an address that is not loopback: there a page is no secure context, and what
 * works on localhost may not. One network and one browser for all of it, in the order of an evening.
 */
import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SOUNDS } from '../../../protocol/signal.ts';
import { need } from '../../support/need.ts';
import { connected, litLamps, phase, text } from '../support/browser.ts';
import { CHROMIUM } from '../support/chromium.ts';
import { LISTEN, startsOf } from '../support/listening.ts';
import { canMakeNamespaces } from '../support/namespace.ts';
import { Operator } from '../support/operating.ts';
import { Room } from '../support/room.ts';

const describeInRoom = need(
  'network namespaces and chromium',
  'run as root, with iproute2; apt-get install chromium',
  existsSync(CHROMIUM) && canMakeNamespaces(),
);

/** The page's policy lets no text be evaluated in it, so that its own `waitForFunction` fails. */
const holds = (page: Page, condition: string): Promise<void> =>
  expect.poll(() => page.evaluate<boolean>(condition)).toBe(true);

/** A wall clock that can be set ahead, as it is when a screen that slept wakes. */
const SLEEPER = 'const wall = Date.now; window.slept = 0; Date.now = () => wall() + window.slept;';

describeInRoom('in a room, over plain http', () => {
  let room: Room;
  let page: Page;
  let phone: Page;
  let operator: Operator;
  const wrong: string[] = [];

  const watched = async (): Promise<Page> => {
    const one = await room.browser.newPage();
    one.on('pageerror', ({ message }) => wrong.push(message));
    one.on('request', (request) => {
      if (!request.url().startsWith(room.url)) wrong.push(`asked elsewhere: ${request.url()}`);
    });
    await one.addInitScript(LISTEN);
    await one.addInitScript(SLEEPER);
    return one;
  };

  beforeAll(async () => {
    room = await Room.open();
    page = await watched();
    phone = await watched();
    operator = new Operator(phone);
    // A browser that has only just begun may take longer than the mirror waits before it gives it up.
    await page.goto(`${room.url}/plain`);
  });
  afterAll(() => room.close());

  it('the mirror plays, in a context that is not secure', async () => {
    await room.place('running', 0, 246_000);
    await page.goto(room.url);
    await connected(page);
    expect(await page.evaluate<boolean>('isSecureContext')).toBe(false);
    await phase(page, 'one-finger');
    await expect.poll(() => litLamps(page)).toEqual(['amber']);
    expect(await text(page, 'digits')).toMatch(/^0:[2-5]\d$/);
  });

  it.each(['light', 'digits', 'overlay'])('view=%s plays', async (view) => {
    await page.goto(`${room.url}/?view=${view}`);
    await connected(page);
    await phase(page, 'one-finger');
    expect(await page.isVisible('#digits')).toBe(true);
    expect(await page.isVisible('#who')).toBe(false);
  });

  it('before the first talk the room learns the signals', async () => {
    await room.place('standby', 0, null);
    await page.goto(room.url);
    await connected(page);
    expect(await page.locator('#strip li').count()).toBe(5);
  });

  it('fills the screen, and gives it back', async () => {
    await page.mouse.move(100, 100);
    await page.mouse.move(120, 120);
    await page.click('#menu-screen');
    await holds(page, 'document.fullscreenElement !== null');
    await page.click('#menu-screen');
    await holds(page, 'document.fullscreenElement === null');
  });

  it('changes view, and for a bright room, by its own buttons', async () => {
    await page.click('#menu-view');
    await page.click('#menu-tone');
    expect(page.url()).toBe(`${room.url}/?view=light&tone=dim`);
    await page.waitForSelector('body[data-view=light][data-tone=dim]');
  });

  it('claps aloud when it is asked to', async () => {
    await page.goto(room.url);
    await connected(page);
    await page.focus('#menu-sound');
    await page.keyboard.press('Enter');
    await expect.poll(() => text(page, 'menu-sound')).toBe('Sound: quiet');
    const before = (await startsOf(page)).length;
    await room.place('running', 0, 299_500);
    await phase(page, 'applause');
    await expect
      .poll(async () => (await startsOf(page)).length - before)
      .toBe(SOUNDS.roll.beats.length);
  });

  it('is kept awake by the video, since there is no wake lock', async () => {
    expect(await page.evaluate<boolean>('"wakeLock" in navigator')).toBe(false);
    await page.waitForSelector('body[data-awake=video]');
  });

  it('says that it may go to sleep where the video does not play either', async () => {
    const still = await watched();
    await still.addInitScript(
      'HTMLMediaElement.prototype.play = () => Promise.reject(new Error());',
    );
    await still.goto(room.url);
    await still.waitForSelector('body[data-awake=asleep]');
    expect(await text(still, 'sleep-note')).toContain('may go to sleep');
    await still.close();
  });

  it('the operator comes with the token, which leaves the address bar', async () => {
    await room.place('standby', 0, null);
    await operator.open(room.url, room.token);
    expect(phone.url()).toBe(`${room.url}/operator`);
    expect(await phone.evaluate('history.length')).toBe(2);
  });

  it('the operator practises and mutes', async () => {
    await operator.press('#practise2', 'practice');
    await phase(page, 'two-finger');
    await operator.press('#mute', 'Muted');
    await operator.press('#mute', 'Sound is on');
  });

  it('the operator runs a talk, and takes presses back', { timeout: 60_000 }, async () => {
    await operator.press('#start', 'Started');
    await phase(page, 'go');
    await operator.press('#hold', 'Paused');
    await phase(page, 'held');
    await operator.press('#start', 'Goes on');
    await operator.press('#grant60', 'added');
    await operator.press('#grant-30', 'taken away');
    await operator.press('#undo', 'Undone');
    await operator.press('#back', 'Back to the start: Start begins it again.');
    await operator.press('#later', 'end');
    await operator.press('#skip', 'No-show');
    await operator.press('[data-key="2-call"]', 'Grace is next');
    await operator.press('#start', 'Started');
    await operator.press('#finish', 'Finished');
    await expect.poll(() => text(page, 'speaker')).toBe('Linus');
  });

  it('the operator changes what is still to come', async () => {
    await phone.click('#add');
    await phone.fill('#talk-speaker', 'Zoë');
    await operator.press('#add-last', 'Zoë was added');
    await phone.click('#add');
    await phone.fill('#talk-speaker', 'Barbara');
    await operator.press('#add-next', 'as next');
    await expect.poll(() => text(page, 'speaker')).toBe('Barbara');
    await operator.change(4);
    await operator.press('#move-up', 'Zoë is earlier');
    await operator.press('#move-down', 'Zoë is later');
    await phone.fill('#talk-title', 'Small things');
    await phone.fill('#talk-duration', '3:00');
    await operator.press('#save', 'Zoë was changed');
    await operator.change(4);
    await phone.selectOption('#swap-with', '5');
    await operator.press('#swap', 'have changed places');
    await expect.poll(() => text(page, 'title')).toBe('Small things');
    await operator.change(5);
    await operator.press('#remove', 'Barbara was removed');
    const speakers = (list: string) => phone.locator(`${list} .talk-speaker`).allTextContents();
    expect(await speakers('#lineup')).toEqual(['Zoë', 'Linus', 'Ada']);
    expect(await speakers('#done')).toEqual(['Grace']);
  });

  it('the operator closes the session and opens it again', { timeout: 60_000 }, async () => {
    for (let i = 0; i < 3; i++) await operator.press('#skip', 'No-show');
    await phase(page, 'closed');
    await operator.press('#reopen', 'Open again');
    await phase(page, 'changeover');
  });

  it('a screen that slept shows nothing before it has asked, and then what is', async () => {
    await page.evaluate('void (window.doubted = false)');
    await page.evaluate(`void new MutationObserver(() => {
      window.doubted ||= document.body.dataset.trust === 'unknown';
    }).observe(document.body, { attributes: true, attributeFilter: ['data-trust'] })`);
    const control = await page.context().newCDPSession(page);
    await control.send('Page.setWebLifecycleState', { state: 'frozen' });
    await room.place('running', 0, 100_000);
    await page.evaluate('void (window.slept = 60_000)');
    await control.send('Page.setWebLifecycleState', { state: 'active' });
    await holds(page, 'window.doubted');
    await connected(page);
    await phase(page, 'go');
  });

  it('a server that was killed is missed, and one in its place is followed', async () => {
    await room.kill();
    await expect.poll(() => text(phone, 'link'), { interval: 100 }).toMatch(/no answer for [12] s/);
    await page.waitForSelector('body[data-trust=alone]');
    expect(await text(page, 'notice')).toContain('offline');
    await room.serveAgain();
    await Promise.all([connected(page), connected(phone)]);
    await phase(page, 'changeover');
    await operator.press('#start', 'Started');
    await phase(page, 'go');
  });

  it('a new token drops the device, and a code that is scanned brings it back', async () => {
    await room.newToken();
    await phone.waitForSelector('#gate:not([hidden])');
    await phone.evaluate(`void (location.hash = 'token=${room.token}')`);
    await connected(phone);
    expect(phone.url()).toBe(`${room.url}/operator`);
    await operator.press('#finish', 'Finished');
  });

  it('the plain page counts', async () => {
    await room.place('running', 0, 100_000);
    await page.goto(`${room.url}/plain`);
    const first = await text(page, 'digits');
    await expect.poll(() => text(page, 'digits')).not.toBe(first);
  });

  it('the plain page is kept awake, too, and says where it is not', async () => {
    await page.waitForSelector('body[data-awake=video]');
    expect(await page.isVisible('#sleep-note')).toBe(false);
    const still = await room.browser.newPage({ javaScriptEnabled: false });
    await still.goto(`${room.url}/plain`);
    expect(await still.isVisible('#sleep-note')).toBe(true);
    await still.close();
  });

  it('nothing went wrong, and nothing was asked of other servers', () => {
    expect(wrong).toEqual([]);
  });
});
