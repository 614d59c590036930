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

/** Of events that are not counted to their end: all of them would take ten times their length in memory. */
export const TOO_MANY_EVENTS = tooMany(`more than ${MOST_TALKS.toLocaleString('en')} events`);
