/** Messages to lines and back. */
import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import {
  WireError,
  decodeFromPodium,
  decodeReply,
  decodeRequest,
  encodeError,
  encodeOk,
  encodePush,
  encodeRequest,
  frame,
  isPush,
  unframe,
} from '../../protocol/codec.ts';
import { PUSHES, PUSH_NAMES, REQUESTS, REQUEST_NAMES } from '../../protocol/messages.ts';
import { ERROR_CODES, LINE_LIMIT, TAG_LIMIT } from '../../protocol/wire.ts';
import { anyValues, linesOf, longest, okLine, pushLine, requestLine } from '../support/messages.ts';

const tags = fc.integer({ min: 1, max: TAG_LIMIT });

/** `code: message` of the WireError that decoding ends with. */
function complaint(decode: () => unknown): string {
  try {
    decode();
  } catch (error) {
    if (error instanceof WireError) return `${error.code}: ${error.message}`;
  }
  return 'no complaint';
}
const asked = (body: string): string => complaint(() => decodeRequest(frame(body)));
const said = (body: string): string => complaint(() => decodeFromPodium(frame(body)));

describe('a line', () => {
  it('is a body, a star and four hex digits', () => {
    expect(encodeRequest(7, 'start', { rev: 12 })).toBe('7 start 12*A730');
    expect(encodeOk(7, 'start', { rev: 13 })).toMatch(/^ok 7 13\*[0-9A-F]{4}$/);
    expect(encodePush('beat', { rev: 13, clock: 5000, newest: 7 })).toMatch(
      /^! beat 13 5000 7\*[0-9A-F]{4}$/,
    );
    expect(encodeError(7, 'stale', 13)).toMatch(/^error 7 stale 13\*[0-9A-F]{4}$/);
    expect(encodeError(null, 'checksum')).toMatch(/^error - checksum\*[0-9A-F]{4}$/);
    expect(unframe('7 start 12*A730')).toBe('7 start 12');
  });

  it('has at most 60 characters, in every message with the longest values of its fields', () => {
    const lines = linesOf(longest, TAG_LIMIT);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(LINE_LIMIT);
    for (const code of ERROR_CODES)
      expect(encodeError(TAG_LIMIT, code, 65_535).length).toBeLessThanOrEqual(LINE_LIMIT);
    expect(LINE_LIMIT).toBe(60);
  });

  it('is not made longer than that', () => {
    expect(frame('x'.repeat(55))).toHaveLength(60);
    expect(() => frame('x'.repeat(56))).toThrow(RangeError);
  });
});

it.each(['1 0.1.0', '3 1.0.0 more than we know'])(
  'the greeting "%s" is of another version, which is told',
  (greeting) => {
    const [version] = greeting;
    expect(() => decodeReply('hello', greeting.split(' '))).toThrow(
      `version ${String(version)} of the protocol`,
    );
  },
);

describe('what is encoded is decoded again:', () => {
  it.each(REQUEST_NAMES)('the request %s', (name) => {
    fc.assert(
      fc.property(tags, anyValues(REQUESTS[name].fields), (tag, values) => {
        expect(decodeRequest(requestLine(tag, name, values))).toEqual({ tag, name, values });
      }),
      { numRuns: 50 },
    );
  });

  it.each(REQUEST_NAMES)('the reply to %s', (name) => {
    fc.assert(
      fc.property(tags, anyValues(REQUESTS[name].reply), (tag, values) => {
        const reply = decodeFromPodium(okLine(tag, name, values));
        if (isPush(reply) || !reply.ok) throw new Error('no ok');
        expect(reply.tag).toBe(tag);
        expect(decodeReply(name, reply.words)).toEqual(values);
      }),
      { numRuns: 50 },
    );
  });

  it.each(PUSH_NAMES)('the push %s', (name) => {
    fc.assert(
      fc.property(anyValues(PUSHES[name].fields), (values) => {
        const push = decodeFromPodium(pushLine(name, values));
        expect(isPush(push)).toBe(true);
        expect(push).toEqual({ name, values });
      }),
      { numRuns: 50 },
    );
  });

  it.each(ERROR_CODES)('the error %s', (code) => {
    expect(decodeFromPodium(encodeError(5, code))).toEqual({ ok: false, tag: 5, code });
    expect(decodeFromPodium(encodeError(null, code))).toEqual({ ok: false, tag: null, code });
    expect(decodeFromPodium(encodeError(5, code, 9))).toEqual({ ok: false, tag: 5, code, rev: 9 });
  });
});

