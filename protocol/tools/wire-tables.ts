/** The tables of the wire's description, made from the definitions. */
import { LIMITS, PROGRAMME_LONGEST } from '../programme.ts';
import { EVENT_NAMES, STATES, TABLE, type Cell, type State } from '../stage.ts';
import { PUSHES, REQUESTS } from '../messages.ts';
import type { Field } from '../fields.ts';
import * as wire from '../wire.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

function range(field: Field): string {
  switch (field.kind) {
    case 'number': {
      const unit = field.unit === undefined ? '' : ` ${field.unit}`;
      return `${String(field.min)} … ${String(field.max)}${unit}${field.optional ? ', or `-`' : ''}`;
    }
    case 'word':
      return field.words.map((word) => `\`${word}\``).join(' ');
    case 'hex':
      return `${String(field.digits)} hex digits${field.fewer ? ' at most' : ''}`;
    case 'text':
      return `${String(field.longest)} characters at most`;
  }
}

const fieldNames = (fields: readonly Field[]): string =>
  fields
    .map((field) =>
      field.kind === 'number' && field.mayLack ? `[*${field.name}*]` : `*${field.name}*`,
    )
    .join(' ') || '–';

/** One row for all fields that are alike, and the messages that have them. */
function fields(): string {
  const requests = Object.entries(REQUESTS);
  const messages = [
    ...requests.map(([name, { fields }]) => ({ kind: '', name, list: fields })),
    ...requests.map(([name, { reply }]) => ({ kind: '`ok` of ', name, list: reply })),
    ...Object.entries(PUSHES).map(([name, { fields }]) => ({
      kind: '',
      name: `! ${name}`,
      list: fields,
    })),
  ];
  const rows = new Map<string, { cells: readonly string[]; places: Map<string, string[]> }>();
  for (const { kind, name, list } of messages)
    for (const field of list as readonly Field[]) {
      const cells = [`*${field.name}*`, field.text, range(field)];
      const row = rows.get(cells.join()) ?? { cells, places: new Map<string, string[]>() };
      row.places.set(kind, [...(row.places.get(kind) ?? []), `\`${name}\``]);
      rows.set(cells.join(), row);
    }
  return markdown(
    ['field', 'meaning', 'range', 'in'],
    [...rows.values()].map(({ cells, places }) => [
      ...cells,
      [...places].map(([kind, names]) => kind + names.join(' ')).join('; '),
    ]),
  );
}

/** The generated tables of `protocol/README.md`, by the names of their places in it. */
export function wireTables(): Readonly<Record<string, string>> {
  return {
    requests: markdown(
      ['request', 'fields', 'fields of `ok`', 'meaning'],
      Object.entries(REQUESTS).map(([name, { fields, reply, text, ...more }]) => [
        `\`${name}\`${'once' in more ? ' (once)' : ''}`,
        fieldNames(fields),
        fieldNames(reply),
        text,
      ]),
    ),
    pushes: markdown(
      ['push', 'fields', 'meaning'],
      Object.entries(PUSHES).map(([name, { fields, text }]) => [
        `\`! ${name}\``,
        fieldNames(fields),
        text,
      ]),
    ),
    fields: fields(),
    errors: markdown(
      ['code', 'meaning'],
      Object.entries(wire.ERRORS).map(([code, text]) => [`\`${code}\``, text]),
    ),
    settings: markdown(
      ['setting', 'range', 'at first', 'meaning'],
      Object.entries(wire.SETTINGS).map(([name, { min, max, start, text }]) => [
        `\`${name}\``,
        `${String(min)} … ${String(max)}`,
        String(start),
        text,
      ]),
    ),
    features: markdown(
      ['number', 'feature'],
      Object.values(wire.FEATURES).map(({ bit, text }) => [String(bit), text]),
    ),
    limits: markdown(
      ['limit', 'number'],
      [
        ['talks in a programme', String(LIMITS.talks)],
        ['scores, the changeover included', String(LIMITS.scores)],
        ['cues in all scores', String(LIMITS.cues)],
        ['bytes of a programme', String(PROGRAMME_LONGEST)],
        ['cues in one score', String(LIMITS.cuesInScore)],
        ['characters in a line, checksum included', String(wire.LINE_LIMIT)],
        ['bytes of a programme in a `data` line', String(wire.DATA_LIMIT)],
        ['replies to bad lines in a second', String(wire.ERROR_REPLIES_A_SECOND)],
        ['replies kept for retries', String(wire.KEPT_REPLIES)],
        ['entries in the log', String(wire.LOG_LENGTH)],
      ],
    ),
    table: markdown(
      ['event', ...STATES],
      EVENT_NAMES.map((event) => [
        `\`${event}\``,
        ...STATES.map((state) => (event === 'undo' ? 'the stage before' : cellText(event, state))),
      ]),
    ),
  };
}

function cellText(event: keyof typeof TABLE, state: State): string {
  const cells: Readonly<Partial<Record<State, Cell>>> = TABLE[event];
  const cell = cells[state];
  return cell ? `${cell.to}; talk ${cell.move}; clock ${cell.clock}` : 'refused';
}
