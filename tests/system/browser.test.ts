/** Where a browser is opened, and what is said where none is. */
import { expect, it } from 'vitest';
import { openInBrowser, whyNoBrowser } from '../../host/system/browser.ts';

it.each([
  ['linux', {}, 1000, 'there is no display'],
  ['linux', { DISPLAY: ':0' }, 0, 'root has no browser of its own'],
  ['linux', { DISPLAY: ':0' }, 1000, undefined],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000, undefined],
  ['darwin', {}, 501, undefined],
  ['win32', {}, undefined, undefined],
] as const)('on %s with %j as %s: %s', (platform, env, user, why) => {
  expect(whyNoBrowser({ platform, env, user })).toBe(why);
});

it('without a display the address is told instead', async () => {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  delete process.env.DISPLAY;
  delete process.env.WAYLAND_DISPLAY;
  const said: string[] = [];
  await openInBrowser('http://127.0.0.1:4114/screens', (sentence) => said.push(sentence));
  Object.assign(process.env, DISPLAY === undefined ? {} : { DISPLAY });
  Object.assign(process.env, WAYLAND_DISPLAY === undefined ? {} : { WAYLAND_DISPLAY });
  expect(said).toEqual(['Open http://127.0.0.1:4114/screens yourself: there is no display.']);
});
