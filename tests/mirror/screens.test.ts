/** What the server gives to the page of all screens, and in which language it gives the others. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../protocol/words/languages.ts';
import { openHouse, type House } from './support/house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse({ listen: 'lan', lang: 'de' });
});
afterEach(() => house.close());

const page = async (path: string): Promise<string> => (await fetch(house.url + path)).text();
const code = (to: string): Promise<Response> =>
  fetch(`${house.url}/screens/code?to=${encodeURIComponent(to)}`);

describe('the page of all screens', () => {
  it('has links that need no script, and no token', async () => {
    const html = await page('/screens');
    for (const path of ['/', '/?view=digits', '/?view=light', '/?view=overlay', '/operator'])
      expect(html).toContain(`href="${path}"`);
    expect(html + JSON.stringify(await house.get('/api/screens'))).not.toContain(
      house.mirror.token,
    );
  });

  it('is told the addresses of this computer on this computer', async () => {
    const { name, beyond, addresses } = await house.get('/api/screens');
    const known = house.mirror.addresses.filter(({ loopback }) => !loopback);
    expect({ name, beyond, addresses }).toEqual({
      name: 'Tuesday',
      beyond: true,
      addresses: known.map(({ url }) => url),
    });
  });

  it('gets codes of our screens', async () => {
    const answer = await code(`${house.url}/?view=overlay&at=tl&lang=pl`);
    expect(answer.headers.get('content-type')).toBe('image/svg+xml');
    expect(await answer.text()).toMatch(/^<svg /);
  });

  it.each([
    ['another server', () => 'http://example.org/'],
    ['another port', () => 'http://127.0.0.1:1/'],
    ['a scheme', () => 'javascript:alert(1)'],
    ['a token', () => `${house.url}/#token=${house.mirror.token}`],
    ['the operator’s page', () => `${house.url}/operator`],
    ['a name in front', () => house.url.replace('//', '//evil.org@') + '/'],
    ['what is too long', () => `${house.url}/?lang=${'x'.repeat(400)}`],
    ['nothing', () => ''],
  ])('gets no code of %s', async (_, to) => {
    expect((await code(to())).status).toBe(400);
  });
});

describe('--lang', () => {
  it('is the language of the mirror, but not of the operator’s page', async () => {
    expect(await page('/')).toContain('<html lang="de">');
    expect(await page('/operator')).toContain('<html lang="en">');
  });

  it('is the language of the plain page, unless its address says another', async () => {
    await house.place('running', 0, 250_000);
    expect(await page('/plain')).toContain('ein Finger (gelb)');
    expect(await page('/plain?lang=fr')).toContain('un doigt (orange)');
    expect(await page('/plain?lang=ar')).toContain('<html lang="ar" dir="rtl">');
    expect(await page('/plain?lang=xx')).toContain('one finger (amber)');
    expect(await page('/plain?lang=__proto__')).toContain('one finger (amber)');
  });

  it('is one of ten', async () => {
    expect(LANGUAGES).toHaveLength(10);
    await house.place('standby', 1, 1000);
    const pages = await Promise.all(LANGUAGES.map((lang) => page(`/plain?lang=${lang}`)));
    expect(new Set(pages.map((html) => /id="who">([^:]*):/.exec(html)?.[1])).size).toBe(10);
  });
});

describe('messages on the plain page', () => {
  it('tell the room, and in the place of digits or light the speaker', async () => {
    await house.post('message', { to: 'room', text: 'short break' });
    await house.post('message', { to: 'speaker', text: '<b>&"' });
    const [room, speaker] = await Promise.all([page('/plain'), page('/plain?view=digits')]);
    expect(room).toContain('kurze Pause</p>');
    expect(room).not.toContain('&lt;b&gt;');
    expect(speaker).toContain('&lt;b&gt;&amp;');
    expect(speaker).not.toContain('<b>');
  });

  it('are in the state that anybody reads, and in the events', async () => {
    await house.post('message', { to: 'room', text: 'short break' });
    expect(await house.get('/api/state')).toMatchObject({ messages: { room: 'short break' } });
    const reader = (await fetch(`${house.url}/api/events`)).body?.getReader();
    const read = await reader?.read();
    const first = new TextDecoder().decode(read?.value as Uint8Array | undefined);
    expect(first).toContain('"messages":{"room":"short break"}');
    await reader?.cancel();
  });
});
