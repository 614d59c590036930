/** What reports of odd evenings say, word by word. A change of them is looked at before it is kept. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../host/report/csv.ts';
import { pageOf } from '../../host/report/drawing.ts';
import { publicReport, type Report } from '../../host/report/report.ts';
import { summaryOf, tableOf } from '../../host/report/table.ts';
import { HOSTILE, ODD } from './odd-evenings.ts';

const NAMES = Object.keys(ODD);
const valid = new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:standard'] }));
const mistakes = async (page: string): Promise<string[]> =>
  (await valid.validateString(page)).results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `line ${String(line)}: ${message} (${ruleId})`),
  );
const reportOf = async (name: string): Promise<Report> => {
  const evening = await ODD[name]?.();
  if (!evening) throw new Error(name);
  return evening.report();
};

describe('the report of an odd session', () => {
  it.each(NAMES)('is the golden one: %s', async (name) => {
    // The zone of the computer, where the session's is none, is another on each.
    const whole = await reportOf(name);
    const report = name === 'hostile names' ? { ...whole, zone: 'UTC' } : whole;
    const told = [...tableOf(report, 100), '', ...summaryOf(report), '', csvOf([report])];
    await expect(told.join('\n')).toMatchFileSnapshot(`golden/${name.replaceAll(' ', '-')}.txt`);
  });

  it.each(NAMES)('becomes a page without a word that is not text: %s', async (name) => {
    const page = pageOf([publicReport(await reportOf(name))], '');
    const tags = new Set([...page.matchAll(/<([a-z]+)[\s>]/g)].map(([, tag]) => tag));
    for (const tag of ['script', 'img', 'a', 'iframe', 'object']) expect(tags).not.toContain(tag);
    // Names stand between tags, and nowhere in them.
    const markup = page.replace(/>[^<]*</g, '><').replace(/ aria-label="[^"]*"/g, '');
    expect(markup).not.toMatch(/ on\w+=|javascript:|url\(|https?:|src=/i);
    expect(await mistakes(page)).toEqual([]);
  });

  it('is valid HTML where it is live, and a mistake would be found', async () => {
    const page = readFileSync('host/page/static/report.html', 'utf8');
    expect(await mistakes(page)).toEqual([]);
    expect(await mistakes(page.replace('</form>', ''))).not.toEqual([]);
  });
});

it('a table tells notes where the report is private, and nowhere else', async () => {
  const whole = await reportOf('hostile names');
  const told = (report: Report): string => tableOf(report, 100).join('\n');
  expect(told(whole)).toContain('notes: @SUM(1+1)');
  expect(told(whole)).toContain('Do not pass it on');
  expect(told(publicReport(whole))).not.toMatch(/notes/i);
});

describe('names that somebody made up to do harm', () => {
  it('are no formula in a spreadsheet, and stay one cell', async () => {
    const csv = csvOf([await reportOf('hostile names')]);
    const rows = parse<Record<string, string>>(csv, { bom: true, columns: true });
    expect(rows).toHaveLength(HOSTILE.length);
    for (const row of rows)
      for (const cell of Object.values(row))
        if (Number.isNaN(Number(cell))) expect(cell).not.toMatch(/^\s*[=+\-@\t\r|%]/);
    expect(rows[0]?.speaker).toBe(`'${HOSTILE[0]}`);
  });

  it('move nothing on a terminal', async () => {
    const told = tableOf(await reportOf('hostile names'), 100).join('\n');
    const refused = Array.from(told).filter((one) => {
      const code = one.codePointAt(0) ?? 0;
      return (code < 0x20 && one !== '\n') || (code >= 0x7f && code < 0xa0) || code === 0x202e;
    });
    expect(refused).toEqual([]);
  });
});

describe('several sessions', () => {
  it('stand together in one table and on one page', async () => {
    const reports = [await reportOf('one talk'), await reportOf('reordered')];
    const rows = parse(csvOf(reports), { bom: true, columns: true });
    expect(rows).toHaveLength(1 + 5);
    const page = pageOf(reports, '');
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(page).toContain('All sessions');
  });
});
