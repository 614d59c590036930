/**
 * Our own lineups in YAML or JSON: `name`, `start`, `end`, `changeover` and `talks`, each a mapping
 * with the same names as the columns of a table; or the list of talks alone. JSON is read as the
 * YAML that it also is, so that both have one reader and every value has a place. Each scalar is
 * taken as its text ("failsafe"): a title 007 stays 007, and 5:00 is no number in base sixty.
 */
import type * as Yaml from 'yaml';
import { quoted, visible } from '../system/characters.ts';
import { layoutOf, type Column } from './columns.ts';
import type { Field } from './talk-fields.ts';
import type { Lineup, Talk } from './lineup.ts';
import { SESSION_KEYS, takeValue, type SessionValues } from './session-values.ts';
import type { SourceText, Span } from './source.ts';
import { goneOf, talkFrom, type Values } from './talk.ts';
import { loadYaml, parseYaml } from './yaml.ts';

type Node = Yaml.Node | null | undefined;

/** Reads a YAML or JSON lineup. Throws InputProblem for what cannot be read: all of it, if it is YAML at all. */
export const readOwn = (source: SourceText): Lineup => source.whole(() => ownIn(source));

function ownIn(source: SourceText): Lineup {
  const yaml = loadYaml();
  const document = parse(source);
  const reader = new Reader(source, yaml);
  const session: SessionValues = {};
  const top = document.contents as Node;
  if (yaml.isSeq(top)) return { talks: reader.talks(top), remarks: source.remarks };
  let talks: Talk[] = [];
  for (const { key, value } of reader.entries(top, 'a lineup is a mapping with "talks:" in it')) {
    const known = SESSION_KEYS.find((word) => word === key.text.toLowerCase());
    if (known)
      source.tried(() => {
        takeValue(source, known, reader.scalar(value, key), session);
      });
    else if (key.text.toLowerCase() === 'talks') talks = reader.talks(value);
    else source.remark(`${quoted(key.text)} is not used`, key);
  }
  return { ...session, talks, remarks: source.remarks };
}

function parse(source: SourceText): Yaml.Document {
  const document = parseYaml(source, { schema: 'failsafe' });
  const [error] = document.errors;
  if (!error) return document;
  const [at, end] = error.pos;
  const mend = 'a text with ": " or " #" in it, or that begins with a sign, needs quotes round it';
  throw source.problem({ at, length: end - at }, `${visible(error.message)} (in YAML, ${mend})`);
}

/** Stands for a value whose mistake is kept already, so that there is not another one for its absence. */
const UNREADABLE: Field = { text: 'TBA', at: 0, length: 0 };

/** Columns that may hold a list. */
const PEOPLE: ReadonlySet<Column> = new Set(['speaker', 'coSpeaker']);

interface Entry {
  readonly key: Field;
  readonly value: Node;
}

class Reader {
  readonly #source: SourceText;
  readonly #yaml: typeof Yaml;

  constructor(source: SourceText, yaml: typeof Yaml) {
    this.#source = source;
    this.#yaml = yaml;
  }

  talks(list: Node): Talk[] {
    if (isNothing(list, this.#yaml)) return [];
    if (!this.#yaml.isSeq(list)) {
      throw this.#source.problem(
        spanOf(list),
        '"talks" is a list: begin each talk with "- speaker: "',
      );
    }
    return list.items.flatMap((item) => this.#source.tried(() => this.#talk(item as Node)) ?? []);
  }

  #talk(node: Node): Talk | undefined {
    const entries = this.entries(node, 'a talk is a mapping: "speaker: …", "title: …"');
    const layout = layoutOf(
      entries.map(({ key }) => key.text),
      true,
    );
    const used = new Map([...layout].map(([column, index]) => [index, column]));
    const found = new Map<Column, Field>();
    entries.forEach(({ key, value }, index) => {
      const column = used.get(index);
      if (column === undefined || column === 'order')
        this.#source.remark(`${quoted(key.text)} is not used`, key);
      else {
        const field = this.#source.tried(() =>
          PEOPLE.has(column) ? this.#people(value, key) : this.scalar(value, key),
        );
        found.set(column, field ?? UNREADABLE);
      }
    });
    const values: Values = (column) => found.get(column);
    const gone = goneOf(values);
    if (gone === undefined) return talkFrom(this.#source, values, spanOf(node));
    this.#source.leftOut(`${gone} talk`, spanOf(node));
    return undefined;
  }

  /** One name, or a list of them. */
  #people(node: Node, near: Span): Field {
    if (!this.#yaml.isSeq(node)) return this.scalar(node, near);
    const names = node.items.map((item) => this.scalar(item as Node, spanOf(node)).text);
    return { text: names.join('\n'), ...spanOf(node) };
  }

  /** The entries of a mapping; `otherwise` says what should have been there. */
  entries(node: Node, otherwise: string): Entry[] {
    if (!this.#yaml.isMap(node)) throw this.#source.problem(spanOf(node), otherwise);
    return node.items.map(({ key, value }) => ({
      key: this.scalar(key as Node, spanOf(node)),
      value: value as Node,
    }));
  }

  /** A single value. `near` is marked if there is nothing to mark. */
  scalar(node: Node, near: Span): Field {
    if (isNothing(node, this.#yaml)) return { text: '', at: near.at, length: near.length };
    const span = spanOf(node);
    if (this.#yaml.isScalar(node)) return { text: String(node.value), ...span };
    const mend = this.#yaml.isAlias(node)
      ? 'write the value out: anchors are not read'
      : 'write one text here';
    throw this.#source.problem(span, mend);
  }
}

/** An empty value, `null` or `~`, if it is not in quotes. */
function isNothing(node: Node, yaml: typeof Yaml): boolean {
  if (!node) return true;
  return yaml.isScalar(node) && node.type === 'PLAIN' && /^(?:null|~|)$/.test(String(node.value));
}

function spanOf(node: Node): Span {
  const [at, end] = node?.range ?? [0, 0, 0];
  return { at, length: Math.max(0, end - at) };
}
