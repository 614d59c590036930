/** A source from a file, from standard input, or from an address; never larger than is reasonable. */
import type { Fetching } from './address.ts';
import { visible } from '../system/characters.ts';
import { LARGEST } from './limits.ts';
import type { Lineup } from './lineup.ts';
import type { Wanted } from './pick.ts';
import { InputProblem } from '../system/problem.ts';
import { readBounded } from '../system/read-file.ts';
import { whyUnread } from '../system/why-unread.ts';
import { lineupOf, readAnything, type Source } from './read-lineup.ts';
import { isAddress } from './shown-source.ts';

export { isAddress };

/**
 * Reads the lineup of one session from a path, from an address, or from standard input (`-`); of an
 * export, the part that is wanted. Throws InputProblem.
 */
export async function loadLineup(
  where: string,
  wanted: Wanted = {},
  fetching: Fetching = {},
): Promise<Lineup> {
  return lineupOf(await loadSource(where, wanted, fetching), wanted);
}

/** Reads whatever is there: the lineup of a session, or an export to pick from. Throws InputProblem. */
export async function loadSource(
  where: string,
  wanted: Wanted = {},
  fetching: Fetching = {},
): Promise<Source> {
  if (isAddress(where)) {
    const { readAddress } = await import('./address.ts');
    return readAddress(where, wanted, fetching);
  }
  const name = where === '-' ? 'standard input' : where;
  return readAnything(name, await bytesOf(where, name), wanted);
}

async function bytesOf(path: string, name: string): Promise<Uint8Array> {
  try {
    return path === '-' ? await collect(name, process.stdin) : await readBounded(path, LARGEST);
  } catch (error) {
    if (error instanceof InputProblem) throw error;
    throw new InputProblem(whyUnread(error, OWN_REASONS), { source: visible(name) });
  }
}

async function collect(name: string, stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = part instanceof Uint8Array ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > LARGEST) throw new InputProblem(TOO_LARGE, { source: visible(name) });
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

const TOO_LARGE = 'this is larger than 32 MB, and was not read: is it the right file?';

const OWN_REASONS: Readonly<Record<string, string>> = {
  EISDIR: 'this is a folder: name the lineup file in it',
  NOT_A_FILE:
    'this is a pipe, a socket or a device, not a file: save it into a file, or give "-" and pipe it in',
  TOO_LARGE,
};
