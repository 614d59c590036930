/** The wire's description says what the code does: its lines, its example, its tables. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  WireError,
  decodeFromPodium,
  decodeReply,
  decodeRequest,
  isPush,
  unframe,
  type PushValues,
  type Request,
} from '../../protocol/codec.ts';
import { crc16 } from '../../protocol/crc.ts';
import { encodeProgramme } from '../../protocol/programme.ts';
import { OPENING, adopt, elapsedOf, step, type EventName } from '../../protocol/stage.ts';
import { wireTables } from '../../protocol/tools/wire-tables.ts';
import { instant, seconds } from '../../protocol/time.ts';
import { CLAP, FIVE_MINUTES, lengthOf, programmeOf, rulesOf } from '../support/programmes.ts';

const page = readFileSync('protocol/README.md', 'utf8');

/** What stands in a fence below a heading. */
function fenced(heading: string): string[] {
  const block = new RegExp(`\n## ${heading}\n[^]*?\n\`\`\`\n([^]*?)\n\`\`\``).exec(page)?.[1];
  if (block === undefined) throw new Error(`the page has no example of "${heading}"`);
  return block.split('\n');
}

/** Lines of the transcript: who sends, and what, without the explanation in brackets. */
const TRANSCRIPT = fenced('A transcript').map((text) => {
  const [, from = '', line = ''] = /^([<>~]) (.*?)(?: +\(.*\))?$/.exec(text) ?? [];
  return { from, line };
});
const lines = (from: string): string[] =>
  TRANSCRIPT.filter((entry) => entry.from === from).map(({ line }) => line);
const stages = lines('<')
  .map((line) => decodeFromPodium(line))
  .flatMap((said) => (isPush(said) && said.name === 'stage' ? [said.values] : []));

describe('the transcript', () => {
  it('has requests that can be read', () => {
    const names = lines('>').map((line) => decodeRequest(line).name);
    expect(new Set(names)).toEqual(
      new Set(['hello', 'load', 'data', 'commit', 'start', 'grant', 'time', 'finish', 'log']),
    );
  });

  it('has one reply to each request, with the tag and the fields of that request', () => {
    let asked: Request | undefined;
    for (const { from, line } of TRANSCRIPT) {
      if (from === '>') {
        expect(asked, line).toBeUndefined();
        asked = decodeRequest(line);
      } else if (from === '<') {
        const said = decodeFromPodium(line);
        if (isPush(said) || said.tag === null) continue;
        expect(said.tag, line).toBe(asked?.tag);
        if (asked && said.ok) decodeReply(asked.name, said.words);
        asked = undefined;
      }
    }
    expect(asked).toBeUndefined();
  });

  it('has a line that was damaged, and what is said to that', () => {
    expect(lines('~')).toHaveLength(1);
    for (const line of lines('~')) expect(() => unframe(line)).toThrow(WireError);
    expect(lines('<').filter((line) => line.startsWith('error - checksum'))).toHaveLength(1);
  });

  it('goes as the stage goes', () => {
    const told = ({ rev, state, talk, elapsed, granted }: PushValues<'stage'>) =>
      [rev, state, talk, elapsed, granted].join(' ');
    const events: [EventName, number][] = [
      ['start', 60_000],
      ['grant', 302_417],
      ['go', 310_555],
    ];
    let stage = adopt(OPENING, 0);
    const played = events.map(([type, at]) => {
      const outcome = step(stage, { type, amount: seconds(30) }, instant(at), 2);
      if (!outcome.accepted) throw new Error(`${type}: ${outcome.reason}`);
      ({ stage } = outcome);
      const elapsed = elapsedOf(stage, instant(at));
      return [stage.rev, stage.state, stage.talk, elapsed, stage.granted / 1000].join(' ');
    });
    expect(stages.map(told)).toEqual(['0 standby 0  0', '1 standby 0  0', ...played]);
    expect(stages.slice(2).map(({ clock }) => clock)).toEqual(events.map(([, at]) => at));
  });
});

describe('the example of a programme', () => {
  const example = encodeProgramme(
    programmeOf([
      { id: 1, rules: CLAP, length: FIVE_MINUTES },
      { id: 2, rules: rulesOf('gong'), length: lengthOf('1:00'), silent: true },
    ]),
  );
  const hex = Buffer.from(example).toString('hex').toUpperCase();
  const crc = crc16(example).toString(16).toUpperCase().padStart(4, '0');

  it('has the bytes that its words say', () => {
    const bytes = fenced('A programme').map((text) => /^([0-9A-F]{2} +)+/.exec(text)?.[0] ?? '');
    expect(bytes.join('').replaceAll(' ', '')).toBe(hex);
  });

  it('is what the transcript loads, under its CRC', () => {
    const requests = lines('>').map((line) => decodeRequest(line));
    const parts = requests.filter(({ name }) => name === 'data').map(({ values }) => values);
    expect(parts.map(({ bytes }) => bytes).join('')).toBe(hex);
    expect(parts.map(({ offset }) => offset)).toEqual([0, 20, 40]);
    const load = requests.find(({ name }) => name === 'load');
    expect(load?.values).toEqual({ bytes: example.length, programme: crc });
    expect(page).toContain(`Its CRC-16, by the same polynomial as a line's, is ${crc}.`);
  });
});

describe('the description', () => {
  it.each(Object.entries(wireTables()))('has the table of %s as it is now', (name, table) => {
    expect(page).toContain(`<!-- generated: ${name} -->\n${table}\n<!-- end -->`);
  });

  it('has the check value of the checksum', () => {
    const value = crc16(Buffer.from('123456789')).toString(16).toUpperCase();
    expect(page).toContain(`Of \`123456789\` it is ${value}.`);
  });
});
