import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Lineup } from '../../host/lineup/lineup.ts';
import { lineupOf, readAnything } from '../../host/lineup/read-lineup.ts';
import { InputProblem } from '../../host/system/problem.ts';
import { brief, bytes, remarksOf } from './helpers.ts';
import { fc } from '../support/random.ts';
import { ods, odsOf, rowOf, xlsx, xlsxParts, zipped, type Parts } from './zipped.ts';

const SHEETS = join(import.meta.dirname, 'sheets');

const load = async (content: Uint8Array, sheet?: string): Promise<Lineup> =>
  lineupOf(await readAnything('talks', content, sheet === undefined ? {} : { sheet }), {});

async function problemOf(content: Uint8Array, sheet?: string): Promise<string> {
  const error: unknown = await load(content, sheet).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputProblem);
  return (error as InputProblem).describe();
}

const HEAD = ['speaker', 'title', 'duration'];

describe.each(['talks.xlsx', 'talks-gnumeric.xlsx', 'talks.ods'])(
  '%s, of another program',
  (name) => {
    const file = readFileSync(join(SHEETS, name));

    it('is read: texts, times, numbers, line breaks, and nothing of comments or formats', async () => {
      const lineup = await load(file);
      expect(lineup.talks.map(({ title, duration }) => [title, duration])).toEqual([
        ['Bar', 5 * 3_600_000],
        ['Foo, with a comma', 300_000],
        ['型ヒント', 300_000],
        ['Half', 180_000],
        ['Sum', 420_000],
      ]);
      expect(lineup.talks[1]).toMatchObject({ notes: 'brings a "laptop"', line: 2 });
      expect(lineup.talks[3]).toMatchObject({ speaker: 'Dora Muster', line: 6 });
      expect(lineup.talks[0]?.speaker).toMatch(/^Bob Sample.*Cem Placeholder$/);
    });

    it('says which sheet it read, and what there is besides', async () => {
      expect(remarksOf(await load(file)).slice(0, 2)).toEqual([
        'the sheet "Lightning Talks" is read; there is also "Backup (hidden)", "Day 2", "Empty" (--sheet)',
        'hidden rows: 1, read like the others',
      ]);
    });

    it('another sheet is picked by name or number; one of a single column is a list', async () => {
      const talks = ['Ann Example | Second day', 'Bob Sample | "Quoted" title'];
      expect(brief(await load(file, 'day 2'))).toEqual(talks);
      expect(brief(await load(file, '3'))).toEqual(talks);
      expect(brief(await load(file, 'backup'))).toEqual(['Hidden One | Nope']);
      expect(await problemOf(file, 'Day 20')).toContain(
        'no sheet "Day 20" here; there is: "Lightning',
      );
      expect(await problemOf(file, '9')).toContain('no sheet "9" here');
      expect(await problemOf(file, 'empty')).toContain('the sheet "Empty" is empty; there is also');
    });
  },
);

describe('the places of mistakes', () => {
  it('are cells', async () => {
    const table = [HEAD, ['Ann Example', 'Foo', '5:00'], ['Bob Sample', 'Bar\nbaz "x"', 'soon']];
    expect(await problemOf(xlsx(table))).toMatch(/^talks, cell C3: the duration "soon"/);
    expect(await problemOf(odsOf(table))).toMatch(/^talks, cell C3: the duration "soon"/);
    const head = `<row r="1">${cell('A1', 'speaker')}${cell('AB1', 'duration')}</row>`;
    const far = `<row r="900">${cell('A900', 'Ann Example')}${cell('AB900', 'soon')}</row>`;
    expect(await problemOf(zipped(xlsxParts(head + far)))).toMatch(/^talks, cell AB900: /);
  });

  it('of doubts are rows', async () => {
    const lineup = await load(
      xlsx([
        ['speaker', 'title', 'shirt'],
        ['Ann Example', 'Foo', 'XL'],
      ]),
    );
    expect(remarksOf(lineup)).toEqual(['1: columns that are not used: "shirt"']);
  });
});

