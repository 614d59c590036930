/** Loads a programme into a podium, as a transaction: all of it, or the old one stays. */
import { crc16 } from '../../protocol/crc.ts';
import { encodeProgramme, type Programme } from '../../protocol/programme.ts';
import { hexOf } from '../system/bytes.ts';
import type { PodiumLink } from './podium-link.ts';
import { checkRoom, partFor } from './room.ts';

const hex = (bytes: Uint8Array): string => hexOf(bytes).toUpperCase();

/** How the wire writes the CRC of a programme. */
const crcWord = (crc: number): string => crc.toString(16).toUpperCase().padStart(4, '0');

/** The CRC by which programmes are told apart, as the wire writes it. */
export const crcOf = (programme: Programme): string => crcWord(crc16(encodeProgramme(programme)));

/**
 * Sends the bytes and makes them the programme in force; `talk` is the index in it of the talk where
 * the stage is. Gives the new revision. Throws TooLarge, by its greeting, before anything is loaded;
 * PodiumRefusal (`stale`, `talk-on`) or LinkLost.
 */
export async function loadProgramme(
  link: PodiumLink,
  programme: Programme,
  rev: number,
  talk: number,
): Promise<number> {
  const greeting = await link.request('hello', {});
  checkRoom(programme, greeting);
  const size = partFor(greeting);
  const bytes = encodeProgramme(programme);
  const check = crcWord(crc16(bytes));
  await link.request('load', { bytes: bytes.length, programme: check });
  for (let offset = 0; offset < bytes.length; offset += size) {
    const part = bytes.subarray(offset, offset + size);
    await link.request('data', { offset, bytes: hex(part) });
  }
  const reply = await link.request('commit', { rev, talk, programme: check });
  return reply.rev;
}
