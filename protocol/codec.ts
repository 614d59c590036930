/**
 * Lines to messages and back. A line is a body, a star and the CRC-16 of the body in four upper-case
 * hex digits: `7 start 12*3F2A`. Requests begin with a tag, replies with `ok` or `error`, and what
 * the podium says by itself with `!`.
 */
import { crc16 } from './crc.ts';
import type { Field, HexField } from './fields.ts';
import { PUSHES, REQUESTS, type PushName, type RequestName } from './messages.ts';
import { ERROR_CODES, LINE_LIMIT, PROTOCOL_VERSION, TAG_LIMIT, type ErrorCode } from './wire.ts';

type ValueOf<F> = F extends { kind: 'number'; optional: true }
  ? number | null
  : F extends { kind: 'number' }
    ? number
    : F extends { kind: 'word'; words: readonly (infer W)[] }
      ? W
      : string;

/** The values of a list of fields, by their names. */
export type Values<F extends readonly Field[]> = {
  readonly [K in Exclude<F[number], { mayLack: true }> as K['name']]: ValueOf<K>;
} & {
  readonly [K in Extract<F[number], { mayLack: true }> as K['name']]?: ValueOf<K>;
};
export type RequestValues<N extends RequestName> = Values<(typeof REQUESTS)[N]['fields']>;
export type ReplyValues<N extends RequestName> = Values<(typeof REQUESTS)[N]['reply']>;
export type PushValues<N extends PushName> = Values<(typeof PUSHES)[N]['fields']>;
type AnyValues = Readonly<Record<string, number | string | null>>;

/** A line that is no message, and why. `checksum` and `long` say that it was damaged on its way. */
export class WireError extends Error {
  readonly code: 'checksum' | 'long' | 'syntax' | 'range';
  constructor(code: WireError['code'], message: string) {
    super(message);
    this.name = 'WireError';
    this.code = code;
  }
}

/** The other end speaks another version of the protocol, of which this one knows the greeting's first number. */
export class OtherVersion extends Error {
  readonly version: number;
  constructor(version: number) {
    super(`version ${String(version)} of the protocol`);
    this.name = 'OtherVersion';
    this.version = version;
  }
}

const bytesOf = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0));
const checksum = (body: string): string =>
  crc16(bytesOf(body)).toString(16).toUpperCase().padStart(4, '0');

/** The line of a body, without a line end. Throws a RangeError if it would be too long. */
export function frame(body: string): string {
  const line = `${body}*${checksum(body)}`;
  if (line.length > LINE_LIMIT)
    throw new RangeError(`a line of ${String(line.length)} characters: ${line}`);
  return line;
}

/** The body of a line whose checksum is right. Throws a WireError. */
export function unframe(line: string): string {
  if (line.length > LINE_LIMIT)
    throw new WireError('long', `a line of ${String(line.length)} characters`);
  const match = /^([\x20-\x7e]+)\*([0-9A-F]{4})$/.exec(line);
  const body = match?.[1];
  if (body === undefined || checksum(body) !== match?.[2])
    throw new WireError('checksum', 'a damaged line');
  return body;
}

export interface Request {
  readonly tag: number;
  readonly name: RequestName;
  readonly values: AnyValues;
}

export type Reply =
  | { readonly ok: true; readonly tag: number; readonly words: readonly string[] }
  | {
      readonly ok: false;
      /** Null where the podium could not read one. */
      readonly tag: number | null;
      readonly code: ErrorCode;
      /** The current revision, with refusals of the stage. */
      readonly rev?: number;
    };

export type Push = {
  [N in PushName]: { readonly name: N; readonly values: PushValues<N> };
}[PushName];

export const encodeRequest = <N extends RequestName>(
  tag: number,
  name: N,
  values: RequestValues<N>,
): string => frame([String(tag), name, ...encodeFields(REQUESTS[name].fields, values)].join(' '));

export const encodeOk = <N extends RequestName>(
  tag: number,
  name: N,
  values: ReplyValues<N>,
): string => frame(['ok', String(tag), ...encodeFields(REQUESTS[name].reply, values)].join(' '));

export const encodeError = (tag: number | null, code: ErrorCode, rev?: number): string =>
  frame(
    [
      'error',
      tag === null ? '-' : String(tag),
      code,
      ...(rev === undefined ? [] : [String(rev)]),
    ].join(' '),
  );

export const encodePush = <N extends PushName>(name: N, values: PushValues<N>): string =>
  frame(['!', name, ...encodeFields(PUSHES[name].fields, values)].join(' '));

