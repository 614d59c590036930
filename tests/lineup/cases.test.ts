/** Small exports that were refused, or read wrongly, once: each stands for a kind. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineupOf, readSource } from '../../host/lineup/read-lineup.ts';
import type { Wanted } from '../../host/lineup/pick.ts';
import type { Lineup } from '../../host/lineup/lineup.ts';
import { brief } from './helpers.ts';

const load = (name: string, wanted: Wanted = {}): Lineup =>
  lineupOf(readSource(name, readFileSync(join(import.meta.dirname, 'cases', name))), wanted);

describe('an export', () => {
  it.each([
    '12-schedule2-with-days.json',
    '14-sessionize-sessions.json',
    '15-pretalx-widget.json',
    '17-frab.xml',
  ])('%s has one talk of five minutes', (name) => {
    const lineup = load(name);
    expect(brief(lineup)).toEqual(['Ann Example | Foo | 5']);
    expect(lineup.start).toMatch(/^2025-01-01T10:00/);
    expect(lineup.end).toMatch(/^2025-01-01T10:05/);
  });

  it('32-ics-utc.ics tells times where its calendar is', () => {
    const lineup = load('32-ics-utc.ics');
    expect(lineup).toMatchObject({ start: '2025-08-01T09:00+09:00', name: 'Example Conf' });
    expect(brief(lineup)[0]).toBe('Ann Example | Opening | 5');
  });

  it.each(['9', '20', '0'])('43-day-substring.json has no day %s', (day) => {
    expect(() => load('43-day-substring.json', { day })).toThrow(`no day "${day}" here; there is:`);
  });

  it.each(['2', '2025-09-22', 'monday', 'Mon'])('43-day-substring.json has the day %s', (day) => {
    expect(brief(load('43-day-substring.json', { day }))).toEqual(['Bob Sample | Bar | 5']);
  });
});
