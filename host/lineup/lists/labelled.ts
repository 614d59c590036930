/** Talks whose values stand below each other, each with its name: `Speaker: Kim`, `Title: Foo`. */
import { columnOf, type Column } from '../columns.ts';
import type { Talk } from '../lineup.ts';
import type { SourceText } from '../source.ts';
import { goneOf, talkFrom } from '../talk.ts';
import type { Field } from '../talk-fields.ts';
import { Line } from './line.ts';
import { bareLine } from './marks.ts';
import { fieldOf } from './blocks.ts';
import type { TextLine } from './text-tables.ts';

interface Value {
  readonly column: Column;
  readonly field: Field;
  readonly line: TextLine;
}

const LABEL = /^(\p{L}[\p{L}\s()'’/*-]{1,30}?)\s*[:\uff1a]\s*(?=\S)/u;

export class Labelled {
  readonly talks: Talk[] = [];
  /** The lines that belong to them. */
  readonly taken = new Set<TextLine>();

  constructor(source: SourceText, lines: readonly TextLine[]) {
    const values = lines.map(valueIn);
    const columns = new Set(values.map((value) => value?.column));
    if (!columns.has('title') || !(columns.has('speaker') || columns.has('firstName'))) return;
    let open = new Map<Column, Value>();
    const close = (): void => {
      this.#take(source, open);
      open = new Map();
    };
    for (const value of values) {
      if (!value) continue;
      if (open.has(value.column)) close();
      open.set(value.column, value);
    }
    close();
  }

  #take(source: SourceText, open: ReadonlyMap<Column, Value>): void {
    const [first] = open.values();
    if (!first) return;
    for (const { line } of open.values()) this.taken.add(line);
    const values = (column: Column): Field | undefined => open.get(column)?.field;
    const gone = goneOf(values);
    if (gone === undefined) this.talks.push(talkFrom(source, values, fieldOf(first.line)));
    else source.leftOut(`${gone} talk`, fieldOf(first.line));
  }
}

function valueIn(line: TextLine): Value | undefined {
  if (!/[:\uff1a]/u.test(line.text) || line.text.length > 600) return undefined;
  const { line: bare } = bareLine(Line.of(line.text, line.at), false);
  const label = LABEL.exec(bare.text);
  const column = columnOf(label?.[1] ?? '');
  if (!label || column === undefined) return undefined;
  return { column, field: bare.part(label[0].length).field, line };
}
