/** What is typed or pasted where no file is read. */
import { expect, it } from 'vitest';
import { readTyped } from '../../host/lineup/read-written.ts';

const speakers = (typed: string): string[] =>
  readTyped('pasted', typed).talks.map(({ speaker }) => speaker);

it.each([
  ['a list', 'Ada - Engines\nGrace - Nanoseconds'],
  ['a table', 'Speaker,Title\nAda,Engines\nGrace,Nanoseconds'],
  ['a table without headings', 'Ada\tEngines\nGrace\tNanoseconds'],
])('%s is read', (_, typed) => {
  expect(speakers(typed)).toEqual(['Ada', 'Grace']);
});

it.each([
  ['nothing', ' \n', 'this is empty: write one talk per line'],
  ['a web page', '<!DOCTYPE html><html></html>', 'this is a web page, not a lineup'],
  ['our JSON', '{"talks": []}', 'here a list or a table is read'],
  ['our YAML', 'talks:\n- speaker: Ada\n', 'here a list or a table is read'],
  ['a calendar', 'BEGIN:VCALENDAR\nEND:VCALENDAR', 'here a list or a table is read'],
  ['a schedule', '<?xml version="1.0"?><schedule/>', 'here a list or a table is read'],
  ['a table of headings', 'Speaker,Title\n', 'there is no talk in this'],
])('%s is refused with a sentence', (_, typed, sentence) => {
  expect(() => readTyped('pasted', typed)).toThrow(sentence);
});
