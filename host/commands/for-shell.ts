import { isAddress, shownSource } from '../lineup/shown-source.ts';

/** A text as one word of a command that people copy into a shell: on Windows, one that both of its shells take. */
export function forShell(text: string, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32')
    return /^[\w./\\:@+=~-]+$/.test(text) ? text : `"${text.replaceAll('"', '')}"`;
  return /^[\w./:@%+,=~-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A lineup as it is typed again. An address may hold what nobody else should read: whoever typed it knows it. */
export const lineupForShell = (source: string): string =>
  isAddress(source) && shownSource(source) !== source ? 'ADDRESS' : forShell(source);
