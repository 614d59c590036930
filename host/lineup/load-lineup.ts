/** A source from a file, from standard input, or from an address; never larger than is reasonable. */
import { open } from 'node:fs/promises';
import type { Fetching } from './address.ts';
import { visible } from '../system/characters.ts';
import { LARGEST } from './limits.ts';
import type { Lineup } from './lineup.ts';
import type { Wanted } from './pick.ts';
import { InputProblem } from '../system/problem.ts';
import { lineupOf, readSource, type Source } from './read-lineup.ts';

const ADDRESS = /^(?:https?|webcals?):\/\//i;

/**
 * Reads the lineup of one session from a path, from an address, or from standard input (`-`); of an
 * export, the part that is wanted. Throws InputProblem.
 */
export async function loadLineup(
  where: string,
  wanted: Wanted = {},
  fetching: Fetching = {},
): Promise<Lineup> {
  return lineupOf(await loadSource(where, fetching), wanted);
}

/** Reads whatever is there: the lineup of a session, or an export to pick from. Throws InputProblem. */
export async function loadSource(where: string, fetching: Fetching = {}): Promise<Source> {
  if (ADDRESS.test(where)) {
    const { readAddress } = await import('./address.ts');
    return readAddress(where, fetching);
  }
  const name = where === '-' ? 'standard input' : where;
  return readSource(name, await bytesOf(where, name));
}

async function bytesOf(path: string, name: string): Promise<Uint8Array> {
  try {
    return path === '-' ? await collect(name, process.stdin) : await fileBytes(path, name);
  } catch (error) {
    if (error instanceof InputProblem) throw error;
    throw new InputProblem(reasonOf(error), { source: visible(name) });
  }
}

/** A file that is too large is refused by its size, unread; what has no size is read up to the limit. */
async function fileBytes(path: string, name: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > LARGEST) throw tooLarge(name);
    if (size === 0) return await collect(name, file.createReadStream({ autoClose: false }));
    const bytes = Buffer.allocUnsafe(size);
    let filled = 0;
    for (let more = 1; more > 0; filled += more) {
      ({ bytesRead: more } = await file.read(bytes, filled, size - filled, filled));
    }
    return bytes.subarray(0, filled);
  } finally {
    await file.close();
  }
}

async function collect(name: string, stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = part instanceof Uint8Array ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > LARGEST) throw tooLarge(name);
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

const tooLarge = (name: string): InputProblem =>
  new InputProblem('this is larger than 32 MB, and was not read: is it the right file?', {
    source: visible(name),
  });

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file: check the spelling, or the folder you are in',
  EISDIR: 'this is a folder: name the lineup file in it',
  ENOTDIR: 'there is no such file: a part of this path is not a folder',
  EACCES: 'this file may not be read: check its permissions (chmod u+r)',
  EPERM: 'this file may not be read: check its permissions',
  ENAMETOOLONG: 'this name is too long for a file',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? `this cannot be read (${code === '' ? String(error) : code})`;
}
