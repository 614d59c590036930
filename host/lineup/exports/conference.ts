/**
 * What is kept of a conference's export, whatever its format: these fields and no others. Exports hold
 * e-mail addresses, answers to questions and biographies too; none of that is copied from them.
 */
import type { Duration } from '../../../protocol/time.ts';
import type { Remark, Talk } from '../lineup.ts';

/** A talk, or a slot that holds talks, or a break. */
export interface ConferenceEvent {
  /** The format's own identity, for finding doubles; absent in old exports. */
  readonly id?: string;
  /** The `id` of the session block that it stands in, where the format has such blocks. */
  readonly within?: string;
  readonly title: string;
  readonly speakers: readonly string[];
  /** More than one for a plenary session. */
  readonly rooms: readonly string[];
  /** `YYYY-MM-DD`; what begins before 03:00 belongs to the day before. */
  readonly day?: string;
  /** What the organisers call this kind of event: "Talk", "Lightning talk". */
  readonly type?: string;
  readonly track?: string;
  /** ISO date-times; with an offset where the export has one. */
  readonly start?: string;
  readonly end?: string;
  readonly duration?: Duration;
  /** A break, or a block that holds other events: never a talk. */
  readonly service: boolean;
  /** The talk as its row in a table has it, with notes and all. */
  readonly talk?: Talk;
}

export interface Export {
  /** The source as the user named it. */
  readonly source: string;
  /** `frab / pretalx JSON`, for people. */
  readonly format: string;
  readonly name?: string;
  readonly events: readonly ConferenceEvent[];
  readonly remarks: readonly Remark[];
}

/** An event as an importer finds it: raw texts that still need cleaning, `undefined` for what is missing. */
export interface RawEvent {
  readonly id?: unknown;
  readonly within?: string | undefined;
  readonly title?: unknown;
  readonly speakers?: readonly unknown[];
  readonly rooms?: readonly unknown[];
  readonly day?: string | undefined;
  readonly type?: unknown;
  readonly track?: unknown;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  /** Used where there is no end. */
  readonly duration?: Duration | undefined;
  readonly service?: boolean;
}
