/** The rows of the table that a real browser shows: when its page changes, and what it costs. */
import type { Browser, Page } from 'playwright-core';
import { duration, seconds } from '../../../protocol/time.ts';
import type { Rules } from '../../../protocol/rules.ts';
import { launch } from '../../mirror/support/chromium.ts';
import { openHouse, type House } from '../../mirror/support/house.ts';
import { network, type Network } from '../../mirror/support/proxy.ts';
import { percentile, type Row } from '../row.ts';

const CUES = 16;
const APART = 400;
const TALKS = 14;

/** Phases in quick succession, to have many of them to measure. */
const MANY: Rules = {
  name: 'many',
  title: 'many',
  length: seconds(10),
  cues: Array.from({ length: CUES }, (_, i) => ({
    phase: `p${String(i)}`,
    place: { after: duration(i * APART) },
    signal: { lamps: (i % 7) + 1, announcement: 'none', sound: 'none' },
  })),
  repeat: { every: duration(0), times: 0 },
};

/** Collects when `data-phase` of the page changed, by the page's clock. */
const WATCH = `
  window.changes = [];
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver(() => {
      window.changes.push([document.body.dataset.phase, performance.now()]);
    }).observe(document.body, { attributes: true, attributeFilter: ['data-phase'] });
  });
`;

/** The kernel's monotonic clock, in ms: Chromium's and Node's clocks both count on it. */
const kernel = (): number => Number(process.hrtime.bigint()) / 1e6;

async function pageStart(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'timeTicks' });
  const { metrics } = await session.send('Performance.getMetrics');
  const start = metrics.find(({ name }) => name === 'NavigationStart');
  return (start?.value ?? NaN) * 1000;
}

/** Absolute differences between each phase's due time and the change of the DOM. */
async function phaseErrors(browser: Browser, house: House, url: string): Promise<number[]> {
  const page = await browser.newPage();
  await page.addInitScript(WATCH);
  await page.goto(url);
  await page.waitForSelector('body[data-trust=sure]');
  await page.waitForTimeout(10_000);
  const start = await pageStart(page);
  const errors: number[] = [];
  for (let talk = 0; talk < TALKS; talk++) {
    await page.evaluate('void (window.changes.length = 0)');
    await house.post('start');
    const anchor = house.session.snapshot().stage.anchor ?? NaN;
    const toKernel = kernel() - house.session.now();
    await page.waitForTimeout(CUES * APART + 100);
    const changes = await page.evaluate<[string, number][]>('window.changes');
    for (const [phase, at] of changes) {
      const cue = Number(phase.slice(1));
      // The first comes with the press, not from a deadline.
      if (cue > 0) errors.push(Math.abs(start + at - (anchor + cue * APART + toKernel)));
    }
    await house.post('back');
  }
  await page.close();
  return errors;
}

const row = (name: string, errors: readonly number[], target: number): Row[] => [
  { name: `${name}, p50`, value: percentile(errors, 50), unit: 'ms' },
  {
    name: `${name}, p99 of ${String(errors.length)}`,
    value: percentile(errors, 99),
    unit: 'ms',
    target: `<= ${String(target)}`,
  },
];

export async function phases(): Promise<Row[]> {
  const house = await openHouse({ rules: MANY });
  const browser = await launch();
  const errors = await phaseErrors(browser, house, house.url);
  await browser.close();
  await house.close();
  return row('phase change in the page against its due time', errors, 8);
}

/** The same over a slow network: 100 ± 50 ms for the round trip, half of it each way. */
export async function slowPhases(): Promise<Row[]> {
  const house = await openHouse({ rules: MANY });
  const slow: Network = await network(house.mirror.port);
  slow.delay = () => 25 + Math.random() * 50;
  const browser = await launch();
  const errors = await phaseErrors(browser, house, slow.url);
  await browser.close();
  await slow.close();
  await house.close();
  return row('the same with a round trip of 100 ± 50 ms', errors, 15);
}
