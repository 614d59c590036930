/** Where a lineup comes from, as it may be shown and written down: an address may hold passwords and keys. */
import { createHash } from 'node:crypto';
import { visible } from '../system/characters.ts';
import { isAddress } from './kind.ts';

export { isAddress };

/** An address as it is asked for: calendars have a scheme of their own. */
export const webAddress = (where: string): string => where.replace(/^webcals?:/i, 'https:');

/** For messages: without what stands before the host, and after `?` or `#`. */
export function shownSource(where: string): string {
  if (!isAddress(where)) return visible(where);
  const web = webAddress(where);
  // Which part of it is a password nobody knows.
  if (!URL.canParse(web)) return visible(`${/^\w+/.exec(where)?.[0] ?? ''}://…`);
  const { protocol, host, pathname, search, hash } = new URL(web);
  const more = search !== '' ? '?…' : hash !== '' ? '#…' : '';
  return visible(`${protocol}//${host}${pathname}${more}`);
}

/**
 * To know it again in a journal, which people pass on: what is shown, and so little of a digest that it tells
 * two sheets of one document apart but no password from another.
 */
export function knownSource(address: string): string {
  const shown = shownSource(address);
  if (URL.canParse(address) && new URL(address).href === shown) return address;
  return `${shown} (${createHash('sha256').update(address).digest('hex').slice(0, 4)})`;
}
