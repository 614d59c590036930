/** The layout in Firefox: what `layout.test.ts` measures in Chromium, at the same sizes. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { need } from '../../support/need.ts';
import { Firefox, hasFirefox } from '../support/firefox.ts';
import { MEASURE, SIZES, preparing } from '../support/layout.ts';
import { canMakeNamespaces, Namespace } from '../support/namespace.ts';
import { Server } from '../support/room.ts';

const describeInFirefox = need(
  'network namespaces, socat and firefox',
  'run as root, with iproute2; apt-get install firefox-esr socat',
  hasFirefox && canMakeNamespaces(),
);

describeInFirefox('the layout in Firefox', () => {
  let namespace: Namespace;
  let server: Server;
  let firefox: Firefox;

  beforeAll(async () => {
    namespace = new Namespace();
    server = new Server(namespace, '0', '');
    firefox = await Firefox.start(namespace);
    await firefox.goto((await server.answer()).url);
    await firefox.run(`return new Promise((resolve) => {
      const look = () => document.body.dataset.trust === 'sure' ? resolve() : setTimeout(look, 50);
      look();
    })`);
    await firefox.run(`return ${await preparing()}`);
  }, 180_000);
  afterAll(async () => {
    await firefox.close();
    await server.kill();
    namespace.close();
  });

  it.each(SIZES)('at %i × %i', { timeout: 60_000 }, async (width, height) => {
    await firefox.size(width, height);
    const found = await firefox.run(`return ${MEASURE}`);
    expect((found as string[]).slice(0, 12)).toEqual([]);
  });
});
