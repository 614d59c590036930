/**
 * The event streams. Each reader gets the whole document once, then the keys that change, and a
 * heartbeat, which is the revision as a bare number. An empty object asks pages to look at the time
 * again. All readers of a kind are sent the same bytes, made once.
 */
import type { ServerResponse } from 'node:http';
import type { SessionView } from '../session/types.ts';
import type { SessionClock } from '../session/session-clock.ts';
import { dayForm } from '../system/time-of-day.ts';
import { operatorDocument } from './documents.ts';
import { publicDocument } from '../session/public-document.ts';
import { EventSockets } from './event-sockets.ts';
import { ReaderDocument } from './readers.ts';

/** Operators, who are few, hear one each second, so that they soon know that they hear nothing; others each second one. */
const HEARTBEAT = 1000;
const PUBLIC_BEATS = 2;
/** Every so many heartbeats the operators' plan is looked at again. */
const PLAN_BEATS = 10;
/** A client that leaves so many bytes unread is cut off; it comes back when it can. */
const UNREAD_LIMIT = 64 * 1024;

const KINDS = ['public', 'operator'] as const;
export type Reader = (typeof KINDS)[number];

export class Streams {
  readonly #session: SessionView;
  readonly #clock: SessionClock;
  readonly #most: number;
  readonly #sockets = {
    public: new EventSockets(UNREAD_LIMIT),
    operator: new EventSockets(UNREAD_LIMIT),
  };
  readonly #documents = { public: new ReaderDocument(), operator: new ReaderDocument() };
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout | undefined;
  #beats = 0;

  constructor(session: SessionView, clock: SessionClock, most: number) {
    this.#session = session;
    this.#clock = clock;
    this.#most = most;
    this.#stopListening = session.onChange(() => {
      if (this.count > 0) this.#sendChanges();
    });
  }

  get counts(): Readonly<Record<Reader, number>> {
    return { public: this.#sockets.public.size, operator: this.#sockets.operator.size };
  }

  get count(): number {
    return this.#sockets.public.size + this.#sockets.operator.size;
  }

  get full(): boolean {
    return this.count >= this.#most;
  }

  /** Turns a response into a stream. False if its turn has not come. */
  add(response: ServerResponse, reader: Reader): boolean {
    // Those who read already are told what is new first: the newcomer has it in the whole.
    this.#sendChanges(reader);
    const first = this.#documents[reader].first(this.#clock.read().now);
    const added = this.#sockets[reader].add(response, first, () => {
      if (this.count === 0) this.#stopBeating();
    });
    if (added)
      this.#timer ??= setInterval(() => {
        this.#beat();
      }, HEARTBEAT).unref();
    return added;
  }

  /** Ends every stream that was opened with a token. */
  dropOperators(): void {
    this.#sockets.operator.end();
  }

  close(): void {
    this.#stopListening();
    this.#stopBeating();
    for (const kind of KINDS) this.#sockets[kind].end();
  }

  #beat(): void {
    this.#beats += 1;
    const rev = String(this.#session.snapshot().stage.rev);
    if (this.#beats % PUBLIC_BEATS !== 0) {
      this.#write('operator', rev);
      return;
    }
    if (this.#clock.corrected()) this.#send('{}');
    this.#sendChanges(this.#beats % PLAN_BEATS === 0 ? 'operator' : 'public');
    this.#send(rev);
  }

  /** Sends what changed to those who have a document; `also` has a reader's made in any case. */
  #sendChanges(also: Reader = 'public'): void {
    const snapshot = this.#session.snapshot();
    const base = publicDocument(snapshot, this.#clock.read().name, this.#clock.speed);
    this.#write('public', this.#documents.public.update(base));
    if (also === 'public' && this.#sockets.operator.size === 0) return;
    const full = operatorDocument(base, snapshot, this.#session.plan(), dayForm(Date.now()));
    this.#write('operator', this.#documents.operator.update(full));
  }

  #send(json: string): void {
    for (const kind of KINDS) this.#write(kind, json);
  }

  #write(reader: Reader, json: string | undefined): void {
    if (json !== undefined) this.#sockets[reader].send(json);
  }

  #stopBeating(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
