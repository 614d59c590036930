/** One room as it is heard: its parts put together once they belong together, its clock, and whether it is there. */
import type { PublicDocument, RoomConnection, RoomDocument } from '../page/document.ts';
import type { RoomLineup, RoomProgramme, RoomState } from '../remotes/room-documents.ts';
import { Budget } from './budget.ts';
import { RoomClock } from './room-clock.ts';
import { beatIn, lineupIn, programmeIn, stateIn } from './shapes.ts';

/** Beats come every 5 s: after two that stayed away a room is not believed any more. In ms. */
const STALE = 12_000;
/** Messages of a room in a second: a press is one, and all that is retained are four. */
const MOST_MESSAGES = 50;

export class RoomSeen {
  readonly id: string;
  readonly #since: number;
  readonly #clock = new RoomClock();
  /** Of its messages. */
  readonly budget = new Budget(MOST_MESSAGES);
  #online: boolean | undefined;
  #heard: number | undefined;
  #state: RoomState | undefined;
  #programme: RoomProgramme | undefined;
  #lineup: RoomLineup | undefined;
  /** The newest parts that belong together. */
  #whole: { readonly state: RoomState; readonly session: PublicDocument } | undefined;
  /** The first that was heard of its talk and state as they are now: it may say them again. */
  #first: RoomState | undefined;

  /** `now` by our own monotonic clock, in ms. */
  constructor(id: string, now: number) {
    this.id = id;
    this.#since = now;
  }

  get name(): string {
    const name = this.#state?.room.trim() ?? '';
    return name === '' ? this.id : name;
  }

  /** False where it is nothing of ours. `retained`: the broker kept it. */
  take(part: string, payload: Buffer, retained: boolean, here: number): boolean {
    const known = this.#taken(part, payload, retained, here);
    if (known && !retained && part !== 'availability') this.#heard = here;
    return known;
  }

  connection(now: number, connected: boolean): RoomConnection {
    // Whoever closes the lineup and goes home is no room in trouble.
    if (this.#online === false)
      return this.#whole?.session.stage.state === 'closed' ? 'ended' : 'offline';
    if (!connected) return 'stale';
    const silent = now - (this.#heard ?? this.#since);
    if (silent > STALE) return 'stale';
    return this.#heard === undefined ? 'waiting' : 'live';
  }

  /** All of it, for a page of one room. */
  get session(): PublicDocument | undefined {
    return this.#whole?.session;
  }

  shift(ownTrip: number): number | null {
    const shift = this.#clock.shift(ownTrip);
    // A page need not hear of fractions.
    return shift === null ? null : Math.round(shift);
  }

  /** What a card shows. */
  document(now: number, connected: boolean, ownTrip: number): RoomDocument {
    const whole = this.#whole;
    return {
      id: this.id,
      name: this.name,
      connection: this.connection(now, connected),
      heard: this.#heard === undefined ? null : Math.round(this.#heard),
      shift: this.shift(ownTrip),
      session: whole ? cardOf(whole.session) : null,
      behind: whole?.state.behind ?? null,
      at: whole?.state.now ?? 0,
      commands: whole?.state.commands ?? true,
      ends: whole ? momentOf(whole.state.ends) : null,
      since: this.#first?.now ?? 0,
    };
  }

  #taken(part: string, payload: Buffer, retained: boolean, here: number): boolean {
    switch (part) {
      case 'availability': {
        const text = payload.toString('utf8');
        if (text !== 'online' && text !== 'offline') return false;
        this.#online = text === 'online';
        return true;
      }
      case 'beat': {
        const beat = beatIn(payload);
        if (beat && !retained) this.#clock.heard(beat.clock, beat.now, here, beat.trip);
        return beat !== undefined;
      }
      case 'programme':
        return this.#put(programmeIn(payload), (one) => (this.#programme = one));
      case 'lineup':
        return this.#put(lineupIn(payload), (one) => (this.#lineup = one));
      case 'state': {
        const state = stateIn(payload);
        const taken = this.#put(state, (one) => (this.#state = one));
        if (state && !retained) this.#clock.heard(state.clock, state.now, here, undefined);
        return taken;
      }
      default:
        return false;
    }
  }

  #put<T>(found: T | undefined, keep: (found: T) => void): boolean {
    if (found === undefined) return false;
    keep(found);
    this.#together();
    return true;
  }

  /** A state goes with one programme and one lineup; until they are here, what was so before is shown. */
  #together(): void {
    const state = this.#state;
    const programme = this.#programme;
    const lineup = this.#lineup;
    if (!state || programme?.version !== state.programme || lineup?.version !== state.lineup)
      return;
    this.#clock.named(state.clock, programme.speed);
    const stands = (one?: RoomState): string =>
      `${one?.clock ?? ''} ${one?.stage.state ?? ''} ${String(one?.stage.talk)}`;
    if (stands(this.#first) !== stands(state)) this.#first = state;
    this.#whole = { state, session: sessionOf(state, programme, lineup) };
  }
}

/** In ms since 1970; null for nonsense, too. */
function momentOf(iso: string | null | undefined): number | null {
  const ms = Date.parse(iso ?? '');
  return Number.isNaN(ms) ? null : ms;
}

function sessionOf(
  state: RoomState,
  programme: RoomProgramme,
  { from, talks }: RoomLineup,
): PublicDocument {
  const { speed, scores, length, changeover, steady, start } = programme;
  const before = Math.min(Math.max(0, from), 2000);
  // Talks that did not fit into the message have a place, so that the others keep theirs.
  const gone = Array.from({ length: before }, (_, i) => ({ id: -1 - i, speaker: '', title: '' }));
  return {
    ...{ clock: state.clock, speed, rev: state.rev, name: programme.name },
    ...{ stage: state.stage, talks: [...gone, ...talks] },
    ...{ scores, length, changeover, light: state.light },
    ...{ muted: state.muted, practice: state.practice, messages: state.messages },
    ...(steady === true ? { steady } : {}),
    ...(start === undefined ? {} : { start }),
  };
}

/** With the talk that is on or next, and the one after it, alone. */
function cardOf(session: PublicDocument): PublicDocument {
  const { stage, talks } = session;
  const closed = stage.talk >= talks.length;
  const from = closed ? Math.max(0, talks.length - 1) : stage.talk;
  const shown = talks.slice(from, from + 2);
  return { ...session, talks: shown, stage: { ...stage, talk: closed ? shown.length : 0 } };
}
