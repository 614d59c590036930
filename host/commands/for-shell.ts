import { isAddress, shownSource } from '../lineup/shown-source.ts';

/** A text as one word of a command that people copy into a shell. */
export const forShell = (text: string): string =>
  /^[\w./:@%+,=~-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** A lineup as it is typed again. An address may hold what nobody else should read: whoever typed it knows it. */
export const lineupForShell = (source: string): string =>
  isAddress(source) && shownSource(source) !== source ? 'ADDRESS' : forShell(source);
