/** How large a source may be, in bytes. */

/** The largest exports of conferences are some 20 MB. */
export const LARGEST = 32 * 1024 * 1024;
/** People write less than this. */
export const LARGEST_HAND_WRITTEN = 1024 * 1024;
/** More talks than this are no session, nor any conference. */
export const MOST_TALKS = 10_000;
/** More events than any conference has. */
export const MOST_EVENTS = 50_000;
