/** Follows all rooms of an event on a broker, and presses in one where it may. */
import { randomBytes } from 'node:crypto';
import type { RoomDocument } from '../page/document.ts';
import type { BrokerAddress } from '../remotes/broker-address.ts';
import { BrokerLink } from '../remotes/broker-link.ts';
import type { Reply } from '../remotes/room-commands.ts';
import { partOf, topicOf, type Part } from '../remotes/room-topics.ts';
import { Budget } from './budget.ts';
import { RoomSeen } from './room-seen.ts';

export interface WatcherOptions {
  readonly address: BrokerAddress;
  /** The event's id. */
  readonly event: string;
  /** What people call it; its id if left out. */
  readonly title?: string;
}

/** Rooms that are followed: a topic costs nothing to invent. */
const MOST_ROOMS = 500;
/**
 * Messages a second, most of which one room that floods has sent and nobody looks at: to hear nothing for a while
 * would make all others stale.
 */
const MOST_MESSAGES = 30_000;
/** The same in bytes of a quarter of a second. */
const MOST_BYTES = 16_000_000;
/** Of these, so many under names of no room that is known: one makes it known. */
const MOST_STRANGE = 1000;
/** In s: who only listens notices by this alone that a broker stands still, and before all rooms seem to. */
const KEEP_ALIVE = 5;
/** How often it is looked who has fallen silent, in ms. */
const LOOK = 500;
/** A press that is not answered by then has not been heard. In ms. */
const PATIENCE = 4000;
/** Commands are worth nothing after so many seconds. */
const EXPIRES = 5;

const PARTS: readonly Part[] = ['availability', 'state', 'programme', 'lineup', 'beat', 'reply'];

/** What may be pressed in a room from afar. */
export interface RoomPress {
  readonly action: string;
  readonly rev?: number | undefined;
  readonly request: string;
  readonly amount?: number;
  readonly to?: string;
  readonly text?: string;
}

export class RoomsWatcher {
  readonly rooms = new Map<string, RoomSeen>();
  readonly event: string;
  readonly title: string;
  readonly #link: BrokerLink;
  readonly #told = new Map<string, string>();
  readonly #listeners = new Set<(room: RoomDocument) => void>();
  readonly #seen = new Set<(room: RoomSeen) => void>();
  readonly #troubled = new Set<() => void>();
  readonly #waiting = new Map<string, (reply: Reply) => void>();
  readonly #timer: NodeJS.Timeout;
  /** Of messages that made no room known: nonsense under any name costs as little as a room that floods. */
  readonly #strangers = new Budget(MOST_STRANGE);
  #flood: string | undefined;
  #warning: string | undefined;

