/** Pieces of C: what the firmware's header is made of. */
export const upper = (name: string): string => name.toUpperCase().replaceAll('-', '_');
export const define = (name: string, value: string | number): string =>
  `#define ${name} ${String(value)}`;
export const defines = (
  prefix: string,
  values: Readonly<Record<string, string | number>>,
): string =>
  Object.entries(values)
    .map(([name, value]) => define(`${prefix}${upper(name)}`, value))
    .join('\n');

export function enumeration(type: string, prefix: string, names: readonly string[]): string {
  const members = names.map((name) => `  ${prefix}_${upper(name)},`);
  return `enum ${type} : uint8_t {\n${members.join('\n')}\n  ${prefix}_COUNT\n};`;
}

/** Words one after the other, each with its NUL: searched from the front, in flash. */
export const words = (name: string, list: readonly string[]): string =>
  `const char ${name}[] PROGMEM =\n${list.map((word) => `  "${word}\\0"`).join('\n')};`;

export const bytes = (type: string, name: string, list: readonly number[]): string =>
  `const ${type} ${name}[] PROGMEM = {${list.join(', ')}};`;
