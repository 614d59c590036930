/**
 * Plain text as people paste it, one talk per line: `Speaker - Title`. `lists/` takes the marks off and
 * finds the divider; here each line becomes a talk, or is left out and counted. docs/LINEUPS.md says
 * what is read. What is guessed is told, with its lines.
 */
import { columnOf, type Layout } from './columns.ts';
import type { Lineup, Talk } from './lineup.ts';
import { blocksOf, fieldOf, type Block } from './lists/blocks.ts';
import { unreadTime } from './lists/line-length.ts';
import { EitherWay } from './lists/either-way.ts';
import { areNumbered, grouped, itemOf, type Item } from './lists/items.ts';
import { Labelled } from './lists/labelled.ts';
import { cellsOf, fieldIn, type TextLine, type TextTable } from './lists/text-tables.ts';
import { timesOf } from './lists/times.ts';
import { isDetail, isSentence, isTitleOfAll, notName } from './lists/words.ts';
import { takeComment, type SessionValues } from './session-values.ts';
import type { SourceText } from './source.ts';
import { knownHeadings, readRecords } from './table.ts';
import { goneMark, namesJoined } from './talk.ts';
import { durationOf, textOf, type Field } from './talk-fields.ts';

/** A longer line is no talk; and expressions take quadratic time for a long run of blanks. */
const LONGEST_LINE = 2_000;
/** A line longer than this without a divider is no name. */
const LONGEST_NAME = 50;

/**
 * Reads a list. `given` says what stands where, if somebody said so. Throws InputProblem for what is
 * no talk: all of it.
 */
export const readPlain = (source: SourceText, given?: Layout): Lineup =>
  source.whole(() => new ListReader(source, given).read());

class ListReader {
  readonly #source: SourceText;
  readonly #talks: Talk[] = [];
  readonly #session: SessionValues = {};
  /** True if titles come first, because a heading or somebody said so. */
  #titleFirst: boolean | undefined;
  /** Lines that could not be read: refused only if there is no talk at all. */
  readonly #unread: Field[] = [];
  /** Evidence of which half names the speakers. */
  readonly #order = new EitherWay();

  readonly #given: Layout | undefined;

  constructor(source: SourceText, given: Layout | undefined) {
    this.#source = source;
    this.#given = given;
    if (given) this.#titleFirst = (given.get('title') ?? Infinity) < (given.get('speaker') ?? 0);
  }

  read(): Lineup {
    let run: TextLine[] = [];
    const headings = new Set<TextLine>();
    const flush = (): void => {
      this.#list(run, headings);
      run = [];
    };
    for (const block of blocksOf(this.#source.text)) {
      if (block.kind === 'line') {
        if (!this.#isShort(block.line)) continue;
        run.push(block.line);
        if (block.heading) headings.add(block.line);
        continue;
      }
      if (block.kind === 'table') flush();
      this.#other(block);
    }
    flush();
    this.#close();
    return { ...this.#session, talks: this.#talks, remarks: this.#source.remarks };
  }

  #isShort(line: TextLine): boolean {
    const message = 'this line is far too long for a talk: is this the right file?';
    const short = this.#source.tried(() => {
      if (line.text.length > LONGEST_LINE) throw this.#source.problem(fieldOf(line), message);
      return true;
    });
    return short === true;
  }

