/** A list that somebody pasted into a page: what `check` takes as text, and nothing that opens a file or an address. */
import {
  NAME,
  checkNoAddress,
  reportOf,
  type PastedReport,
  type PastedRequest,
} from './pasted-list.ts';
import { readLineup } from './read-lineup.ts';

export const readPasted = (request: PastedRequest): PastedReport =>
  reportOf(request, () => {
    const { text } = request;
    checkNoAddress(NAME, text);
    return readLineup(NAME, new TextEncoder().encode(text));
  });
