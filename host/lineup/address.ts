/** A lineup from an address, or from the last good copy of it when the network is gone. */
import { cacheFolder } from '../system/paths.ts';
import { copyOf, keepCopy } from './cache.ts';
import { keptText } from './exports/kept.ts';
import { FetchFailure, fetchBytes } from './fetch.ts';
import type { Wanted } from './pick.ts';
import { InputProblem } from '../system/problem.ts';
import { readAnything, readSource, withRemark, type Source } from './read-lineup.ts';
import { shownSource, webAddress } from './shown-source.ts';
import { writeJson } from './write.ts';

export interface Fetching {
  /** Gives up when it fires; without it, after 20 s. */
  readonly signal?: AbortSignal;
  /** Follows a public address to a private one, which is refused without it. */
  readonly allowPrivate?: boolean | undefined;
  /** Where copies are kept; without it, the user's cache folder. */
  readonly folder?: string;
  /** The wall clock, for the age of a copy, in ms since 1970. */
  readonly now?: () => number;
}

/**
 * Reads the source at an address. What was read well is kept; if the address fails, the copy is
 * taken, with a remark that says so and how old it is. Throws InputProblem if there is none either.
 */
export async function readAddress(
  where: string,
  wanted: Wanted = {},
  fetching: Fetching = {},
): Promise<Source> {
  const address = parsed(where);
  const name = shownSource(address.href);
  const folder = fetching.folder ?? cacheFolder();
  let source: Source;
  try {
    source = await readAnything(name, await fetchBytes(address, fetching), wanted);
  } catch (error) {
    const copy = await fromCopy(address, name, folder, error, fetching.now ?? Date.now);
    if (copy) return copy;
    if (error instanceof FetchFailure) throw new InputProblem(error.message, { source: name });
    throw error;
  }
  return kept(source, address, folder);
}

function parsed(where: string): URL {
  const web = webAddress(where);
  if (!URL.canParse(web))
    throw new InputProblem('this is not an address: check the spelling', {
      source: shownSource(where),
    });
  return new URL(web);
}

function kept(source: Source, address: URL, folder: string): Source {
  const text = source.kind === 'export' ? keptText(source.export) : writeJson(source.lineup);
  try {
    keepCopy(address, folder, text);
  } catch {
    return withRemark(
      source,
      'no copy could be kept for when the network is gone: is the cache folder full or not writable?',
    );
  }
  if (address.protocol === 'https:') return source;
  return withRemark(source, 'this came over http: anybody on the way could have changed it');
}

async function fromCopy(
  address: URL,
  name: string,
  folder: string,
  error: unknown,
  now: () => number,
): Promise<Source | undefined> {
  if (!(error instanceof FetchFailure || error instanceof InputProblem)) throw error;
  const copy = await copyOf(address, folder);
  if (!copy) return undefined;
  try {
    const source = readSource(name, copy.bytes);
    const age = ageText(now() - copy.at);
    return withRemark(
      source,
      `${name} could not be read (${error.message}): using the copy from ${age} ago`,
    );
  } catch {
    return undefined; // A copy that somebody has tampered with is none.
  }
}

/** `3 minutes`, `2 hours`, `5 days`: rounded down. */
export function ageText(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const [n, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day'];
  return `${String(n)} ${unit}${n === 1 ? '' : 's'}`;
}