  #other(block: Exclude<Block, { kind: 'line' }>): void {
    if (block.kind === 'left') this.#source.leftOut(block.what, fieldOf(block.line));
    else if (block.kind === 'table') this.#table(block.table);
    else
      this.#source.tried(() => {
        takeComment(this.#source, fieldOf(block.line), this.#session);
      });
  }

  #table({ rows, ruled }: TextTable): void {
    const [head, ...others] = rows;
    if (head && knownHeadings(head.map(fieldIn)) > 0) {
      this.#talks.push(
        ...readRecords(
          this.#source,
          rows.map((row) => row.map(fieldIn)),
          this.#given,
        ),
      );
      return;
    }
    // Without headings that we know, its rows are lines with bars.
    if (head && ruled)
      for (const cell of head.slice(0, 1)) this.#source.leftOut('heading', cell.field);
    for (const row of ruled ? others : rows) {
      const cells = row.filter(({ text }) => text !== '');
      const [first, last] = [cells[0]?.field, cells.at(-1)?.field];
      if (!first || !last) continue;
      const text = this.#source.text.slice(first.at, last.at + last.length);
      this.#list([{ text, at: first.at, indent: 0, gap: false }], new Set());
    }
  }

  #list(all: readonly TextLine[], headings: ReadonlySet<TextLine>): void {
    const labelled = new Labelled(this.#source, all);
    this.#talks.push(...labelled.talks);
    const lines = this.#withoutPipes(all.filter((line) => !labelled.taken.has(line)));
    const numbered = areNumbered(lines);
    const items = lines.map((line) => itemOf(line, headings.has(line), numbered));
    for (const item of timesOf(this.#source, grouped(items)))
      this.#source.tried(() => {
        // Below headings that are talks there are words about them.
        const prose = headings.size > 0 && !item.heading && item.halves?.guess !== undefined;
        if (prose || (headings.size > 0 && !item.heading && !item.halves))
          this.#source.leftOut('text line', fieldOf(item.source));
        else this.#item(item);
      });
  }

  /** Below a line of headings with bars there is a table, whether or not it is drawn. */
  #withoutPipes(lines: readonly TextLine[]): readonly TextLine[] {
    const [head] = lines;
    if (!head?.text.includes('|') || knownHeadings(cellsOf(head).map(fieldIn)) < 2) return lines;
    const end = lines.findIndex(({ text }) => !text.includes('|'));
    const rows = lines.slice(0, end < 0 ? undefined : end);
    this.#talks.push(
      ...readRecords(
        this.#source,
        rows.map((row) => cellsOf(row).map(fieldIn)),
        this.#given,
      ),
    );
    return lines.slice(rows.length);
  }

  #item(item: Item): void {
    const { halves, line } = item;
    const field = fieldOf(item.source);
    if (!/[\p{L}\p{N}]/u.test(line.text)) this.#source.leftOut('divider line', field);
    else if (item.struck) this.#source.leftOut('cancelled talk', field);
    else if (halves?.guess === 'the colon' && isDetail(halves.first.text))
      this.#source.leftOut('text line', field);
    else if (
      halves &&
      this.#talks.length === 0 &&
      isTitleOfAll(halves.first.text, halves.second.text)
    )
      this.#source.leftOut('heading', field);
    else if (!halves) this.#undivided(item, field);
    else if (!this.#isHeading(item)) this.#divided(item, halves, field);
    for (const rest of item.rest ?? []) this.#source.leftOut('text line', fieldOf(rest));
  }

  /** "Title - Speaker" above the talks says which comes first. */
  #isHeading({ halves, line }: Item): boolean {
    if (!halves || this.#talks.length > 0) return false;
    const names = line.text.split(/\s+[-\u2010-\u2015|]+\s+|\s*[:|,\t]\s*|\s+by\s+/u).map(columnOf);
    const [speaker, title] = [names.indexOf('speaker'), names.indexOf('title')];
    if (speaker < 0 || title < 0) return false;
    this.#titleFirst ??= title < speaker;
    return true;
  }

  #divided(item: Item, halves: NonNullable<Item['halves']>, field: Field): void {
    const titleFirst =
      halves.title === undefined ? this.#titleFirst === true : halves.title === 'first';
    const [name, title] = titleFirst
      ? [halves.second, halves.first]
      : [halves.first, halves.second];
    const gone = goneMark(title.text) ?? goneMark(name.text);
    if (gone !== undefined) {
      this.#source.leftOut(`${gone} talk`, field);
      return;
    }
    if (halves.title === undefined && this.#titleFirst === undefined && !item.guess)
      this.#order.weigh(halves, field);
    this.#add(item, item.names ? namesIn(item.names, name.field) : name.field, title.field);
    if (item.guess !== undefined) this.#source.guess(item.guess, field);
    if (unreadTime(item.line.text) !== undefined)
      this.#source.guess('a time in brackets cannot be read as a length: it stays there', field);
    if (halves.guess !== undefined) {
      const first = titleFirst ? 'title, then speaker' : 'speaker, then title';
      this.#source.guess(`split at ${halves.guess}: ${first}`, field);
    }
  }

  /** A line that has no divider, if it can be taken for a name. */
  #undivided(item: Item, field: Field): void {
    const { text } = item.line;
    const other = item.heads === true || item.heading ? 'heading' : notName(text);
    if (other !== undefined) this.#source.leftOut(other, field);
    else if (goneMark(text) !== undefined)
      this.#source.leftOut(`${goneMark(text) ?? ''} talk`, field);
    else if (text.length > LONGEST_NAME || isSentence(text)) this.#unread.push(item.line.field);
    else {
      this.#source.guess('no title: treated as a speaker’s name', field);
      this.#add(item, item.line.field, { ...item.line.field, text: '' });
    }
  }

  #add(item: Item, name: Field, rest: Field): void {
    const speaker = textOf(this.#source, name, 'the name');
    if (speaker === '') {
      const mend = 'write "Speaker - Title", one talk per line';
      throw this.#source.problem(fieldOf(item.source), `no speaker before the dash: ${mend}`);
    }
    const title = textOf(this.#source, rest, 'the title');
    const duration = item.length && durationOf(this.#source, item.length.field);
    if (item.lengthGuessed === true && item.length)
      this.#source.guess('its length is read from the line', item.length.field);
    if (item.linked) this.#source.guess('a web address is left out', fieldOf(item.source));
    const line = this.#source.lineAt(item.source.at);
    this.#talks.push({ speaker, title, ...(duration === undefined ? {} : { duration }), line });
  }

  #close(): void {
    const [first] = this.#unread;
    if (first && this.#talks.length === 0) {
      const mend = 'write one talk per line, with spaces round the dash';
      throw this.#source.problem(first, `no " - " between speaker and title: ${mend}`);
    }
    for (const field of this.#unread) this.#source.leftOut('text line', field);
    this.#order.doubt(this.#source);
  }
}

const namesIn = (names: readonly { readonly text: string }[], field: Field): Field => ({
  ...field,
  text: namesJoined(names.map(({ text }) => text)),
});
