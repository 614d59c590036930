import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import { tidy } from '../../host/system/characters.ts';
import { firstMistake } from '../../host/lineup/json.ts';
import type { Lineup, Talk } from '../../host/lineup/lineup.ts';
import { writeCsv, writeJson, writeYaml } from '../../host/lineup/write.ts';
import { duration } from '../../protocol/time.ts';
import { read, withoutLine } from './helpers.ts';

/** Texts with everything that a format could stumble over. */
const nasty = fc.constantFrom(
  '#x',
  '"',
  '""',
  ',',
  ';',
  ': ',
  ' #',
  '- ',
  '=1',
  '+1',
  '-1',
  '@a',
  "'",
  "'=",
  '|',
  '>',
  '&a',
  '*a',
  '!b',
  '%',
  '`',
  'null',
  '~',
  'true',
  'No',
  '007',
  '5:00',
  '1e3',
  '0x1f',
  '{',
  '}',
  '[',
  ']',
  '\\n',
  '\\',
  '…',
  '–',
  ' - ',
  'é',
  'e\u0301',
  '李',
  'שלום',
  '\u200d',
  '👩‍💻',
  '<b>',
  '---',
  '...',
  '?',
  'name: x',
  '# name: y',
  'speaker',
  'title',
);
const line = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc
        .array(
          fc.oneof(
            nasty,
            fc.string({ unit: 'binary', maxLength: 6 }),
            fc.string({ maxLength: 12 }),
          ),
          { minLength: 1, maxLength: 5 },
        )
        .map((parts) => parts.join('')),
    },
    { weight: 1, arbitrary: nasty },
  )
  .map(tidy);
/** Addresses are left out of what is read, and a cancelled talk is none: those do not come back. */
const text = line.filter(
  (value) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(value) && !/@.*\.\p{L}{2}|cancel/iu.test(value),
);
const length = fc.integer({ min: 1, max: 86_400 }).map((s) => duration(s * 1000));
const moment = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 16) + '+02:00');

const talk: fc.Arbitrary<Talk> = fc.record(
  {
    speaker: text,
    title: fc.oneof(text, fc.constant('')),
    duration: length,
    notes: text,
    sayAs: text,
    pronouns: text,
    rules: text,
    silent: fc.constant(true),
    noFlash: fc.constant(true),
    skip: fc.constant(true),
  },
  { requiredKeys: ['speaker', 'title'] },
);
const lineup: fc.Arbitrary<Lineup> = fc.record(
  {
    talks: fc.array(talk, { minLength: 1, maxLength: 8 }),
    name: text,
    changeover: length,
    start: moment,
    end: moment,
    remarks: fc.constant([]),
  },
  { requiredKeys: ['talks', 'remarks'] },
);

/** Odd lengths are doubted; nothing else is to be said of what we have written. */
const back = (written: string): Lineup => {
  const again = read(written);
  const remarks = again.remarks.filter(({ message }) => !/ is .* seconds?: is /.test(message));
  return { ...again, talks: again.talks.map(withoutLine), remarks };
};

describe('any lineup survives', () => {
  it.each([
    ['CSV', writeCsv],
    ['YAML', writeYaml],
    ['JSON', writeJson],
  ])('%s', (_, write) => {
    fc.assert(
      fc.property(lineup, (before) => {
        expect(back(write(before))).toEqual(before);
      }),
      { numRuns: 150 },
    );
  });

  it('from each to the next and back to the first, in the same words', () => {
    fc.assert(
      fc.property(lineup, (before) => {
        const csv = writeCsv(before);
        expect(writeCsv(back(writeJson(back(writeYaml(back(csv))))))).toBe(csv);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the first mistake in JSON', () => {
  it('is where JSON.parse finds one, and nowhere else', () => {
    const token = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      'true',
      'nul',
      ' ',
      '\n',
      '\\',
      '"\\u12"',
    );
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 10 }).map((parts) => parts.join('')),
        (json) => {
          let right = true;
          try {
            JSON.parse(json);
          } catch {
            right = false;
          }
          const at = firstMistake(json);
          expect(at <= json.length).toBe(true);
          if (right) expect(at).toBe(json.length);
        },
      ),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.stringify(value, undefined, 1);
        expect(firstMistake(json)).toBe(json.length);
      }),
    );
  });
});
