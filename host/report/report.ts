/** The account of a session: what was planned and what came of it. Moments are ms since 1970, lengths ms. */
import type { Sender } from '../session/types.ts';

/** One signal as the player showed it. */
export interface SignalReport {
  /** The phase, as the rules call it. */
  readonly name: string;
  /** Cue's number in the talk's score; repeats count on. */
  readonly number: number;
  /** From the start of the talk, without what was granted. */
  readonly due: number;
  /** The same, as the player measured it; absent where a grant jumped over it. */
  readonly shown?: number;
  readonly at?: number;
  /** How late it was shown; absent where a press led to it, not the passing of time. */
  readonly late?: number;
  readonly jumped?: boolean;
}

export type TalkStatus =
  | 'given'
  | 'missed'
  | 'on'
  | 'next'
  | 'waiting'
  /** Marked as left out by the organisers. */
  | 'left out'
  | 'removed';

export interface TalkReport {
  readonly id: number;
  /** Number in the lineup as it stands, from 1. */
  readonly place: number;
  readonly speaker: string;
  readonly title: string;
  readonly rules?: string;
  readonly status: TalkStatus;
  readonly allotted: number;
  /** By the lineup that the session began with; absent for one that was added. */
  readonly planned?: { readonly start: number; readonly end: number };
  readonly start?: number;
  readonly end?: number;
  /** So long ago it had begun when somebody said so. */
  readonly startedAgo?: number;
  /** Its start or its end was not heard of, and is taken from the clock that was found. */
  readonly guessed?: boolean;
  /** Holds left out. Of one that is on: up to the journal's last line. */
  readonly taken?: number;
  /** Beyond the allotted length; negative under it. */
  readonly over?: number;
  readonly granted: number;
  readonly grants: number;
  readonly holds: number;
  readonly held: number;
  /** How long after its end the light showed that it was over, as the player measured it. */
  readonly endShown?: number;
  /** From the end of the talk before to its start. */
  readonly changeover?: number;
  readonly startedBy?: Sender;
  readonly endedBy?: Sender;
  /** A no-show at first, brought back later. */
  readonly missedFirst?: boolean;
  readonly falseStarts: number;
  readonly calledBack: number;
  readonly undone: number;
  readonly sentToEnd: number;
  readonly moved: boolean;
  readonly added: boolean;
  /** Given so many times before, the last one counts. */
  readonly before: number;
  readonly signals: readonly SignalReport[];
  readonly notes?: string;
  readonly profile?: readonly string[];
}

/** Something besides the talks. */
export interface Incident {
  readonly at: number;
  readonly kind:
    | 'link lost'
    | 'link found'
    | 'light'
    | 'podium started'
    | 'sleep'
    | 'resumed'
    | 'cut off'
    | 'clock set'
    | 'reopened'
    | 'sound'
    | 'notice';
  readonly text: string;
  /** Id of the talk that was on. */
  readonly talk?: number;
}

/** Expected end of the session against the planned one, when a talk had ended: positive is behind. */
export interface DriftPoint {
  readonly id: number;
  readonly at: number;
  readonly behind: number;
}

export interface Report {
  readonly version: 1;
  readonly name?: string;
  readonly room?: string;
  readonly event?: string;
  /** What the lineup's file is called, without folder and ending; none of one that has an address. */
  readonly lineup?: string;
  /** The time zone of the computer that ran it. */
  readonly zone?: string;
  /** `stopped`: it did not end by itself, and can go on. */
  readonly state: 'not begun' | 'going on' | 'closed' | 'ended' | 'stopped';
  readonly began?: number;
  readonly ended?: number;
  readonly plannedBegin?: number;
  readonly plannedEnd?: number;
  readonly until?: number;
  /** Real end against planned end, or how it stood last: positive is behind. */
  readonly behind?: number;
  readonly changeover: number;
  readonly changeovers: { readonly count: number; readonly sum: number; readonly over: number };
  readonly rules: readonly { readonly name: string; readonly title: string }[];
  readonly lights: readonly string[];
  /** The podium's correction of its clock, in ppm. */
  readonly trim?: number;
  readonly speed?: number;
  readonly talks: readonly TalkReport[];
  readonly drift: readonly DriftPoint[];
  readonly incidents: readonly Incident[];
  /** Incidents beyond those. */
  readonly moreIncidents: number;
  /** Accepted presses, by where they came from. */
  readonly presses: Readonly<Partial<Record<Sender, number>>>;
  readonly refused: number;
  readonly journal: {
    readonly lines: number;
    /** Lines that made no sense. */
    readonly odd: number;
    readonly torn: boolean;
    /** Sessions before it in the same file. */
    readonly earlier: number;
  };
  /** Notes, profiles and who was given extra time are in it. */
  readonly private: boolean;
}

/**
 * What may be passed on: no notes, no profiles, and nothing that tells who was given extra time. When a
 * signal was shown tells that, too: how late it was is left.
 */
export function publicReport(report: Report): Report {
  return {
    ...report,
    private: false,
    incidents: report.incidents.filter(({ kind }) => kind !== 'notice'),
    talks: report.talks.map(({ notes: _, profile: __, ...talk }) => ({
      ...talk,
      granted: 0,
      grants: 0,
      signals: talk.signals.flatMap(({ at: ___, shown: ____, jumped, ...signal }) =>
        jumped === true ? [] : [signal],
      ),
    })),
  };
}
