/** Where things are. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, URL } from 'node:url';

/** The repository, and the site's sources in it. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const SITE = fileURLToPath(new URL('../', import.meta.url));

export const textOf = (...path) => readFileSync(join(...path), 'utf8');

export function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Every file below a folder, by its path from there, in a fixed order. */
export const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
