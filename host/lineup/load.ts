/** A lineup from a file or from standard input, of a reasonable size. */
import { open } from 'node:fs/promises';
import { visible } from './characters.ts';
import type { Lineup } from './lineup.ts';
import { InputProblem } from './problem.ts';
import { readLineup } from './read.ts';

/** The largest exports of conferences are some 20 MB. */
const LARGEST = 32 * 1024 * 1024;

/** Reads a lineup from a path, or from standard input if the path is `-`. Throws InputProblem. */
export async function loadLineup(path: string): Promise<Lineup> {
  const name = path === '-' ? 'standard input' : path;
  return readLineup(name, await bytesOf(path, name));
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
    return await collect(name, file.createReadStream({ autoClose: false }));
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
