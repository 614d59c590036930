/** Our reader of CSV against a library that everybody uses. */
import { parse } from 'csv-parse/sync';
import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import { records } from '../../host/lineup/csv.ts';
import { InputProblem } from '../../host/system/problem.ts';
import { SourceText } from '../../host/lineup/source.ts';
import { problemOf } from './helpers.ts';

describe('our reader of CSV', () => {
  const piece = fc.constantFrom('a', 'b c', ',', '\n', '\r\n', '"', '""', '"x"', '"x,y"', ' ', 'é');
  const rowsOf = (csv: string) => [...records(new SourceText('x', csv), ',')];

  it('reads what csv-parse reads', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }).map((parts) => parts.join('')),
        (csv) => {
          let theirs: string[][];
          try {
            theirs = parse(csv, {
              relax_column_count: true,
              skip_empty_lines: true,
              trim: true,
              record_delimiter: ['\r\n', '\n'],
            });
          } catch {
            return; // We read some that it does not: a quote inside a bare field.
          }
          let ours: ReturnType<typeof rowsOf>;
          try {
            ours = rowsOf(csv);
          } catch (error) {
            // Text behind a closing quote, which it reads as it may and we refuse, with the place.
            expect(error).toBeInstanceOf(InputProblem);
            return;
          }
          compared += 1;
          const clean = (rows: string[][]): string[][] =>
            rows
              .map((row) => row.map((field) => field.trim()))
              .filter((row) => row.join('') !== '');
          expect(clean(ours.map((row) => row.map((field) => field.text)))).toEqual(clean(theirs));
        },
      ),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('tells where each field stands', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }).map((parts) => parts.join('')),
        (csv) => {
          try {
            for (const field of [...records(new SourceText('x', csv), ',')].flat()) {
              const raw = csv.slice(field.at, field.at + field.length);
              expect(field.wasQuoted === true ? raw.replaceAll('""', '"') : raw).toBe(field.text);
            }
          } catch (error) {
            problemOf(() => {
              throw error;
            });
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
