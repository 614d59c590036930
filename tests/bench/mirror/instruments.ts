/** What the bench puts into a page, and by which clock it reads both sides. */
import type { Page } from 'playwright-core';
import type { Rules } from '../../../protocol/rules.ts';
import { duration, seconds } from '../../../protocol/time.ts';

/** As many as a score may have. */
export const CUES = 16;

/** Phases in quick succession, `apart` ms, to have many of them to measure. */
export const many = (apart: number): Rules => ({
  name: 'many',
  title: 'many',
  length: seconds(15),
  cues: Array.from({ length: CUES }, (_, i) => ({
    phase: `p${String(i)}`,
    place: { after: duration(i * apart) },
    signal: { lamps: (i % 7) + 1, announcement: 'none', sound: 'none' },
  })),
  repeat: { every: duration(0), times: 0 },
});

/** Collects when `data-phase` of the page changed, by the page's clock. */
export const WATCH = `
  window.changes = [];
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver(() => {
      window.changes.push([document.body.dataset.phase, performance.now()]);
    }).observe(document.body, { attributes: true, attributeFilter: ['data-phase'] });
  });
`;

/** The kernel's monotonic clock, in ms: Chromium's and Node's clocks both count on it. */
export const kernel = (): number => Number(process.hrtime.bigint()) / 1e6;

/** When the page's clock was 0, by the kernel's. */
export async function pageStart(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'timeTicks' });
  const { metrics } = await session.send('Performance.getMetrics');
  const start = metrics.find(({ name }) => name === 'NavigationStart');
  return (start?.value ?? NaN) * 1000;
}