/** Reads a request. Throws a WireError with the code that a podium would answer. */
export function decodeRequest(line: string): Request {
  const [tag = '', name = '', ...words] = unframe(line).split(' ');
  if (!isOneOf(REQUESTS, name)) throw new WireError('syntax', `no request "${name}"`);
  const values = decodeFields(REQUESTS[name].fields, words);
  return { tag: decodeTag(tag), name, values };
}

/** Reads what a podium sends: a reply or a push. Throws a WireError. */
export function decodeFromPodium(line: string): Reply | Push {
  const [kind, ...words] = unframe(line).split(' ');
  if (kind === '!') return decodePush(words);
  if (kind === 'ok') return { ok: true, tag: decodeTag(words[0] ?? ''), words: words.slice(1) };
  if (kind === 'error') return decodeError(words);
  throw new WireError('syntax', `neither a reply nor a push: "${line}"`);
}

export const isPush = (message: Reply | Push): message is Push => 'name' in message;

/** The values of an `ok`, which only who sent the request can read. Throws a WireError, or OtherVersion. */
export const decodeReply = <N extends RequestName>(
  name: N,
  words: readonly string[],
): ReplyValues<N> => {
  const [version = '', firmware = ''] = words;
  // Of any version a greeting begins with these two.
  const greets = name === 'hello' && /^\d{1,2}$/.test(version) && /^\d+\.\d+\.\d/.test(firmware);
  if (greets && Number(version) !== PROTOCOL_VERSION) throw new OtherVersion(Number(version));
  return decodeFields(REQUESTS[name].reply, words) as ReplyValues<N>;
};

function decodePush([name = '', ...words]: readonly string[]): Push {
  if (!isOneOf(PUSHES, name)) throw new WireError('syntax', `no push "${name}"`);
  return { name, values: decodeFields(PUSHES[name].fields, words) } as Push;
}

function decodeError([tag = '', word = '', rev, ...rest]: readonly string[]): Reply {
  const code = ERROR_CODES.find((known) => known === word);
  if (code === undefined || rest.length > 0) throw new WireError('syntax', `no error "${word}"`);
  return {
    ok: false,
    tag: tag === '-' ? null : decodeTag(tag),
    code,
    ...(rev === undefined ? {} : { rev: decodeNumber(rev, 0, 65_535) }),
  };
}

const isOneOf = <T extends object>(known: T, name: string): name is keyof T & string =>
  Object.hasOwn(known, name);

const decodeTag = (word: string): number => decodeNumber(word, 1, TAG_LIMIT);

function encodeFields(fields: readonly Field[], values: AnyValues): string[] {
  return fields.flatMap((field) => {
    const value = values[field.name];
    if (value === undefined && mayLack(field)) return [];
    const word = value === null || value === undefined ? '-' : String(value);
    decodeField(field, word);
    return word;
  });
}

const mayLack = (field: Field | undefined): boolean => field?.kind === 'number' && !!field.mayLack;

function decodeFields(fields: readonly Field[], words: readonly string[]): AnyValues {
  if (words.length === fields.length - 1 && mayLack(fields.at(-1)))
    return decodeFields(fields, [...words, '-']);
  if (words.length !== fields.length)
    throw new WireError(
      'syntax',
      `${String(words.length)} fields instead of ${String(fields.length)}`,
    );
  return Object.fromEntries(
    fields.map((field, i) => [field.name, decodeField(field, String(words[i]))]),
  );
}

function decodeField(field: Field, word: string): number | string | null {
  switch (field.kind) {
    case 'number':
      return field.optional && word === '-' ? null : decodeNumber(word, field.min, field.max);
    case 'word':
      if (!field.words.includes(word))
        throw new WireError('range', `"${word}" is no ${field.name}`);
      return word;
    case 'hex':
      if (!isHex(field, word)) throw new WireError('syntax', `"${word}" is no ${field.name}`);
      return word;
    case 'text':
      if (!/^[!-~]+$/.test(word) || word.length > field.longest)
        throw new WireError('syntax', `"${word}" is no ${field.name}`);
      return word;
  }
}

const isHex = ({ digits, fewer }: HexField, word: string): boolean =>
  /^([0-9A-F]{2})+$/.test(word) && (fewer ? word.length <= digits : word.length === digits);

function decodeNumber(word: string, min: number, max: number): number {
  if (!/^-?\d{1,11}$/.test(word)) throw new WireError('syntax', `"${word}" is not a number`);
  const value = Number(word);
  if (value < min || value > max)
    throw new WireError('range', `${word} is not within ${String(min)} … ${String(max)}`);
  return value;
}