describe('values that a message cannot have are not encoded', () => {
  it.each([
    ['a number out of its range', () => encodeRequest(1, 'hold', { rev: 65_536 })],
    ['a number that is no integer', () => encodeRequest(1, 'hold', { rev: 0.5 })],
    ['nothing where something belongs', () => requestLine(1, 'hold', { rev: null })],
    ['a field that is missing', () => requestLine(1, 'hold', {})],
    ['an unknown word', () => requestLine(1, 'get', { name: 'colour' })],
    ['an odd number of digits', () => encodeRequest(1, 'data', { offset: 0, bytes: 'ABC' })],
    ['no digits', () => encodeRequest(1, 'data', { offset: 0, bytes: '' })],
    ['too many digits', () => encodeRequest(1, 'data', { offset: 0, bytes: '00'.repeat(21) })],
    ['too few digits of a CRC', () => encodeRequest(1, 'load', { bytes: 12, programme: 'AB' })],
    ['digits in lower case', () => encodeRequest(1, 'load', { bytes: 12, programme: 'abcd' })],
  ])('%s', (_, encode) => {
    expect(encode).toThrow(WireError);
  });

  it.each(['', 'a b', 'é', '0123456789abc'])('the version "%s"', (version) => {
    const room = { talks: 64, scores: 9, cues: 54, line: 60, bytes: 457, part: 20 };
    const limits = { protocol: 2, ...room, 'score-cues': 16, features: 1 };
    expect(() => encodePush('claplight', { ...limits, version })).toThrow(WireError);
  });
});

describe('a request that is none', () => {
  it.each([
    ['7', 'syntax: no request ""'],
    ['7 jump 12', 'syntax: no request "jump"'],
    ['7 toString', 'syntax: no request "toString"'],
    ['7 skip', 'syntax: 0 fields instead of 1'],
    ['7 skip 12 13', 'syntax: 2 fields instead of 1'],
    ['7 skip  12', 'syntax: 2 fields instead of 1'],
    ['7 start', 'syntax: 0 fields instead of 2'],
    ['7 start 12 13 14', 'syntax: 3 fields instead of 2'],
    ['7 start 12 ', 'syntax: "" is not a number'],
    ['7 start 12 -1', 'range: -1 is not within 0 … 99999999999'],
    ['7 start x', 'syntax: "x" is not a number'],
    ['7 start 1e3', 'syntax: "1e3" is not a number'],
    ['7 start -', 'syntax: "-" is not a number'],
    ['7 start 123456789012', 'syntax: "123456789012" is not a number'],
    ['7 start 65536', 'range: 65536 is not within 0 … 65535'],
    ['7 grant 3 -3601', 'range: -3601 is not within -3600 … 3600'],
    ['7 get colour', 'range: "colour" is no name'],
    ['7 data 0 AB0', 'syntax: "AB0" is no bytes'],
    ['0 start 12', 'range: 0 is not within 1 … 9999'],
    ['10000 start 12', 'range: 10000 is not within 1 … 9999'],
    ['x start 12', 'syntax: "x" is not a number'],
    [' start 12', 'syntax: "" is not a number'],
  ])('"%s": %s', (body, expected) => {
    expect(asked(body)).toBe(expected);
  });
});

describe('what a podium sends that is neither reply nor push', () => {
  it.each([
    ['hello', 'syntax: neither a reply nor a push: "hello*D26E"'],
    ['!', 'syntax: no push ""'],
    ['! start 12', 'syntax: no push "start"'],
    ['! beat 1', 'syntax: 1 fields instead of 3'],
    ['! press 1 start why', 'range: "why" is no result'],
    ['ok', 'syntax: "" is not a number'],
    ['error 7', 'syntax: no error ""'],
    ['error 7 odd', 'syntax: no error "odd"'],
    ['error 7 stale 1 2', 'syntax: no error "stale"'],
    ['error 7 stale x', 'syntax: "x" is not a number'],
    ['error x stale', 'syntax: "x" is not a number'],
    ['error', 'syntax: no error ""'],
  ])('"%s": %s', (body, expected) => {
    expect(said(body)).toBe(expected);
  });

  it('an ok whose fields are not those of the request', () => {
    expect(complaint(() => decodeReply('start', []))).toBe('syntax: 0 fields instead of 1');
  });
});
