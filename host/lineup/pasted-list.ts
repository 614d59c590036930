/** What is made of a list that somebody pasted into a page: no file, no address, and presets alone. */
import { PRESETS } from '../../protocol/presets.ts';
import { quoted } from '../system/characters.ts';
import { InputProblem } from '../system/problem.ts';
import { doubts, inOrder } from './doubts.ts';
import { isAddress } from './kind.ts';
import type { Lineup, Remark, Talk } from './lineup.ts';

export interface PastedRequest {
  readonly text: string;
  /** What was read as a speaker is the title, and the other way round. */
  readonly swap: boolean;
}

/** What was understood: nothing of it is in a session yet. */
export interface PastedList {
  /** Without lines of their source. */
  readonly talks: readonly Talk[];
  /** Sentences about what was guessed or left out. */
  readonly doubts: readonly string[];
}

/** What was understood, or one sentence about what is wrong and where. */
export type PastedReport = { readonly list: PastedList } | { readonly problem: string };

/** What problems call it. */
export const NAME = 'the list';

/** Nothing is fetched for a page. Throws InputProblem for an address. */
export function checkNoAddress(name: string, text: string): void {
  if (isAddress(text.trim()))
    throw new InputProblem('this is an address, and nothing is fetched from here: paste the list', {
      source: name,
    });
}

/** The report of a list that `read` makes a lineup of. */
export function reportOf({ swap }: PastedRequest, read: () => Lineup): PastedReport {
  try {
    return { list: understood(read(), swap) };
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
    return { problem: sentenceOf(error) };
  }
}

function understood(lineup: Lineup, swap: boolean): PastedList {
  for (const talk of lineup.talks) checkRules(talk);
  const { talks } = lineup;
  return {
    talks: talks.map(({ line: _, ...talk }) => (swap ? swapped(talk) : talk)),
    doubts: inOrder([...lineup.remarks, ...doubts(lineup), ...ofSession(lineup)]).map((remark) =>
      doubtOf(remark, swap),
    ),
  };
}

/** A talk without a title is known by its speaker alone, however the others are turned. */
const swapped = (talk: Talk): Talk =>
  talk.title === '' ? talk : { ...talk, speaker: talk.title, title: talk.speaker };

/** Whoever has the token opens no file of this computer with it. */
function checkRules({ rules, line }: Talk): void {
  if (rules === undefined || PRESETS.has(rules)) return;
  const mend = `a pasted list may name ${[...PRESETS.keys()].join(', ')}`;
  throw new InputProblem(`the rules ${quoted(rules)} are no preset: ${mend}`, {
    source: NAME,
    ...(line === undefined ? {} : { line }),
  });
}

function ofSession({ name, start, end, changeover }: Lineup): Remark[] {
  const given = [name, start, end, changeover].some((value) => value !== undefined);
  return given
    ? [{ message: 'its name, hours and changeover are not used: the session keeps its own' }]
    : [];
}

/** What the command line offers instead is no help on a page. */
const OPTIONS = /(?:: if that is wrong, name them)?[:;] [^:;]*--.*$/u;

function doubtOf({ message, line }: Remark, swap: boolean): string {
  const plain = message.replace(OPTIONS, '');
  const turned = swap ? '; they are swapped now' : ': if that is wrong, swap them';
  const mend = message.includes('--columns') ? turned : '';
  return told(`${plain}${mend}`, line);
}

const told = (message: string, line: number | undefined): string => {
  const where = line === undefined ? '' : `Line ${String(line)}: `;
  const text = where === '' ? message.charAt(0).toUpperCase() + message.slice(1) : message;
  return `${where}${text}${/[.?!…]$/u.test(text) ? '' : '.'}`;
};

/** A problem with a list in one sentence, with its line. */
function sentenceOf(problem: InputProblem): string {
  if (/--(?:slot|room|day)\b/u.test(problem.message)) return WHOLE_CONFERENCE;
  const place = new RegExp(`^${NAME}(?::\\d+)*: `, 'u');
  return told(problem.brief().replace(place, ''), problem.place.line);
}

const WHOLE_CONFERENCE =
  'This is the schedule of a whole conference: claplight import in a terminal takes one session out of it.';
