/** What is typed about a talk: read by the rule for plain text, as a line of a lineup file would be. */
import { InputProblem } from '../system/problem.ts';
import type { Talk } from '../lineup/lineup.ts';
import { typedLength } from '../lineup/lengths.ts';
import { unreadTime } from '../lineup/lists/line-length.ts';
import { readPlain } from '../lineup/plain-list.ts';
import { SourceText } from '../lineup/source.ts';

const notTaken = (why: string): string => `Not saved: ${why}. Write Speaker - Title [5:00].`;

/** A talk from `Speaker - Title [5:00]`, or a sentence that says what is wrong. */
export function talkFromLine(text: string): Talk | string {
  try {
    const [talk] = readPlain(new SourceText('the line', text)).talks;
    if (!talk) return notTaken('that is not a talk');
    // A file is read all the same, with a doubt; here there is somebody who can mend it.
    const time = talk.duration === undefined ? unreadTime(text) : undefined;
    if (time !== undefined) return notTaken(`the length "${time}" cannot be read`);
    const { line: _, ...typed } = talk;
    return typed;
  } catch (error) {
    // What a file's author is told behind the first clause does not fit here, nor fit the screen.
    if (error instanceof InputProblem) return notTaken(error.message.split(/: | \(/, 1)[0] ?? '');
    throw error;
  }
}

/** The line that stands for a talk, without its length: that stays as it is where none is typed. */
export const lineOfTalk = ({ speaker, title }: Talk): string =>
  title === '' ? speaker : `${speaker} - ${title}`;

/** A length, or a sentence. */
export const lengthFromLine = (text: string): Pick<Talk, 'duration'> | string => {
  const length = typedLength(text);
  return typeof length === 'string' ? `Not saved. ${length}` : { duration: length };
};
