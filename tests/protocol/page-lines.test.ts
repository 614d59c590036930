/** Whatever the wire's description shows as a line, anywhere on the page, is one to the codec. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeFromPodium, decodeRequest, frame } from '../../protocol/codec.ts';
import { LOG_KINDS, PUSHES, PUSH_NAMES, REQUESTS, REQUEST_NAMES } from '../../protocol/messages.ts';
import { SOUND_NAMES } from '../../protocol/signal.ts';
import { STATES } from '../../protocol/stage.ts';
import { ERROR_CODES, SETTING_NAMES, STARTED, TRUTHS } from '../../protocol/wire.ts';

const page = readFileSync('protocol/README.md', 'utf8');
const [prose, fences] = [page.replaceAll(/\n```[^]*?\n```/g, ''), page.match(/\n```[^]*?\n```/g)];
const spans = [...new Set([...prose.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text))];

/** Words that are named alone: of messages, of their fields, of what may stand in these. */
const WORDS = new Set<string>([
  ...[...REQUEST_NAMES, ...PUSH_NAMES.map((name) => `! ${name}`), ...ERROR_CODES],
  ...[...Object.values(REQUESTS), ...Object.values(PUSHES)].flatMap((message) => [
    ...message.fields.map(({ name }) => name),
    ...('reply' in message ? message.reply.map(({ name }) => name) : []),
  ]),
  ...[...LOG_KINDS, 'end', 'gap', ...STATES, ...SOUND_NAMES, ...SETTING_NAMES],
  ...[...STARTED, ...TRUTHS, '!', '-', 'ok'],
]);
/** What the page says of itself, and no line of the wire. */
const OTHERS = new Set(['>', '<', '~', '123456789']);
/** What the page writes in capitals is for the reader to fill in. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  'NAME FIELDS…': 'grant 7 30',
  TAG: '501',
  CODE: 'refused',
  REV: '7',
  CLOCK: '61030',
  TALK: '0',
  CRC: '3DB3',
  BYTES: '20',
  ELAPSED: '382000',
  GRANTED: '30',
  OFFSET: '0',
  QUIET: '6',
  N: '12',
  VALUE: '50',
};

/** Decodes a line as the page shows it, without its checksum, and a request often without its tag. Throws a WireError. */
function decode(text: string): void {
  const words = Object.entries(PLACEHOLDERS).reduce(
    (line, [name, value]) => line.replace(new RegExp(`(?<![A-Z])${name}(?![A-Z])`), value),
    text,
  );
  if (/^(!|ok|error) /.test(words)) decodeFromPodium(frame(words));
  else decodeRequest(frame(/^\d/.test(words) ? words : `501 ${words}`));
}

describe('what the page writes in the type of code', () => {
  it.each(spans.filter((text) => !WORDS.has(text) && !OTHERS.has(text)))(
    '`%s` is a line',
    (text) => {
      expect(() => {
        decode(text);
      }).not.toThrow();
    },
  );

  it('has lines among it, and names every request, push and error', () => {
    expect(spans.filter((text) => text.includes(' ')).length).toBeGreaterThanOrEqual(20);
    const named = [...REQUEST_NAMES, ...PUSH_NAMES.map((name) => `! ${name}`), ...ERROR_CODES];
    expect(named.filter((name) => !spans.includes(name))).toEqual([]);
  });

  it.each(['start REV WHEN', 'grant 7', 'put REV closed', '! beat 7', 'error 501 odd', 'jump'])(
    'were it `%s`, it would be noticed',
    (text) => {
      expect(() => {
        decode(text);
      }).toThrow();
    },
  );

  it('is in four blocks else, each of which has a test of its own or is no line', () => {
    const begins = fences?.map((block) => block.trim().split('\n')[1]?.slice(0, 12));
    expect(begins).toEqual(
      ['< ! claplight', 'crc = 0xFFFF', '02 03 08 02 ', 'slack  = (t₂'].map((text) =>
        text.slice(0, 12),
      ),
    );
  });
});
