/** A saved file of thousands of talks: what it would change is worked out once, not at every press. */
import { describe, expect, it } from 'vitest';
import type { Talk } from '../../host/lineup/lineup.ts';
import { SavedFile } from '../../host/session/saved-file.ts';
import type { Entry } from '../../host/session/types.ts';

const talks: Talk[] = Array.from({ length: 9000 }, (_, i) => ({
  speaker: `S${String(i)}`,
  title: 'x',
}));

/** Entries as a session makes them anew for each snapshot. */
const entries = (done: number): Entry[] =>
  talks.map((talk, i) => ({
    id: i,
    talk,
    length: 300_000 as Entry['length'],
    rules: 'clap',
    status: i < done ? 'ended' : 'waiting',
  }));

describe('the offer of a saved file', () => {
  it('is the same one until a talk changes, is saved or is taken', () => {
    const file = new SavedFile({ talks, remarks: [] });
    file.saved({ lineup: { talks: talks.slice(1), remarks: [] }, rules: new Map() });
    const first = file.difference(entries(0));
    expect(first?.summary).toBe('1 removed');
    expect(file.difference(entries(0))?.talks).toBe(first?.talks);
    const later = file.difference(entries(1));
    expect(later).toBeUndefined();
    file.saved({ lineup: { talks: talks.slice(2), remarks: [] }, rules: new Map() });
    expect(file.difference(entries(1))?.summary).toBe('1 removed');
    expect(file.difference(entries(0))?.summary).toBe('2 removed');
  });
});
