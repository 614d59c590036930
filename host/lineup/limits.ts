/** How large a source may be, in bytes. */

/** The largest exports of conferences are some 20 MB. */
export const LARGEST = 32 * 1024 * 1024;
/** People write less than this. */
export const LARGEST_HAND_WRITTEN = 1024 * 1024;
/** More talks than this are no session, and more events no conference. */
export const MOST_TALKS = 10_000;

/** What is said of more, as "10,001 talks". */
export const tooMany = (howMany: string): string =>
  `${howMany} are too many: is it the right file?`;

/**
 * Of talks that are not counted to their end, since all of them would take ten times their length in memory: `what` is
 * "events". A function, as all that writes large numbers: Intl takes 20 ms to load, which each start would wait for.
 */
export const tooManyOf = (what: string): string =>
  tooMany(`more than ${MOST_TALKS.toLocaleString('en')} ${what}`);
