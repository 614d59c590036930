/** The report as a browser shows it: the page that is mailed, and the one that is live. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageFor } from '../../host/commands/session-report.ts';
import { startMirror } from '../../host/mirror/server.ts';
import { drawingOf } from '../../host/report/drawing.ts';
import { publicReport, type Report } from '../../host/report/report.ts';
import { Evening } from '../report/evening.ts';
import { HOSTILE, ODD } from '../report/odd-evenings.ts';
import { describeInBrowser, launch, violations } from './support/browser.ts';

function written(reports: readonly Report[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'claplight-report-')), 'report.html');
  writeFileSync(path, pageFor(reports));
  return pathToFileURL(path).href;
}

/** Twelve talks with long titles, no-shows, overruns and pauses. */
async function twelve(): Promise<Evening> {
  const evening = new Evening(
    Array.from({ length: 12 }, (_, i) => ({
      speaker: `Person ${String(i)} van der Template-Standin`,
      title: `A title that takes rather more than a line on paper, number ${String(i)}`,
    })),
  );
  for (let i = 0; i < 11; i++) await evening.talk(240 + i * 11, i * 9);
  await evening.press('skip');
  return evening;
}

describeInBrowser('a report in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  const opened = async (url: string, dark = false): Promise<Page> => {
    const context = await browser.newContext({
      bypassCSP: true,
      colorScheme: dark ? 'dark' : 'light',
    });
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };

  it('of twelve talks is two sheets of A4, and asks for nothing', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const url = written([publicReport((await twelve()).report())]);
    await page.goto(url);
    expect(asked).toEqual([url]);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[([\d. ]+)\]/g)].map(([, box = '']) =>
      box.trim().split(' ').map(Number).map(Math.round).join(' '),
    );
    expect(boxes).toEqual(['0 0 595 842', '0 0 595 842']);
    await context.close();
  });

  it.each([false, true])('can be read by everybody (dark: %s)', async (dark) => {
    const hostile = await ODD['hostile names']?.();
    if (!hostile) throw new Error('no session');
    const page = await opened(written([(await twelve()).report(), hostile.report()]), dark);
    expect(await violations(page)).toEqual([]);
    // On a phone the page stays where it is; what is wider moves within it, by the keyboard too.
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await violations(page)).toEqual([]);
    // Nothing became markup, and a browser mends nothing: what it reads is the tree that was drawn.
    expect(await page.locator('script, img').count()).toBe(0);
    expect(await page.locator('.talks bdi').allTextContents()).toContain(HOSTILE[1]);
    await page.context().close();
  });

  it('is drawn live with the token, and by nobody else', async () => {
    const evening = new Evening(['Ann', 'Bob']);
    const server = await startMirror(evening.session, {
      port: 0,
      report: () => drawingOf([publicReport(evening.report())]),
    });
    const { port, token } = server;
    try {
      const base = `http://127.0.0.1:${String(port)}`;
      expect((await fetch(`${base}/api/report`)).status).toBe(401);
      const page = await opened(`${base}/report#token=${token}`);
      await page.getByRole('heading', { name: 'Lightning talks' }).waitFor();
      expect(page.url()).not.toContain(token);
      await evening.talk(330, 0);
      await page.getByRole('heading', { name: 'Over and under' }).waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.locator('svg.chart').first().getAttribute('role')).toBe('img');
      // Within the policy of all pages: nothing is refused.
      const strict = await browser.newPage();
      const refused: string[] = [];
      strict.on('console', (message) => refused.push(message.text()));
      await strict.goto(`${base}/report#token=${token}`);
      await strict.getByRole('heading', { name: 'Over and under' }).waitFor();
      expect(refused).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('asks for the token where it has none, and again for one that is wrong', async () => {
    const evening = new Evening(['Ann', 'Bob']);
    const server = await startMirror(evening.session, {
      port: 0,
      report: () => drawingOf([publicReport(evening.report())]),
    });
    try {
      const page = await opened(`http://127.0.0.1:${String(server.port)}/report`);
      const gate = (): Promise<string | null> => page.textContent('#gate');
      await expect.poll(gate).toBe('This page needs the token that the terminal shows.');
      await page.fill('#token', 'wrong');
      await page.keyboard.press('Enter');
      await expect.poll(gate).toMatch(/^That token is wrong/);
      await page.fill('#token', server.token);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Lightning talks' }).waitFor();
      expect(await page.isVisible('#ask')).toBe(false);
      await server.close();
      await expect.poll(gate).toBe('Offline: this is how the session stood last.');
    } finally {
      await server.close();
    }
  });
});
