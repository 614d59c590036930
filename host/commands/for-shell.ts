/** A text as one word of a command that people copy into a shell. */
export const forShell = (text: string): string =>
  /^[\w./:@%+,=~-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
