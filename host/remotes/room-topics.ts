/** Names of a room on a broker: `claplight/EVENT/ROOM/…`, ids of letters, digits, `_` and `-`. */
import { createHash } from 'node:crypto';

/** An id has at most so many characters. */
const LONGEST_ID = 40;

/**
 * The id of a name: small letters and digits with dashes between, accents left out. A name that has none of
 * these, such as one in Chinese, gets one that is made of its bytes; the same name gives the same id.
 */
export function idOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9_]+/g) ?? [];
  const id = words.join('-').slice(0, LONGEST_ID).replace(/-$/, '');
  if (id !== '' && !/[^\p{ASCII}]/u.test(plain.replace(/[^\p{L}\p{N}]/gu, ''))) return id;
  const mark = createHash('sha256').update(name).digest('hex').slice(0, 6);
  return id === '' ? mark : `${id}-${mark}`;
}

/** The last part of a topic, below the room's own. */
export const PARTS = [
  'availability',
  'state',
  'programme',
  'lineup',
  'beat',
  'cue',
  'command',
  'reply',
  'claim',
] as const;
export type Part = (typeof PARTS)[number];

export const topicOf = (event: string, room: string, part: Part): string =>
  `claplight/${event}/${room}/${part}`;

/** The room and the part that a topic of an event names; undefined for any other. */
export function partOf(
  topic: string,
  event: string,
): { readonly room: string; readonly part: Part } | undefined {
  const [root, of, room = '', part, ...more] = topic.split('/');
  const known = PARTS.find((one) => one === part);
  if (root !== 'claplight' || of !== event || more.length > 0 || !known) return undefined;
  return /^[\w-]{1,60}$/.test(room) ? { room, part: known } : undefined;
}
