/** Reads the lines of a session that did not end, so that it can go on where it was. */
import { EVENT_NAMES, type EventName } from '../../protocol/stage.ts';
import type { Rules } from '../../protocol/rules.ts';
import { duration } from '../../protocol/time.ts';
import type { Line } from '../journal/journal.ts';
import type { Talk } from '../lineup/lineup.ts';
import type { MachineTime } from '../system/machine-time.ts';
import { endedAfter, type Result } from './entries.ts';
import { messagesIn } from './messages.ts';
import type { Item } from './types.ts';
import { ShownCues } from './shown-cues.ts';
import { documentsIn, settingsIn, type SessionSettings } from './settings.ts';
import { passed, placeAfter, podiumIn, type Marked } from './marked-lines.ts';
import type { Resume } from './timekeeper.ts';
import { KEPT_ANSWERS } from './turns.ts';
import type { MessagesShown } from './types.ts';
import {
  claimsStage,
  givenIn,
  indexNow,
  isEvent,
  itemsIn,
  type EventLine,
} from './written-lines.ts';

/** An older session is revived unasked when its last line is younger than this. */
const REVIVE_WITHIN = 10 * 60_000;
/** A clock that was set back by more than this since the last line says nothing of its age. */
const SET_BACK = 60_000;

export interface OldSession extends Resume {
  /** Number of the journal's last line. */
  readonly seq: number;
  /** It said so itself, by an orderly end between talks; or it was closed after the last one a while ago. */
  readonly ended: boolean;
  /** It has begun and was not closed, however it ended: talks were given or missed, or the lineup edited. */
  readonly unfinished: boolean;
  /** When its last line was written, in ms since 1970. */
  readonly last: number;
  /** How long ago that is, in ms; negative where the time of day was set back since. */
  readonly age: number;
  /** How long ago its first talk was started, in ms. */
  readonly began: number | undefined;
  /** The talks as its lineup file gave them, and as they stand after all edits. */
  readonly original: readonly Item[];
  readonly items: readonly Item[];
  readonly results: ReadonlyMap<number, Result>;
  /** What it was made of; journals of older versions say nothing of that. */
  readonly settings: Partial<SessionSettings>;
  readonly muted: boolean;
  /** What it told the speaker and the room. */
  readonly messages: MessagesShown;
  /** So many lines made no sense, and were passed over. */
  readonly odd: number;
  /** Answers to the presses and edits that came with a request id, for those who did not get theirs. */
  readonly answers: ReadonlyMap<string, number>;
  /** Names the program that writes it, unless that has said that it ends. */
  readonly writer?: string | undefined;
}

/** Whether its last line is so young that it may go on unasked. */
export const isRecent = ({ age }: Pick<OldSession, 'age'>): boolean =>
  age > -SET_BACK && age < REVIVE_WITHIN;

/** Whether a lineup is the one that the session began with. */
export function sameTalks({ original }: OldSession, talks: readonly Talk[]): boolean {
  const key = ({ speaker, title }: Talk): string => JSON.stringify([speaker, title]);
  return (
    original.length === talks.length &&
    original.every(({ talk }, i) => key(talk) === key(talks[i] ?? { speaker: '', title: '' }))
  );
}

/** The last session among the lines of a journal, which may be many: none of them is kept. */
export function sessionIn(lines: Iterable<Line>, times: MachineTime): OldSession | undefined {
  let found: Reading | undefined;
  for (const line of lines) {
    if (line.type === 'session' && line.what === 'begin') found = new Reading();
    found?.take(line);
  }
  return found?.session(times);
}

/** One session as it is read. */
class Reading {
  #last: Marked | undefined;
  #start: Marked | undefined;
  #event: Marked<EventLine> | undefined;
  /** The last that a podium told. */
  #heard: Marked<EventLine> | undefined;
  #held: readonly Item[] = [];
  #alone: EventName[] = [];
  #original: readonly Item[] | undefined;
  #items: readonly Item[] = [];
  #edited = false;
  #boot: unknown;
  #writer: string | undefined;
  #settings: Partial<SessionSettings> = {};
  #documents = new Map<string, Rules>();
  readonly #shown = new ShownCues();
  #muted = false;
  #messages: MessagesShown = {};
  #rev = 0;
  #odd = 0;
  readonly #results = new Map<number, Result>();
  readonly #answers = new Map<string, number>();

