/** The page against the lamps of the emulated podium, each with its own clock. */
import { launch } from '../../mirror/support/chromium.ts';
import { openEmulated } from '../../mirror/support/emulated.ts';
import { percentile, type Row } from '../row.ts';
import { kernel, many, pageStart, WATCH } from './instruments.ts';

const TALKS = 12;
/** The column lights up no more than twice a second: cues are further apart than that. */
const APART = 700;
/** Two changes that belong together are closer than this. */
const TOGETHER = APART / 2;

export async function lamp(): Promise<Row[]> {
  const rules = many(APART);
  const house = await openEmulated({ rules });
  const edges: number[] = [];
  house.onLamps(() => edges.push(kernel()));
  const browser = await launch();
  const page = await browser.newPage();
  await page.addInitScript(WATCH);
  await page.goto(house.url);
  await page.waitForSelector('body[data-trust=sure]');
  await page.waitForTimeout(10_000);
  const start = await pageStart(page);
  const apart: number[] = [];
  for (let talk = 0; talk < TALKS; talk++) {
    await page.evaluate('void (window.changes.length = 0)');
    edges.length = 0;
    await house.post('start');
    await page.waitForTimeout(rules.cues.length * APART + 100);
    const changes = await page.evaluate<[string, number][]>('window.changes');
    for (const [phase, at] of changes) {
      if (phase === 'p0') continue;
      const distances = edges.map((edge) => Math.abs(edge - start - at));
      const nearest = Math.min(...distances);
      if (nearest < TOGETHER) apart.push(nearest);
    }
    await house.post('back');
  }
  await browser.close();
  await house.close();
  return [
    {
      name: "page against the emulated lamp's edge, p50",
      value: percentile(apart, 50),
      unit: 'ms',
    },
    {
      name: `page against the emulated lamp's edge, p99 of ${String(apart.length)}`,
      value: percentile(apart, 99),
      unit: 'ms',
      target: '<= 17',
    },
  ];
}
