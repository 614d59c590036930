/** What a person types about a talk: for a speaker who has just come up, and for a change. */
import { formatDuration, duration, parseDuration } from '../../protocol/time.ts';
import type { EntryDocument } from './document.ts';
import { part } from './draw.ts';

const FIELDS = ['speaker', 'title', 'duration'] as const;
type Typed = Record<(typeof FIELDS)[number], string>;

const field = (name: string): HTMLInputElement => part(`talk-${name}`) as HTMLInputElement;

const wordsOf = ({ speaker, title, length }: EntryDocument): Typed => ({
  speaker,
  title,
  duration: formatDuration(duration(length)),
});

/** Shows a talk's own values, or empty fields for a new one. */
export function fillForm(entry: EntryDocument | undefined): void {
  const words = entry && wordsOf(entry);
  for (const name of FIELDS) field(name).value = words?.[name] ?? '';
}

/** What was typed that differs from the talk as it is; or a sentence, with the field to mend in focus. */
export function readForm(entry: EntryDocument | undefined): Partial<Typed> | string {
  const typed = FIELDS.map((name) => [name, field(name).value.trim()] as const);
  for (const [name, value] of typed) {
    const wrong = problemOf(name, value, entry);
    if (wrong === undefined) continue;
    field(name).focus();
    return wrong;
  }
  const words = entry && wordsOf(entry);
  // A new talk's length may be left out: then it is the usual one.
  return Object.fromEntries(
    typed.filter(([name, value]) => (words ? value !== words[name] : value !== '')),
  );
}

function problemOf(
  name: keyof Typed,
  value: string,
  entry: EntryDocument | undefined,
): string | undefined {
  if (name === 'speaker' && value === '') return 'The speaker needs a name, or TBA.';
  const usual = entry === undefined && value === '';
  if (name === 'duration' && !usual && parseDuration(value) === undefined)
    return 'The length is minutes and seconds, such as 5:00.';
  return undefined;
}
