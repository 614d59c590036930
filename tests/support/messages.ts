/** Lines of every message of the wire, with values from the definitions of their fields. */
import { fc } from './random.ts';
import {
  encodeError,
  encodeOk,
  encodePush,
  encodeRequest,
  type PushValues,
  type ReplyValues,
  type RequestValues,
} from '../../protocol/codec.ts';
import type { Field } from '../../protocol/fields.ts';
import {
  PUSHES,
  PUSH_NAMES,
  REQUESTS,
  REQUEST_NAMES,
  type PushName,
  type RequestName,
} from '../../protocol/messages.ts';
import { ERROR_CODES, TAG_LIMIT } from '../../protocol/wire.ts';

type Value = number | string | null;
type Values = Readonly<Record<string, Value>>;
type Choose = (field: Field) => Value;

const valuesOf = (fields: readonly Field[], choose: Choose): Values =>
  Object.fromEntries(fields.map((field) => [field.name, choose(field)]));

// The definitions say which values belong to which message; here they come from them at run time.
export const requestLine = (tag: number, name: RequestName, values: Values): string =>
  encodeRequest(tag, name, values as RequestValues<typeof name>);
export const okLine = (tag: number, name: RequestName, values: Values): string =>
  encodeOk(tag, name, values as ReplyValues<typeof name>);
export const pushLine = (name: PushName, values: Values): string =>
  encodePush(name, values as PushValues<typeof name>);

/** Every message once, with the values that `choose` gives. */
export const linesOf = (choose: Choose, tag: number): string[] => [
  ...REQUEST_NAMES.map((name) => requestLine(tag, name, valuesOf(REQUESTS[name].fields, choose))),
  ...REQUEST_NAMES.map((name) => okLine(tag, name, valuesOf(REQUESTS[name].reply, choose))),
  ...PUSH_NAMES.map((name) => pushLine(name, valuesOf(PUSHES[name].fields, choose))),
];

const errorLines = (tag: number | null, rev?: number): string[] =>
  ERROR_CODES.map((code) => encodeError(tag, code, rev));

const least: Choose = (field) => {
  if (field.kind === 'number') return field.min;
  if (field.kind === 'word') return field.words[0] ?? '';
  return field.kind === 'hex' ? '0'.repeat(field.fewer ? 2 : field.digits) : '0';
};

const most: Choose = (field) => {
  if (field.kind === 'number') return field.max;
  if (field.kind === 'word') return field.words.at(-1) ?? '';
  return field.kind === 'hex' ? 'F'.repeat(field.digits) : '~'.repeat(field.longest);
};

const none: Choose = (field) => (field.kind === 'number' && field.optional ? null : least(field));

/** The value that takes the most characters. */
export const longest: Choose = (field) => {
  if (field.kind === 'number')
    return String(field.min).length > String(field.max).length ? field.min : field.max;
  if (field.kind === 'word')
    return field.words.reduce((found, word) => (word.length > found.length ? word : found), '');
  return most(field);
};

/** Representative lines of all messages. */
export const LINES: readonly string[] = [
  ...new Set([
    ...[least, most, none, longest].flatMap((choose) => linesOf(choose, TAG_LIMIT)),
    ...linesOf(most, 1),
    ...errorLines(TAG_LIMIT, 65_535),
    ...errorLines(1),
    ...errorLines(null),
  ]),
];

/** Any values of fields. */
export const anyValues = (fields: readonly Field[]): fc.Arbitrary<Values> =>
  fc.record(Object.fromEntries(fields.map((field) => [field.name, anyValue(field)])));

function anyValue(field: Field): fc.Arbitrary<Value> {
  switch (field.kind) {
    case 'number': {
      const number = fc.integer({ min: field.min, max: Math.min(field.max, 2 ** 31 - 1) });
      const edge = fc.constantFrom(field.min, field.max);
      return fc.oneof(number, field.optional ? fc.oneof(edge, fc.constant(null)) : edge);
    }
    case 'word':
      return fc.constantFrom(...field.words);
    case 'hex': {
      const size = { maxLength: field.digits / 2, minLength: field.fewer ? 1 : field.digits / 2 };
      return fc.uint8Array(size).map((bytes) => Buffer.from(bytes).toString('hex').toUpperCase());
    }
    case 'text':
      return fc
        .array(fc.integer({ min: 0x21, max: 0x7e }), { minLength: 1, maxLength: field.longest })
        .map((codes) => String.fromCharCode(...codes));
  }
}

/** What a podium that is well says in its greeting. */
export const GREETED = {
  protocol: 2,
  version: '0.2.0',
  talks: 64,
  scores: 9,
  cues: 54,
  line: 60,
  bytes: 457,
  part: 20,
  'score-cues': 16,
  features: 1,
} as const;
