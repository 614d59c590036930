/** What is served of the pages' files. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse, type House } from './support/house.ts';
import { ask } from './support/raw.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

it('scripts come without their comments, and are otherwise what was built', async () => {
  const { body } = await ask(house.mirror.port, '/page/mirror.js');
  const built = readFileSync('dist/pages/mirror.js', 'utf8').split('\n');
  expect(body.split('\n')).toEqual(built.filter((line) => !line.startsWith('// ')));
  expect(body).not.toMatch(/\/\*\*|^ *\/\//m);
});

const SOURCE = 'host/page/static';
const sourceOf = (name: string): string => readFileSync(`${SOURCE}/${name}`, 'utf8');

it.each(readdirSync(SOURCE).filter((name) => name.endsWith('.html')))(
  '%s has its styles as one, in the order in which it names them',
  async (page) => {
    const links = [...sourceOf(page).matchAll(/<link rel="stylesheet" href="\/static\/([^"]+)"/g)];
    expect(links.length).toBeGreaterThan(1);
    const { body, headers } = await ask(house.mirror.port, `/page/${page.replace('html', 'css')}`);
    expect(headers['content-type']).toBe('text/css; charset=utf-8');
    expect(body).toBe(links.map(([, name = '']) => sourceOf(name)).join(''));
  },
);

it('styles come compressed, and not again while they are the same', async () => {
  const { body, headers } = await ask(house.mirror.port, '/page/mirror.css');
  const packed = await fetch(`${house.url}/page/mirror.css`, {
    headers: { 'Accept-Encoding': 'gzip' },
  });
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  expect(Number(packed.headers.get('content-length'))).toBeLessThan(body.length / 2);
  expect(await packed.text()).toBe(body);
  const again = await ask(house.mirror.port, '/page/mirror.css', {
    'If-None-Match': String(headers.etag),
  });
  expect([again.status, again.body]).toEqual([304, '']);
});
