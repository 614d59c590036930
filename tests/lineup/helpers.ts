/** What the tests of lineups share. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ConferenceEvent, Export } from '../../host/lineup/exports/conference.ts';
import type { Lineup, Talk } from '../../host/lineup/lineup.ts';
import { InputProblem } from '../../host/system/problem.ts';
import { readLineup, readSource } from '../../host/lineup/read-lineup.ts';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const read = (text: string): Lineup => readLineup('lineup', bytes(text));

/** `Speaker | Title | minutes`, for comparing at a glance. */
export const brief = (lineup: Lineup): string[] =>
  lineup.talks.map(({ speaker, title, duration }) =>
    [speaker, title, ...(duration === undefined ? [] : [String(duration / 60_000)])].join(' | '),
  );

export const remarksOf = (lineup: Lineup): string[] =>
  lineup.remarks.map(({ message, line }) =>
    line === undefined ? message : `${String(line)}: ${message}`,
  );

export const withoutLine = ({ line: _, ...talk }: Talk): Talk => talk;

/** The problem that reading ends with. */
export function problemOf(action: () => unknown): InputProblem {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(InputProblem);
    return error as InputProblem;
  }
  throw new Error('this was read, but ought to have been a problem');
}

/** `line:column: message`, cut where the mend begins, and the excerpt's marked part. */
export function told(text: string): { where: string; message: string; marked: string } {
  const { place, message } = problemOf(() => read(text));
  const { line = 0, column = 0, excerpt = '', excerptFrom = 1, width = 0 } = place;
  const marked = excerpt.slice(column - excerptFrom, column - excerptFrom + width);
  return { where: `${String(line)}:${String(column)}`, message, marked };
}

export const FIXTURES = join(import.meta.dirname, 'fixtures');
export const fixture = (name: string): Uint8Array => readFileSync(join(FIXTURES, name));

export function exported(name: string, content = fixture(name)): Export {
  const source = readSource(name, content);
  if (source.kind !== 'export') throw new Error('not an export');
  return source.export;
}

export const eventOf = (source: Export, title: string): ConferenceEvent | undefined =>
  source.events.find((event) => event.title === title);
