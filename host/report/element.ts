/**
 * What is drawn, as a tree: written as HTML for a file, and sent as it is to a page, which builds it node by
 * node. So no text can become markup, in either place.
 */
import { cutTo } from '../system/characters.ts';
import { escapedHtml } from '../system/html.ts';

export type Content = string | Element;

export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly Content[];
}

type Attributes = Readonly<Record<string, string | number | undefined>>;
type Given = Content | undefined | false;

/** Numbers have a tenth of a unit at the finest; what is undefined is left out. */
export function el(tag: string, attributes: Attributes, ...content: readonly Given[]): Element {
  const told = Object.entries(attributes).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, typeof value === 'number' ? number(value) : value]],
  );
  return {
    tag,
    attributes: Object.fromEntries(told),
    content: content.filter((one) => one !== undefined && one !== false),
  };
}

const number = (value: number): string => String(Math.round(value * 10) / 10);

/** As HTML. All texts are escaped. */
export function htmlOf(content: Content): string {
  if (typeof content === 'string') return escapedHtml(content);
  const { tag, attributes, content: inner } = content;
  const written = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${escapedHtml(value)}"`,
  );
  return `<${tag}${written.join('')}>${inner.map(htmlOf).join('')}</${tag}>`;
}

/** What is wider than a phone: it moves by itself, with the keyboard too, and the page stays. */
const wide = (name: string, ...content: readonly Given[]): Element =>
  el('div', { class: 'wide', role: 'group', 'aria-label': name, tabindex: 0 }, ...content);

/** A table with a caption; the first cell of each row names it. */
export function table(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly Given[])[],
  attributes: Attributes = {},
): Element {
  const body = rows.map((cells) =>
    el(
      'tr',
      {},
      ...cells.map((cell, i) => el(i === 0 ? 'th' : 'td', i === 0 ? { scope: 'row' } : {}, cell)),
    ),
  );
  const head = el('tr', {}, ...headings.map((one) => el('th', { scope: 'col' }, one)));
  return wide(
    caption,
    el(
      'table',
      attributes,
      el('caption', {}, caption),
      el('thead', {}, head),
      el('tbody', {}, ...body),
    ),
  );
}

export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence: for who does not see it. */
  readonly told: string;
  readonly width: number;
  readonly height: number;
  readonly drawn: readonly Given[];
  /** The same figures as a table. */
  readonly behind: Element;
}

/** A drawing with its title, and its table behind it. */
export function figure({ id, title, told, width, height, drawn, behind }: Figure): Element {
  const box = `0 0 ${number(width)} ${number(height)}`;
  const label = `${id}-title`;
  return el(
    'figure',
    { 'aria-labelledby': label },
    el('h2', { id: label }, title),
    wide(
      title,
      el('svg', { viewBox: box, role: 'img', 'aria-label': told, class: 'chart' }, ...drawn),
    ),
    el('details', {}, el('summary', {}, `${title}: the figures`), behind),
  );
}

export const text = (x: number, y: number, content: string, attributes: Attributes = {}): Element =>
  el('text', { x, y, ...attributes }, content);

export const line = (x1: number, y1: number, x2: number, y2: number, kind: string): Element =>
  el('line', { x1, y1, x2, y2, class: kind });

export const rect = (x: number, y: number, width: number, height: number, kind: string): Element =>
  el('rect', { x, y, width: Math.max(0, width), height, class: kind });

/** About how much room a letter of a drawing takes, in its units: most names are narrower. */
const LETTER = 6.4;

/** A talk's number and its speaker, in a column of a drawing: what is wider is cut, whatever it is written in. */
export function speakerName(
  place: number,
  name: string,
  y: number,
  width: number,
  kind: string,
): Element {
  const number = place === 0 ? '' : `${String(place)} `;
  const shown = cutTo(name, Math.floor(width / LETTER) - number.length);
  // Kept apart from its surroundings, as it may be written from right to left.
  const content = `${number}\u2068${shown}\u2069`;
  return el('svg', { y, width, height: 18 }, text(0, 13, content, { class: kind }));
}
