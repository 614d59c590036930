/** Writes the generated files, or with --check says which of them are stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import { firmwareHeader } from './firmware-header.ts';
import { wireTables } from './wire-tables.ts';

const HEADER = 'firmware/claplight/protocol.gen.h';
const DESCRIPTION = 'protocol/README.md';

function filled(text: string): string {
  return Object.entries(wireTables()).reduce((page, [name, table]) => {
    const place = new RegExp(`(<!-- generated: ${name} -->\n)[^]*?(<!-- end -->)`);
    if (!place.test(page)) throw new Error(`${DESCRIPTION} has no place for the table "${name}"`);
    return page.replace(place, (_, head: string, tail: string) => `${head}${table}\n${tail}`);
  }, text);
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const wanted = { [HEADER]: firmwareHeader(), [DESCRIPTION]: filled(read(DESCRIPTION)) };
const stale = Object.entries(wanted).filter(([path, text]) => read(path) !== text);
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is stale: run "npm run generate"`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, text] of stale) writeFileSync(path, text);
}
