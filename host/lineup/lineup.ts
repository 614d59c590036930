/** A lineup: the ordered list of talks of one session, as the organisers have it. */
import type { Duration } from '../../protocol/time.ts';

/** One speaker's slot. Fields that the organisers left out are left out here too. */
export interface Talk {
  readonly speaker: string;
  readonly title: string;
  /** Allotted length; without it the session's default (five minutes) holds. */
  readonly duration?: Duration;
  readonly notes?: string;
  /** How to say the name; shown to operators only. */
  readonly sayAs?: string;
  readonly pronouns?: string;
  /** Name of the rules, or a path to a rules file; without it the session's rules hold. */
  readonly rules?: string;
  /** Profile: no sound for this talk. */
  readonly silent?: boolean;
  /** Profile: no blinking for this talk. */
  readonly noFlash?: boolean;
  /** Marked by the organisers as not to be given: it is listed and skipped. */
  readonly skip?: boolean;
  /** 1-based line of the source that the talk came from, for messages. */
  readonly line?: number;
}

export interface Lineup {
  readonly talks: readonly Talk[];
  /** Name of the session, where the source has one. */
  readonly name?: string;
  /** Allotted changeover; without it one minute. */
  readonly changeover?: Duration;
  /** Planned start and end of the session as ISO times, where the source has them. */
  readonly start?: string;
  readonly end?: string;
  /** What was read but is doubtful: ignored columns, guesses. Shown by `check` and `run`. */
  readonly remarks: readonly Remark[];
}

/** Where and when a talk is, of tables that say so. `start` and `end` are ISO times, `day` is an ISO date. */
export interface TalkPlace {
  readonly room?: string;
  readonly type?: string;
  readonly track?: string;
  readonly day?: string;
  readonly start?: string;
  readonly end?: string;
}

/** A place in a source and what is to be said of it. Lines and columns count from 1. */
export interface Remark {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}
