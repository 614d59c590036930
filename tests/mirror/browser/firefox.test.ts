/**
 * Screens stay awake in Firefox, over plain http at an address that is not loopback: by Firefox's own
 * record of wake locks, not by what the page believes.
 */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { need } from '../../support/need.ts';
import { Firefox, hasFirefox } from '../support/firefox.ts';
import { canMakeNamespaces, Namespace } from '../support/namespace.ts';
import { Server } from '../support/room.ts';

const describeInFirefox = need(
  'network namespaces, socat and firefox',
  'run as root, with iproute2; apt-get install firefox-esr socat',
  hasFirefox && canMakeNamespaces(),
);

describeInFirefox('in a room, in Firefox', () => {
  let namespace: Namespace;
  let server: Server;
  let url: string;
  let token: string;
  let firefox: Firefox;

  beforeAll(async () => {
    namespace = new Namespace();
    server = new Server(namespace, '0', '');
    ({ url, token } = await server.answer());
  });
  afterEach(() => firefox.close());
  afterAll(async () => {
    await server.kill();
    namespace.close();
  });

  const awake = (): Promise<unknown> => firefox.run('return document.body.dataset.awake ?? ""');
  const noted = (): Promise<unknown> =>
    firefox.run(
      'const note = document.getElementById("sleep-note"); return note.checkVisibility() && note.textContent !== ""',
    );

  it(
    'every page holds a lock while it is shown, and none after it',
    { timeout: 60_000 },
    async () => {
      firefox = await Firefox.start(namespace);
      expect(await firefox.locks()).toEqual([]);
      for (const page of ['/', '/plain', `/operator#token=${token}`]) {
        await firefox.goto(url + page);
        expect(await firefox.run('return isSecureContext')).toBe(false);
        await expect.poll(awake, { timeout: 20_000 }).toBe('video');
        expect(await firefox.locks(), page).toEqual(['video-playing']);
        expect(await noted(), page).toBe(false);
        await firefox.goto('about:blank');
        await expect.poll(() => firefox.locks()).toEqual([]);
      }
    },
  );

  it(
    'where its owner lets no video play, none is held, and every page says what to do',
    { timeout: 60_000 },
    async () => {
      firefox = await Firefox.start(namespace, {
        'media.autoplay.default': 5,
        'media.autoplay.blocking_policy': 0,
      });
      for (const page of ['/', '/plain', `/operator#token=${token}`]) {
        await firefox.goto(url + page);
        await expect.poll(awake, { timeout: 20_000 }).toBe('asleep');
        expect(await firefox.locks(), page).toEqual([]);
        expect(await noted(), page).toBe(true);
      }
    },
  );
});
