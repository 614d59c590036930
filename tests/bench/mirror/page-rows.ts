/** The rows of the table that a real browser shows: when its page changes, and what it costs. */
import type { Browser } from 'playwright-core';
import { launch } from '../../mirror/support/chromium.ts';
import { openHouse, type House } from '../../mirror/support/house.ts';
import { network, type Network } from '../../mirror/support/proxy.ts';
import { percentile, type Row } from '../row.ts';
import { CUES, WATCH, kernel, many, pageStart } from './instruments.ts';

const APART = 400;
const TALKS = 14;

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
  const house = await openHouse({ rules: many(APART) });
  const browser = await launch();
  const errors = await phaseErrors(browser, house, house.url);
  await browser.close();
  await house.close();
  return row('phase change in the page against its due time', errors, 8);
}

/** The same over a slow network: 100 ± 50 ms for the round trip, half of it each way. */
export async function slowPhases(): Promise<Row[]> {
  const house = await openHouse({ rules: many(APART) });
  const slow: Network = await network(house.mirror.port);
  slow.delay = () => 25 + Math.random() * 50;
  const browser = await launch();
  const errors = await phaseErrors(browser, house, slow.url);
  await browser.close();
  await slow.close();
  await house.close();
  return row('the same with a round trip of 100 ± 50 ms', errors, 15);
}
