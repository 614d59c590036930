/** Tells a room's state, programme and lineup whenever they change, and that it is alive. */
import type { SessionClock } from '../session/session-clock.ts';
import type { SessionView } from '../session/types.ts';
import type { BrokerLink, Sending, Sent } from './broker-link.ts';
import { beatOf, timeless, toldOf, type RoomState } from './room-documents.ts';
import type { Part } from './room-topics.ts';

const BEAT = 5000;
const SECOND = 1000;
/** In ms; a session in a hurry has shorter seconds, but is looked at no more often. */
const LEAST_WAIT = 50;
const RETAINED: Sending = { qos: 1, retain: true };

/** The newest of each topic: while one is on its way, those between are left out. */
class Latest {
  readonly #send: (part: Part, payload: string) => Promise<Sent>;
  readonly #wanted = new Map<Part, string>();
  readonly #told = new Map<Part, string>();
  #busy = new Set<Part>();
  refused = false;

  constructor(send: (part: Part, payload: string) => Promise<Sent>) {
    this.#send = send;
  }

  put(part: Part, payload: string): void {
    this.#wanted.set(part, payload);
    void this.#flush(part);
  }

  /** A new connection: all is told again. */
  again(): void {
    this.#told.clear();
    this.#busy = new Set();
    this.refused = false;
  }

  async #flush(part: Part): Promise<void> {
    const payload = this.#wanted.get(part);
    const busy = this.#busy;
    if (payload === undefined || busy.has(part) || this.#told.get(part) === payload) return;
    busy.add(part);
    const sent = await this.#send(part, payload);
    // Meanwhile the connection may have become another.
    if (busy !== this.#busy) return;
    busy.delete(part);
    if (sent === 'lost') return;
    this.refused ||= sent === 'refused';
    this.#told.set(part, payload);
    void this.#flush(part);
  }
}

export interface TellerOptions {
  readonly session: SessionView;
  readonly clock: SessionClock;
  readonly room: string;
  /** Whether the room takes commands. */
  readonly commands: boolean;
  readonly link: Pick<BrokerLink, 'publish' | 'trip'>;
  readonly topic: (part: Part) => string;
  /** Called when it is found out that the broker lets us write, or not. */
  readonly heard: () => void;
}

export class RoomTeller {
  readonly #options: TellerOptions;
  readonly #latest: Latest;
  readonly #stop: () => void;
  #tick: NodeJS.Timeout | undefined;
  #beat: NodeJS.Timeout | undefined;
  #on = false;
  #told: RoomState | undefined;
  #beating = false;

  constructor(options: TellerOptions) {
    this.#options = options;
    const { link, topic, session, heard } = options;
    this.#latest = new Latest(async (part, payload) => {
      const sent = await link.publish(topic(part), payload, RETAINED);
      heard();
      return sent;
    });
    this.#stop = session.onChange(() => {
      this.#tell();
    });
  }

  /** The broker's access list lets it not write. */
  get refused(): boolean {
    return this.#latest.refused;
  }

  /** The room is ours, on a new connection. */
  begin(): void {
    this.#on = true;
    this.#latest.again();
    this.#told = undefined;
    this.#tell();
    // Last, so that whoever hears that it is there finds all of it.
    this.#latest.put('availability', 'online');
    this.#second();
    void this.#alive();
    clearInterval(this.#beat);
    this.#beat = setInterval(() => {
      void this.#alive();
    }, BEAT).unref();
  }

  /** Says again that it is there: somebody's last will said that it is not. */
  online(): void {
    if (!this.#on) return;
    this.#latest.again();
    this.#told = undefined;
    this.#tell();
    this.#latest.put('availability', 'online');
  }

  pause(): void {
    this.#on = false;
    clearTimeout(this.#tick);
    clearInterval(this.#beat);
  }

  /** Takes leave of those who look: waits only for a broker that answers. */
  async close(): Promise<void> {
    const was = this.#on;
    this.pause();
    this.#stop();
    if (!was) return;
    const { link, topic } = this.#options;
    await link.publish(topic('availability'), 'offline', RETAINED);
  }

  /** Phases change with time alone: it is looked when the seconds on screens change. */
  #second(): void {
    clearTimeout(this.#tick);
    const state = this.#tell();
    const speed = this.#options.session.snapshot().speed ?? 1;
    const left = state ? state.length - state.position : 0;
    const rest = (((left % SECOND) + SECOND) % SECOND || SECOND) + 1;
    this.#tick = setTimeout(
      () => {
        this.#second();
      },
      Math.max(LEAST_WAIT, rest / speed),
    ).unref();
  }

  #tell(): RoomState | undefined {
    if (!this.#on) return undefined;
    const { session, clock } = this.#options;
    const { state, programme, lineup } = toldOf(session, clock, this.#options);
    const before = this.#told;
    if (before !== undefined && timeless(before) === timeless(state)) return state;
    this.#told = state;
    if (before && before.phase !== state.phase) this.#cue(state);
    this.#latest.put('programme', JSON.stringify(programme));
    this.#latest.put('lineup', JSON.stringify(lineup));
    this.#latest.put('state', JSON.stringify(state));
    return state;
  }

  #cue({ phase, talk, at, now, clock }: RoomState): void {
    const { link, topic } = this.#options;
    void link.publish(topic('cue'), JSON.stringify({ cue: phase, talk, at, now, clock }), {
      qos: 0,
    });
  }

  async #alive(): Promise<void> {
    if (this.#beating) return;
    this.#beating = true;
    const { link, topic, clock, session } = this.#options;
    const beat = beatOf(clock.read(), session.snapshot().stage.rev, link.trip);
    await link.publish(topic('beat'), JSON.stringify(beat));
    this.#beating = false;
  }
}