  take(line: Line): void {
    if (line.type === 'session') this.#takeSession(line);
    this.#last = { line, boot: this.#boot };
    if (line.type === 'lineup') this.#takeLineup(line);
    if (line.type === 'mute') this.#muted = line.on === true;
    this.#messages = messagesIn(this.#messages, line);
    if (line.type === 'cue') this.#shown.cue(line);
    if (isEvent(line)) this.#takeEvent(line);
    else if (claimsStage(line)) this.#odd += 1;
    if (typeof line.request === 'string' && typeof line.rev === 'number')
      this.#answered(line.request, line.rev);
    if (typeof line.rev === 'number' && Number.isSafeInteger(line.rev)) this.#rev = line.rev;
  }

  session(times: MachineTime): OldSession | undefined {
    const last = this.#last;
    const original = this.#original;
    if (!last || !original) return undefined;
    const items = this.#items;
    const given = givenIn(items);
    const event = this.#event;
    const { state = 'standby' } = event?.line ?? {};
    const now = event ? indexNow(event.line, given) : 0;
    const closed = state === 'closed' || now >= given.length;
    const inTalk = state === 'running' || state === 'held';
    const { type, what } = last.line;
    const age = passed(last, times);
    return {
      seq: last.line.seq,
      rev: this.#rev,
      // What was closed may be opened again, for a bonus talk: for a while that is the same session.
      ended: (type === 'session' && what === 'end' && !inTalk) || (closed && !isRecent({ age })),
      unfinished: !closed && (inTalk || this.#results.size > 0 || this.#edited),
      last: Date.parse(last.line.time),
      age,
      began: this.#start && passed(this.#start, times),
      original,
      items,
      results: this.#results,
      settings: { ...this.#settings, documents: this.#documents },
      muted: this.#muted,
      messages: this.#messages,
      odd: this.#odd,
      answers: this.#answers,
      writer: this.#writer,
      place: () =>
        closed
          ? {
              state: 'closed',
              talk: Math.min(now, given.length),
              elapsed: null,
              granted: duration(0),
            }
          : placeAfter(event, items, times),
      shown: this.#shown.of(given[now]),
      podium: podiumIn(this.#heard, this.#held, last, times),
      alone: this.#alone,
    };
  }

  #takeSession(line: Line): void {
    this.#boot = line.boot;
    this.#writer = typeof line.program === 'string' ? line.program : undefined;
    const { documents = new Map<string, Rules>(), ...settings } = settingsIn(line);
    this.#settings = { ...this.#settings, ...settings };
    for (const [name, rules] of documents) this.#documents.set(name, rules);
  }

  #takeLineup(line: Line): void {
    const items = itemsIn(line);
    if (!items) {
      this.#odd += 1;
      return;
    }
    if (line.what !== 'begin' && line.what !== 'resume') this.#edited = true;
    this.#original ??= items;
    this.#items = items;
    // Written behind the stage that it came to: one that the podium told, or one out of its reach.
    if (this.#event?.line.alone !== true) this.#held = items;
    this.#shown.lineup(line);
    for (const [name, rules] of documentsIn(line.documents)) this.#documents.set(name, rules);
  }

  #takeEvent(line: EventLine): void {
    const marked = { line, boot: this.#boot };
    const { type, id, took } = line;
    // The stage that a finish leads to has nothing granted.
    const granted = duration(this.#event?.line.granted ?? 0);
    this.#event = marked;
    this.#shown.event(line, line.nowId ?? givenIn(this.#items)[line.now]);
    if (type === 'start') this.#start ??= marked;
    if (line.podium !== undefined && line.alone !== true) {
      this.#heard = marked;
      this.#held = this.#items;
      this.#alone = [];
    } else if (isEventName(type)) this.#alone.push(type);
    if (id === undefined) return;
    if (type === 'finish' && typeof took === 'number')
      this.#results.set(id, endedAfter(duration(took), granted));
    if (type === 'skip') this.#results.set(id, { status: 'missed' });
  }

  #answered(request: string, rev: number): void {
    this.#answers.set(request, rev);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > KEPT_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
  }
}

const isEventName = (type: string): type is EventName =>
  (EVENT_NAMES as readonly string[]).includes(type);
