/** Turns what happens in a session into the lines of its journal. */
import { placeOf } from '../../protocol/placement.ts';
import { scoreOf } from '../../protocol/programme.ts';
import type { Programme } from '../../protocol/programme.ts';
import { cue, cueAt } from '../../protocol/score.ts';
import {
  elapsedOf,
  positionOf,
  type EventName,
  type Refusal,
  type Stage,
} from '../../protocol/stage.ts';
import { since, type Duration, type Instant } from '../../protocol/time.ts';
import type { Journal } from '../journal/journal.ts';
import { Tally, type Measures } from './measures.ts';
import type { Roster } from './roster.ts';
import { documentsOf, settingsFields, type SessionSettings } from './settings.ts';
import type { EventHappening, Happening, Timekeeper } from './timekeeper.ts';
import type { Edit, Message, Sender } from './types.ts';

/** In ms: what is told sooner is told at once. */
const TELLING = 1;

type CueHappening = Omit<Extract<Happening, { kind: 'cue' }>, 'kind'>;

/** Who pressed, and the id with which the press may be asked for again. */
export interface Pressed {
  readonly by: Sender;
  readonly request?: string | undefined;
  /** By how much it was told late, by the operator's own word. */
  readonly ago?: Duration | undefined;
}

export class Recorder {
  readonly #journal: Journal;
  readonly #keeper: Timekeeper;
  readonly #tally = new Tally();

  constructor(journal: Journal, keeper: Timekeeper) {
    this.#journal = journal;
    this.#keeper = keeper;
  }

