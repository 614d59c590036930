/** Zip archives and spreadsheets for tests, written plainly. */
import { crc32, deflateRawSync } from 'node:zlib';

export type Parts = Readonly<Record<string, string | Uint8Array>>;

export interface Zipping {
  readonly store?: boolean;
  readonly flags?: number;
  readonly method?: number;
}

export function zipped(parts: Parts, { store = false, flags = 0, method }: Zipping = {}): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [path, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content);
    const data = store ? bytes : deflateRawSync(bytes);
    const name = Buffer.from(path);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(method ?? (store ? 0 : 8), 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, name, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), head, tail, name]));
    locals.push(local);
    at += local.length;
  }
  const contents = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(contents.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, contents, end]);
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** The parts of a workbook with one sheet, whose rows are given as XML. */
export const xlsxParts = (rows: string, sheets = '<sheet name="Talks" r:id="r1"/>'): Parts => ({
  'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${sheets}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
});

/** A row of texts, as some programs write them: without saying where it stands. */
export const rowOf = (cells: readonly string[]): string =>
  `<row>${cells.map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`).join('')}</row>`;

export const xlsx = (table: readonly (readonly string[])[]): Buffer =>
  zipped(xlsxParts(table.map(rowOf).join('')));

export const ods = (rows: string, before = ''): Buffer =>
  zipped({
    'content.xml': `<office:document-content>${before}<office:body><office:spreadsheet><table:table table:name="Talks">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
  });

export const odsOf = (table: readonly (readonly string[])[]): Buffer =>
  ods(
    table
      .map((cells) => {
        const each = cells.map(
          (text) => `<table:table-cell><text:p>${escaped(text)}</text:p></table:table-cell>`,
        );
        return `<table:table-row>${each.join('')}</table:table-row>`;
      })
      .join(''),
  );