  constructor({ address, event, title = event }: WatcherOptions) {
    this.event = event;
    this.title = title;
    this.#link = new BrokerLink({
      address,
      clientId: `claplight-rooms-${event}-${randomBytes(6).toString('hex')}`,
      keepAlive: KEEP_ALIVE,
      topics: PARTS.map((part) => topicOf(event, '+', part)),
      most: MOST_MESSAGES,
      mostBytes: MOST_BYTES,
      up: () => {
        this.#lookAt();
      },
      down: () => {
        this.#lookAt();
      },
      message: (topic, payload, retained) => {
        this.#heard(topic, payload, retained);
      },
      changed: () => {
        this.#tellTrouble();
      },
    });
    this.#timer = setInterval(() => {
      this.#lookAt();
    }, LOOK);
  }

  /** The clock that documents are told by, in ms. */
  now(): number {
    return performance.now();
  }

  /** What is wrong with the broker, or with what it brings, or else with our page: without a full stop. */
  get trouble(): string | undefined {
    return this.#link.trouble ?? this.#flood ?? this.#warning;
  }

  /** What is wrong with our page, until it is undefined: whoever looks after the rooms is told like of a broker. */
  readonly warn = (sentence: string | undefined): void => {
    this.#warning = sentence;
    this.#tellTrouble();
  };

  /** Half of it is our way from the broker, in ms. */
  get trip(): number {
    return this.#link.trip ?? 0;
  }

  /** Whether a room is there, as far as is known here. */
  isLive(room: RoomSeen): boolean {
    return room.connection(this.now(), this.#link.up) === 'live';
  }

  documents(): RoomDocument[] {
    return [...this.rooms.values()].map((room) => this.#document(room));
  }

  /** Called with each room whose card changes, and by `troubled` when the trouble is another. */
  onChange(changed: (room: RoomDocument) => void, troubled: () => void): void {
    this.#listeners.add(changed);
    this.#troubled.add(troubled);
  }

  /** Called with each room that says something. */
  onHeard(heard: (room: RoomSeen) => void): void {
    this.#seen.add(heard);
  }

  /** Presses in a room; the answer is the room's, or says that none came. */
  press(room: string, press: RoomPress): Promise<Reply> {
    const { action, request } = press;
    const about = { action, request };
    if (!this.rooms.has(room)) return Promise.resolve({ ...about, ok: false, ...NO_ROOM });
    return new Promise((resolve) => {
      const done = (reply: Reply): void => {
        clearTimeout(timer);
        this.#waiting.delete(request);
        resolve(reply);
      };
      const timer = setTimeout(() => {
        done({ ...about, ok: false, ...NO_ANSWER });
      }, PATIENCE);
      this.#waiting.set(request, done);
      const topic = topicOf(this.event, room, 'command');
      void this.#link.publish(topic, JSON.stringify(press), { expires: EXPIRES }).then((sent) => {
        if (sent === 'refused') done({ ...about, ok: false, ...NOT_ALLOWED });
        else if (sent === 'lost') done({ ...about, ok: false, ...NO_ANSWER });
      });
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#link.close();
  }

  #heard(topic: string, payload: Buffer, retained: boolean): void {
    const here = this.now();
    const { room: id, part } = partOf(topic, this.event) ?? {};
    if (id === undefined || part === undefined) return;
    const known = this.rooms.get(id);
    if (!known && this.rooms.size >= MOST_ROOMS) return;
    if (!(known?.budget ?? this.#strangers).admit(here)) return;
    const room = known ?? new RoomSeen(id, here);
    if (part === 'reply') {
      this.#answered(payload);
      return;
    }
    if (!room.take(part, payload, retained, here)) return;
    this.rooms.set(id, room);
    this.#tell(room);
    for (const listener of this.#seen) listener(room);
  }

  #answered(payload: Buffer): void {
    try {
      const reply = JSON.parse(payload.toString('utf8')) as Reply | null;
      if (typeof reply?.request === 'string') this.#waiting.get(reply.request)?.(reply);
    } catch {
      // Nobody waits for what makes no sense.
    }
  }

  #lookAt(): void {
    for (const room of this.rooms.values()) this.#tell(room);
    const now = this.now();
    const floods = [...this.rooms.values()].filter(({ budget }) => budget.overspent(now));
    const flood = floods.length === 0 ? undefined : floodOf(floods.map(({ name }) => name));
    if (flood === this.#flood) return;
    this.#flood = flood;
    this.#tellTrouble();
  }

  #tellTrouble(): void {
    for (const listener of this.#troubled) listener();
  }

  #document(room: RoomSeen): RoomDocument {
    return room.document(this.now(), this.#link.up, this.trip);
  }

  #tell(room: RoomSeen): void {
    const document = this.#document(room);
    // When it was heard last matters once it is silent.
    const silent = document.connection === 'stale' || document.connection === 'offline';
    const told = JSON.stringify(silent ? document : { ...document, heard: null });
    if (this.#told.get(room.id) === told) return;
    this.#told.set(room.id, told);
    for (const listener of this.#listeners) listener(document);
  }
}

/** Some of many are named. */
function floodOf(names: readonly string[]): string {
  const more = names.length > 3 ? ` and ${String(names.length - 3)} more` : '';
  const who = names.slice(0, 3).join(', ') + more;
  return names.length === 1
    ? `${who} sends too much: do not trust its card, and look who else uses its name on the broker`
    : `${who} send too much: do not trust their cards, and look who else uses their names on the broker`;
}

const NO_ROOM = { code: 'no-room', sentence: 'There is no such room.' };
const NO_ANSWER = {
  code: 'no-answer',
  sentence:
    'No answer came: was the room started with --remote-control? Look at its light before you press again.',
};
const NOT_ALLOWED = {
  code: 'denied',
  sentence: "The broker's access list does not let us command rooms.",
};