  /** What was counted of all that went through here, and how journal and clock are now. */
  measures(): Measures {
    const { presses, refusals, lateness } = this.#tally;
    const { clockError: clock } = this.#keeper;
    return { presses, refusals, lateness, journal: this.#journal.measures(), clock };
  }

  /** The first lines of a session, or of one that goes on. */
  begin(roster: Roster, settings: SessionSettings | undefined, resumed: boolean): void {
    const what = resumed ? 'resume' : 'begin';
    this.session(what, settings);
    this.lineup(roster, what);
    if (resumed) this.stage();
  }

  /** `stop`: the program was told to go, or left in the middle of a talk: the session is not over. */
  session(what: 'begin' | 'resume' | 'end' | 'stop', settings?: SessionSettings): void {
    const { boot, program } = this.#journal;
    const writes = program !== undefined && (what === 'begin' || what === 'resume');
    this.#journal.write('session', this.#keeper.now(), {
      what,
      light: this.#keeper.light.name,
      ...this.#trim(),
      ...(boot === undefined ? {} : { boot }),
      ...(writes && { program }),
      ...(settings && settingsFields(settings)),
    });
  }

  refused(event: EventName, reason: Refusal, by: Sender, at: Instant = this.#keeper.now()): void {
    this.#tally.refusals[reason] += 1;
    this.#journal.write('refused', at, { event, reason, by });
  }

  lineup(
    roster: Roster,
    what: Edit['type'] | 'begin' | 'resume' | 'file' | 'undo',
    pressed?: Pressed,
    called?: number,
  ): void {
    const talks = roster.items.map(({ id, talk }) => ({
      id,
      ...talk,
      length: roster.lengthOf(talk),
    }));
    const { by, request } = pressed ?? {};
    this.#journal.write('lineup', this.#keeper.now(), {
      what,
      ...(by && { by }),
      ...(request === undefined ? {} : { request, rev: this.#keeper.stage.rev }),
      // The talk that was brought back.
      ...(called === undefined ? {} : { called }),
      talks,
      // A saved file or a pasted list may name rules that were not there before.
      ...(what === 'file' || what === 'paste' ? { documents: documentsOf(roster.rules) } : {}),
    });
  }

  /** The stage was put somewhere, by no event that is known. */
  stage(): void {
    const now = this.#keeper.now();
    const { stage } = this.#keeper;
    this.#tally.put(now);
    this.#journal.write('stage', now, {
      rev: stage.rev,
      ...this.#standing(stage, now),
      ...this.#whose(),
    });
  }

  mute(on: boolean, request: string | undefined): void {
    const { rev } = this.#keeper.stage;
    const asked = request === undefined ? {} : { request, rev };
    this.#journal.write('mute', this.#keeper.now(), { on, ...asked });
  }

  message(message: Message, { by, request }: Pressed): void {
    const asked = request === undefined ? {} : { request, rev: this.#keeper.stage.rev };
    this.#journal.write('message', this.#keeper.now(), { ...message, by, ...asked });
  }

  later(id: number | undefined, by: Sender): void {
    this.#journal.write('later', this.#keeper.now(), { by, id });
  }

  /** Something that operators were told, and that no other line tells. */
  notice(text: string): void {
    this.#journal.write('notice', this.#keeper.now(), { text });
  }

  /** The computer slept for so many ms, which the talk's clock counts, or no longer does. */
  sleep(slept: Duration, counted: boolean): void {
    this.#journal.write('sleep', this.#keeper.now(), { slept, counted });
  }

  /** What the timekeeper tells; an event that was not the button's was pressed by `pressed`. */
  happening(happening: Happening, pressed: Pressed): void {
    switch (happening.kind) {
      case 'event':
        this.#event(happening, happening.button ? { by: 'button' } : pressed);
        break;
      case 'cue':
        this.#cue(happening);
        break;
      case 'refused':
        this.refused(happening.type, happening.reason, 'button', happening.at);
        break;
      case 'light':
        this.#link(happening.text);
        break;
      case 'stage':
        this.stage();
        break;
    }
  }

  #link(text: string): void {
    const { reached, truth } = this.#keeper.light;
    // Another board has another one.
    this.#journal.write('link', this.#keeper.now(), { text, reached, truth, ...this.#trim() });
  }

  #trim(): { readonly trim?: number } {
    const { trim } = this.#keeper;
    return trim === undefined ? {} : { trim };
  }

  /** A press that was accepted, where nobody knows from which stage: an undo of what a podium did before. */
  accepted(type: Exclude<EventName, 'go'>, { by, request }: Pressed): void {
    const { stage } = this.#keeper;
    const now = this.#keeper.now();
    this.#tally.pressed(type, now);
    const line = { by, request, rev: stage.rev, ...this.#standing(stage, now), ...this.#whose() };
    this.#journal.write(type, now, line);
  }

  #event(event: EventHappening, { by, request, ago }: Pressed): void {
    const { type, at, from, stage, amount } = event;
    const id = this.#keeper.programme.talks[from.talk]?.id;
    this.#tally.pressed(type, at, ago);
    this.#journal.write(type, at, {
      by,
      ...(request === undefined ? {} : { request }),
      ...(ago === undefined ? {} : { ago }),
      rev: stage.rev,
      talk: from.talk,
      ...(id === undefined ? {} : { id }),
      ...(amount === undefined ? {} : { amount }),
      ...(type === 'finish' ? { took: elapsedOf(from, at) } : {}),
      ...this.#standing(stage, at),
      ...this.#whose(),
      ...this.#late(at),
    });
    for (const number of jumped(this.#keeper.programme, from, stage, at)) {
      const position = positionOf(stage, at);
      this.#cue({ talk: stage.talk, changeover: false, cue: number, position, at }, true);
    }
    if (stage.state === 'closed') this.#journal.write('closed', at);
  }

  /**
   * What is needed to put a stage back where it is now. `now` is its talk, since `talk` is the event's: an index,
   * which an edit may change before the line of its lineup is written, so its id is told, too.
   */
  #standing(stage: Stage, at: Instant): Readonly<Record<string, unknown>> {
    const { talk, ...place } = placeOf(stage, at);
    const nowId = this.#keeper.programme.talks[talk]?.id;
    return { ...place, now: talk, ...(nowId === undefined ? {} : { nowId }) };
  }

  /** Which boot of the podium it is of; `alone`: the host did it while the podium was out of reach. */
  #whose(): { readonly podium?: number; readonly alone?: true } {
    const { boot, light } = this.#keeper;
    return {
      ...(boot === undefined ? {} : { podium: boot }),
      ...(light.reached ? {} : { alone: true }),
    };
  }

  /** What the podium did while it was out of reach is told later than it happened. */
  #late(at: Instant): { readonly late?: number } {
    const late = since(at, this.#keeper.now());
    return late < TELLING ? {} : { late };
  }

  /** A cue as its player showed it; or one that a grant jumped over, which nobody saw. */
  #cue({ talk, changeover, cue: number, position, at }: CueHappening, jumped = false): void {
    const { programme, light } = this.#keeper;
    const score = scoreOf(programme, { state: changeover ? 'standby' : 'running', talk });
    if (!score) return;
    const { phase, due } = cue(score, number);
    if (!jumped) this.#tally.shown(at, position, due);
    const how = jumped ? { jumped } : { shown: position, player: light.kind };
    this.#journal.write('cue', at, { talk, cue: phase, number, due, ...how });
  }
}

/** The numbers of the cues that an event jumped over: they were never shown. */
function jumped(programme: Programme, from: Stage, to: Stage, at: Instant): number[] {
  const score = scoreOf(programme, to);
  if (!score || to.granted === from.granted || to.talk !== from.talk) return [];
  const first = cueAt(score, positionOf(from, at)) + 1;
  const last = cueAt(score, positionOf(to, at)) - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}
