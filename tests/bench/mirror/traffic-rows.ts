/** What a screen costs the network: its files, and its traffic while a talk runs. */
import { setTimeout as pause } from 'node:timers/promises';
import { launch } from '../../mirror/support/chromium.ts';
import { openHouse } from '../../mirror/support/house.ts';
import { network } from '../../mirror/support/proxy.ts';
import type { Row } from '../row.ts';

/**
 * Ten minutes with BENCH_LONG; else three, in which all that comes regularly comes as often as it
 * does in ten.
 */
const WINDOW = process.env.BENCH_LONG === undefined ? 180_000 : 600_000;

export async function traffic(): Promise<Row[]> {
  const house = await openHouse();
  const counted = await network(house.mirror.port);
  const browser = await launch();
  const page = await browser.newPage();
  const sizes: number[] = [];
  page.on('requestfinished', (request) => {
    if (request.url().includes('/api/')) return;
    void request
      .sizes()
      .then(({ responseBodySize }) => sizes.push(responseBodySize))
      .catch(() => undefined);
  });
  await page.goto(counted.url);
  await page.waitForSelector('body[data-trust=sure]');
  await pause(3000);
  const files = sizes.reduce((total, size) => total + size, 0);
  await pause(7000);
  const before = counted.bytes;
  await house.post('start');
  await pause(WINDOW);
  const rate = (counted.bytes - before) / (WINDOW / 1000);
  await browser.close();
  await counted.close();
  await house.close();
  return [
    {
      name: 'the mirror page, all files, compressed',
      value: files / 1000,
      unit: 'kB',
      target: '<= 30',
    },
    {
      name: 'traffic of a screen while a talk runs, both ways',
      value: rate,
      unit: 'B/s',
      target: '<= 12',
    },
  ];
}