const cell = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe('cells', () => {
  it('stand where they say; those beyond the last column are counted', async () => {
    const rows = [
      `<row r="2">${cell('A2', 'speaker')}${cell('C2', 'title')}</row>`,
      `<row r="1048576">${cell('A1048576', 'Ann Example')}${cell('C1048576', 'Foo')}${cell('XFD1048576', 'far')}</row>`,
    ];
    const lineup = await load(zipped(xlsxParts(rows.join(''))));
    expect(brief(lineup)).toEqual(['Ann Example | Foo']);
    expect(lineup.talks[0]?.line).toBe(1_048_576);
    expect(remarksOf(lineup)).toContain('cells beyond column 256: 1, left out');
  });

  it('with an error are counted, their rows kept', async () => {
    const rows =
      rowOf(HEAD) +
      '<row><c t="inlineStr"><is><t>Ann</t></is></c><c t="inlineStr"><is><t>Foo</t></is></c><c t="e"><v>#REF!</v></c></row>';
    const lineup = await load(zipped(xlsxParts(rows)));
    expect(brief(lineup)).toEqual(['Ann | Foo']);
    expect(remarksOf(lineup)).toContain('cells with an error (#REF! and the like): 1, left out');
  });

  it('with a formula that was never worked out are told; one that gives nothing is empty', async () => {
    const formula = '<c><f>A1</f></c><c t="str"><f>A1</f><v></v></c><c><f>1+1</f><v>2</v></c>';
    const cells = `${cell('A2', 'Ann Example')}${cell('B2', 'Foo')}${formula}`;
    const head = rowOf(['speaker', 'title', 'notes', 'pronouns', 'duration']);
    const lineup = await load(zipped(xlsxParts(`${head}<row r="2">${cells}</row>`)));
    expect(brief(lineup)).toEqual(['Ann Example | Foo | 2']);
    expect(remarksOf(lineup)).toEqual([
      'formulas without a result: 1, left out: open the file in its program, and save it',
    ]);
  });

  it('of an .ods are repeated, and say what they are', async () => {
    const text = (value: string): string =>
      `<table:table-cell><text:p>${value}</text:p></table:table-cell>`;
    const rows = `<table:table-row>${HEAD.map(text).join('')}</table:table-row>
      <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      <table:table-row>
        <table:table-cell><office:annotation><text:p>secret</text:p></office:annotation><text:p>Ann<text:s text:c="2"/><text:span>Exa</text:span>mple</text:p></table:table-cell>
        ${text('Foo')}<table:table-cell office:value-type="time" office:time-value="PT00H05M00S"><text:p>0:05</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="16381"/>
      </table:table-row>
      <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`;
    const lineup = await load(ods(rows));
    expect(brief(lineup)).toEqual(['Ann Example | Foo | 5']);
    expect(lineup.talks[0]?.line).toBe(5);
    expect(JSON.stringify(lineup)).not.toContain('secret');
  });

  it('that hold what a table takes for its own come through whole', async () => {
    const text = (...odd: string[]): fc.Arbitrary<string> =>
      fc
        .array(fc.constantFrom('a', 'Ä', '"', '\t', ';', ' ', '例', '<', '#', "'", ...odd), {
          minLength: 1,
          maxLength: 8,
        })
        .map((parts) => `x${parts.join('')}x`);
    // Several lines, commas and the like are several speakers.
    const rows = fc.array(fc.tuple(text(), text('\n', ',', '&')), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rows, async (talks) => {
        const table = [['speaker', 'title'], ...talks];
        const plain = talks.map((row) => row.map((one) => one.replace(/\s+/g, ' ')));
        for (const file of [xlsx(table), odsOf(table)]) {
          const found = await load(file);
          expect(found.talks.map(({ speaker, title }) => [speaker, title])).toEqual(plain);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is no spreadsheet', () => {
  const other = (parts: Parts): Promise<string> => problemOf(zipped(parts));

  it('is told what it is', async () => {
    expect(await other({ 'word/document.xml': '<a/>' })).toContain('this is a text document');
    expect(await other({ 'xl/workbook.bin': 'x' })).toContain('this is a binary workbook');
    expect(await other({ 'Index/Document.iwa': 'x' })).toContain('this is a file of Numbers');
    expect(await other({ 'talks.csv': 'speaker,title' })).toContain('no spreadsheet in it');
    expect(await other({ 'content.xml': '<a><b/></a>' })).toContain('this is a text document');
  });

  it('damaged, with a password, or packed oddly, is refused', async () => {
    const good = xlsx([HEAD, ['Ann Example', 'Foo', '5:00']]);
    expect(await problemOf(good.subarray(0, good.length - 30))).toContain(
      'damaged, or was cut short',
    );
    const parts = xlsxParts(rowOf(HEAD));
    expect(await problemOf(zipped(parts, { flags: 1 }))).toContain('has a password');
    expect(await problemOf(zipped(parts, { method: 12 }))).toContain('packed in a way');
    expect(await other({ ...parts, 'xl/workbook.xml': '<workbook><sheets>' })).toContain('damaged');
    expect(await other({ ...parts, 'xl/workbook.xml': '<!DOCTYPE a><a/>' })).toContain('damaged');
    expect(
      brief(await load(zipped(xlsxParts(rowOf(HEAD) + rowOf(['A', 'b', '1'])), { store: true }))),
    ).toEqual(['A | b | 1']);
  });

  it('a text with --sheet is read, with a note', async () => {
    expect(remarksOf(await load(bytes('Ann Example - Foo'), 'x'))).toEqual([
      'this is not a spreadsheet: --sheet is ignored',
    ]);
  });
});

describe('bounds', () => {
  it('10,001 rows are too many, however many come behind them', async () => {
    const row = rowOf(['Ann Example', 'Foo', '5:00']);
    expect(await problemOf(zipped(xlsxParts(rowOf(HEAD) + row.repeat(10_001))))).toContain(
      'more than 10,000 rows of this sheet have something in them',
    );
    const many =
      '<table:table-row table:number-rows-repeated="1048575"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>';
    expect(await problemOf(ods(many))).toContain('more than 10,000 rows');
  });

  it('a text in more cells than fit into memory is refused: repeated, or shared', async () => {
    const text = `<text:p>${'x'.repeat(4000)}</text:p>`;
    const wide = `<table:table-cell table:number-columns-repeated="250">${text}</table:table-cell>`;
    const rows = `<table:table-row table:number-rows-repeated="9000">${wide}</table:table-row>`;
    expect(await problemOf(ods(rows))).toContain('more than 16 million characters');
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(250)}</row>`;
    const shared = {
      ...xlsxParts(row.repeat(1000)),
      'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(4000)}</t></si></sst>`,
    };
    expect(await problemOf(zipped(shared))).toContain('more than 16 million characters');
  });

  it('a million empty rows are passed over', async () => {
    const empty = '<row><c s="1"/></row>'.repeat(1_000_000);
    const rows = rowOf(HEAD) + rowOf(['Ann Example', 'Foo', '5:00']) + empty;
    expect(brief(await load(zipped(xlsxParts(rows))))).toEqual(['Ann Example | Foo | 5']);
  });

  it('a bomb is unpacked to its bound: refused, or read to where that is, which is told', async () => {
    const bomb = Buffer.alloc(40 * 1024 * 1024, ' ');
    const strings = { ...xlsxParts(rowOf(HEAD)), 'xl/sharedStrings.xml': bomb };
    expect(await problemOf(zipped(strings))).toContain('larger than 32 MB unpacked');
    const texts = { ...strings, 'xl/sharedStrings.xml': `<sst>${'<si/>'.repeat(500_001)}</sst>` };
    expect(await problemOf(zipped(texts))).toContain('more than 500,000 texts');
    const rows = rowOf(HEAD) + rowOf(['Ann Example', 'Foo', '5:00']);
    const start = Buffer.from(`<worksheet><sheetData>${rows}`);
    const sheet = { ...xlsxParts(''), 'xl/worksheets/sheet1.xml': Buffer.concat([start, bomb]) };
    const lineup = await load(zipped(sheet));
    expect(brief(lineup)).toEqual(['Ann Example | Foo | 5']);
    expect(remarksOf(lineup)).toContain('this sheet is larger than 32 MB: it is read up to row 2');
  });
});
