/** The page for the wall, as a browser prints it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { describeInBrowser, launch } from '../mirror/support/browser.ts';
import { claplight, file, folder } from './cli.ts';

/** Sizes of the pages of a PDF, in points. */
async function pagesOf(talks: number): Promise<string[]> {
  const lines = Array.from(
    { length: talks },
    (_, i) =>
      `Person ${String(i)} van der Template-Standin - A title that takes rather more than a line on paper, number ${String(i)}`,
  );
  const page = join(folder(), 'wall.html');
  const { code } = claplight(['check', file('talks.txt', lines.join('\n')), '--print', page]);
  expect(code).toBe(0);
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    const asked: string[] = [];
    tab.on('request', (request) => asked.push(request.url()));
    await tab.goto(pathToFileURL(page).href);
    expect(asked).toEqual([pathToFileURL(page).href]);
    const pdf = (await tab.pdf({ preferCSSPageSize: true })).toString('latin1');
    return [...pdf.matchAll(/\/MediaBox\s*\[([\d. ]+)\]/g)].map(([, box = '']) =>
      box.trim().split(' ').map(Number).map(Math.round).join(' '),
    );
  } finally {
    await browser.close();
  }
}

describeInBrowser('the schedule on paper', () => {
  it('has twelve talks on one sheet of A4', async () => {
    expect(await pagesOf(12)).toEqual(['0 0 595 842']);
  });

  it('makes no folder where the path has a slip', () => {
    const gone = join(folder(), 'slip');
    const asked = ['check', file('talks.txt', 'Ann - Foo'), '--print', join(gone, 'wall.html')];
    const { code, err } = claplight(asked);
    expect(code).toBe(2);
    expect(err).toContain(`there is no folder ${gone}: check the spelling`);
    expect(existsSync(gone)).toBe(false);
  });

  it('goes on over as many as it takes', async () => {
    expect((await pagesOf(40)).length).toBeGreaterThan(2);
  });
});
