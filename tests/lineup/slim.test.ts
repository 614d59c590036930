import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import { slim } from '../../host/lineup/exports/slim.ts';
import { pick } from '../../host/lineup/pick.ts';
import { readSource } from '../../host/lineup/read-lineup.ts';
import { bytes, problemOf } from './helpers.ts';
import { largeExport } from './large.ts';

const slimmed = (json: string): unknown => JSON.parse(slim(Buffer.from(json)).toString());

describe('a large export', () => {
  it('gives what a small one gives', () => {
    const source = readSource('large', bytes(largeExport(300, 1_500_000)));
    if (source.kind !== 'export') throw new Error('not an export');
    expect(source.export.events).toHaveLength(300);
    expect(JSON.stringify(source)).not.toMatch(/marmots|not for us/);
    const lineup = pick(source.export, { room: 'Room 3' });
    expect(lineup.talks[1]).toEqual({
      speaker: 'Speaker 13',
      title: 'Talk number 13',
      duration: 300_000,
    });
  });

  it('that is damaged is refused at its place', () => {
    const whole = largeExport(300, 1_500_000);
    const { place, message } = problemOf(() => readSource('large', bytes(whole.slice(0, -10))));
    expect(message).toContain('breaks off here');
    expect(place.line).toBe(whole.slice(0, -10).trimEnd().split('\n').length);
  });

  it('of another kind, or of no kind, is refused', () => {
    expect(
      problemOf(() => readSource('x', bytes(JSON.stringify({ talks: 'b'.repeat(2e6) })))).message,
    ).toContain('larger than 1 MB');
    expect(problemOf(() => readSource('x', bytes(`[TBA] - ${'b'.repeat(2e6)}`))).message).toContain(
      'larger than 1 MB',
    );
  });
});

describe('slimming', () => {
  it('leaves out the values of keys that nobody reads, and no others', () => {
    const value = {
      abstract: 'a "quote" \\',
      title: 'abstract',
      biography: null,
      url: ['url', 'x'],
      bio: { title: 'y' },
      answer: 'z',
    };
    expect(slimmed(JSON.stringify(value))).toEqual({ ...value, abstract: '', answer: '' });
    expect(slimmed('{ "abstract" \n:\t"a" , "title":"b"}')).toEqual({ abstract: '', title: 'b' });
  });

  it('changes no other JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const json = JSON.stringify(value);
        expect(slimmed(json)).toEqual(JSON.parse(json));
      }),
    );
  });

  it('cuts long texts between characters and escapes', () => {
    const piece = fc.constantFrom(
      '\\',
      '"',
      '\n',
      'é',
      '漢',
      '😀',
      'a'.repeat(50),
      '\\'.repeat(30),
      '\u0001',
      '\ud83d',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 100, maxLength: 300 }), (pieces) => {
        const title = pieces.join('');
        const { title: cut } = slimmed(JSON.stringify({ title })) as { title: string };
        expect(title.startsWith(cut)).toBe(true);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(1300);
        if (Buffer.byteLength(JSON.stringify(title)) < 1200) expect(cut).toBe(title);
      }),
    );
  });

  it('stops at what is no JSON', () => {
    for (const text of ['"', '{"a', '{"abstract":"', '{"abstract":', '\\"', '"\\', '']) {
      expect(slim(Buffer.from(text)).toString()).toBe(text);
    }
  });
});
