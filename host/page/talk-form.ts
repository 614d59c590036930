/** What a person types about a talk: for a speaker who has just come up, and for a change. */
import { formatDuration, duration } from '../../protocol/time.ts';
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

/** What was typed that differs from the talk as it is. Whether it can be taken, the host says. */
export function readForm(entry: EntryDocument | undefined): Partial<Typed> {
  const typed = FIELDS.map((name) => [name, field(name).value.trim()] as const);
  const words = entry && wordsOf(entry);
  // A new talk's length may be left out: then it is the usual one.
  return Object.fromEntries(
    typed.filter(([name, value]) => (words ? value !== words[name] : value !== '')),
  );
}

/** Puts the cursor where something is to be mended, if that is a field of the form. */
export function focusOn(name: string | undefined): void {
  if (FIELDS.some((one) => one === name)) field(name ?? '').focus();
}

/** Calls `typing` whenever something is typed into the form. */
export function onTyping(typing: () => void): void {
  part('talk').addEventListener('input', typing);
}
