/** What a screen loads: every file of the mirror's page, as it comes over the network. */
import { launch } from '../../mirror/support/chromium.ts';
import { openHouse } from '../../mirror/support/house.ts';
import type { Row } from '../row.ts';

export async function size(): Promise<Row[]> {
  const house = await openHouse();
  const browser = await launch();
  const page = await browser.newPage();
  let bytes = 0;
  page.on('response', (response) => {
    if (!response.url().includes('/api/'))
      bytes += Number(response.headers()['content-length'] ?? NaN);
  });
  await page.goto(house.url);
  await page.waitForSelector('body[data-trust=sure]');
  await browser.close();
  await house.close();
  return [
    {
      name: 'the mirror’s page, all files compressed',
      value: bytes / 1000,
      unit: 'kB',
      target: '<= 30',
    },
  ];
}
