/** What pages are streamed: all rooms, or one of them in the words of its own mirror. */
import { randomBytes } from 'node:crypto';
import type { RoomDocument } from '../page/document.ts';
import { DocumentHub } from './document-hub.ts';
import type { RoomSeen } from './room-seen.ts';
import type { RoomsWatcher } from './watcher.ts';

const HEARTBEAT = 2000;
/** A room's clock that turns out to lie otherwise by so much (ms) makes its pages look again. */
const CORRECTION = 5;

export class RoomStreams {
  readonly #watcher: RoomsWatcher;
  readonly #all: DocumentHub;
  readonly #single = new Map<string, { readonly hub: DocumentHub; shift: number | null }>();
  readonly #clock = randomBytes(6).toString('base64url');
  readonly #timer: NodeJS.Timeout;

  constructor(watcher: RoomsWatcher, control: boolean) {
    this.#watcher = watcher;
    this.#all = new DocumentHub(() => watcher.now());
    this.#all.set({ clock: this.#clock, speed: 1, rev: 0, event: watcher.title, control });
    const told = (room: RoomDocument): void => {
      this.#all.set({ [`room:${room.id}`]: room });
      if (room.connection === 'offline' || room.connection === 'ended') this.#endSingle(room.id);
    };
    const troubled = (): void => {
      this.#all.set({ trouble: watcher.trouble ?? null });
    };
    watcher.onChange(told, troubled);
    watcher.onHeard((room) => {
      this.#tellSingle(room);
    });
    troubled();
    for (const room of watcher.documents()) told(room);
    this.#timer = setInterval(() => {
      this.#beat();
    }, HEARTBEAT).unref();
  }

  get count(): number {
    let sum = this.#all.size;
    for (const { hub } of this.#single.values()) sum += hub.size;
    return sum;
  }

  /** The stream of all rooms, or of one; undefined where that one is not heard: its light would look alive. */
  of(room: string | null): DocumentHub | undefined {
    if (room === null) return this.#all;
    const known = this.#watcher.rooms.get(room);
    if (!known?.session || known.shift(0) === null || !this.#watcher.isLive(known))
      return undefined;
    const kept = this.#single.get(room);
    if (kept) return kept.hub;
    const hub = new DocumentHub(() => this.#nowIn(known));
    this.#single.set(room, { hub, shift: known.shift(this.#watcher.trip) });
    hub.set(known.session);
    return hub;
  }

  /** Answer of `GET /api/time`: of our own clock, or of a room's. */
  time(room: string | null): { clock: string; now: number; rev: number } | undefined {
    if (room === null) return { clock: this.#clock, now: this.#watcher.now(), rev: 0 };
    const known = this.#watcher.rooms.get(room);
    const session = known?.session;
    if (!known || !session) return undefined;
    return { clock: session.clock, now: this.#nowIn(known), rev: session.rev };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#all.close();
    for (const { hub } of this.#single.values()) hub.close();
  }

  #nowIn(room: RoomSeen): number {
    const watcher = this.#watcher;
    return watcher.now() * (room.session?.speed ?? 1) + (room.shift(watcher.trip) ?? 0);
  }

  /** Pages of a room that has gone have nothing to show. */
  #endSingle(id: string): void {
    this.#single.get(id)?.hub.close();
    this.#single.delete(id);
  }

  #tellSingle(room: RoomSeen): void {
    const single = this.#single.get(room.id);
    if (!single || !room.session) return;
    single.hub.set(room.session);
    const shift = room.shift(this.#watcher.trip);
    if (Math.abs((shift ?? 0) - (single.shift ?? 0)) < CORRECTION) return;
    single.shift = shift;
    single.hub.lookAgain();
  }

  /** A room that is silent has no heartbeat: its pages say that they hear nothing, as they would there. */
  #beat(): void {
    this.#all.beat(0);
    for (const [id, { hub }] of this.#single) {
      const room = this.#watcher.rooms.get(id);
      if (room?.session && this.#watcher.isLive(room)) hub.beat(room.session.rev);
    }
  }
}
