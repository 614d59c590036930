/**
 * Room for whoever has the token, however many others there are. A hall behind one address is no crowd
 * of enemies, so no address has a cap; but when there is no more room, the address that has the most idle
 * connections loses the one that has been idle for longest. The last fifty places are for connections
 * whose headers are still to come: of those, only bearers of the token stay once they are answered.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { peerOf } from './addresses.ts';

/** So many places wait for headers. */
const WAITING_PLACES = 50;
/** Whoever asks for more than so much, one thing behind the other, and reads none of it wants no answers. */
const MOST_ANSWERS = 250;
/** So many of those that are behind another request are answered before it is looked for anything else. */
const AT_A_TIME = 4;

interface Place {
  readonly peer: string;
  /** A stream, or one that has shown the token: it keeps its place. */
  kept: boolean;
  /** Answers that are being made or read, and whether the connection was to stay open after each. */
  readonly answers: Map<ServerResponse, boolean>;
}

interface Later {
  readonly response: ServerResponse;
  readonly run: () => void;
}

/** Connections of some kind by whom they are of; those of each in the order in which they became so. */
class Peers {
  readonly #all = new Map<string, Set<Socket>>();
  size = 0;

  add(peer: string, socket: Socket): void {
    const own = this.#all.get(peer) ?? new Set();
    if (!own.has(socket)) this.size += 1;
    this.#all.set(peer, own.add(socket));
  }

  delete(peer: string, socket: Socket): void {
    const own = this.#all.get(peer);
    if (own?.delete(socket) !== true) return;
    this.size -= 1;
    if (own.size === 0) this.#all.delete(peer);
  }

  /** The oldest of whoever has the most. */
  get crowdsOldest(): Socket | undefined {
    let crowd = new Set<Socket>();
    for (const own of this.#all.values()) if (own.size > crowd.size) crowd = own;
    const [oldest] = crowd;
    return oldest;
  }
}

export interface ConnectionsOptions {
  /** At once. */
  readonly most: number;
  /** An answer that nobody reads, and a connection that nobody uses, end after so many ms. */
  readonly patience: number;
  /** Called for each connection for which another one had to go. */
  readonly crowded: () => void;
}

export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #places = new Map<Socket, Place>();
  /** Nothing was asked there, or all is answered. */
  readonly #idle = new Peers();
  /** Something is answered there. */
  readonly #busy = new Peers();
  readonly #behind = new WeakSet<ServerResponse>();
  #later: Later[] = [];
  #going = false;

  constructor(server: Server, options: ConnectionsOptions) {
    this.#options = options;
    server.timeout = options.patience;
    server
      .on('connection', (socket: Socket) => {
        this.#add(socket);
      })
      .on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
        // What had come before the end is read out all the same.
        if (!socket.destroyed) this.#asked(socket, response);
      })
      .on('timeout', (socket: Socket) => {
        this.#silent(socket);
      });
  }

  /**
   * Answers a request: at once, or, where it came behind another one on its connection, when nothing else is to be
   * done. No browser asks like that, and thousands of such requests in a moment would hold up every press.
   */
  answer(response: ServerResponse, run: () => void): void {
    if (this.isBehind(response)) {
      this.#later.push({ response, run });
      if (!this.#going) setImmediate(this.#goOn);
      this.#going = true;
    } else run();
  }

  /** Whether a request came behind another one that was not answered yet. */
  isBehind(response: ServerResponse): boolean {
    return this.#behind.has(response);
  }

  /** A stream, or a connection that has shown the token: it keeps its place. */
  keep(socket: Socket): void {
    const place = this.#places.get(socket);
    if (!place || place.kept) return;
    place.kept = true;
    this.#idle.delete(place.peer, socket);
    this.#busy.delete(place.peer, socket);
    // Where it was to be the last answer, because it is full.
    for (const [response, stays] of place.answers)
      if (!response.headersSent) response.shouldKeepAlive = stays;
  }

  #add(socket: Socket): void {
    const peer = peerOf(socket.remoteAddress);
    this.#places.set(socket, { peer, kept: false, answers: new Map() });
    this.#idle.add(peer, socket);
    socket.once('close', () => {
      this.#forget(socket);
    });
    if (this.#places.size > this.#options.most) this.#makeRoom();
  }

  #asked(socket: Socket, response: ServerResponse): void {
    const place = this.#places.get(socket);
    if (!place) return;
    const { peer, answers } = place;
    if (answers.size >= MOST_ANSWERS) {
      socket.destroy();
      return;
    }
    if (answers.size > 0 && !place.kept) this.#behind.add(response);
    answers.set(response, response.shouldKeepAlive);
    if (!place.kept) {
      this.#idle.delete(peer, socket);
      this.#busy.add(peer, socket);
      if (this.#places.size > this.#options.most - WAITING_PLACES) response.shouldKeepAlive = false;
    }
    response.once('close', () => {
      answers.delete(response);
      if (answers.size > 0 || place.kept || !this.#places.has(socket)) return;
      this.#busy.delete(peer, socket);
      this.#idle.add(peer, socket);
    });
  }

  /** Nothing has moved on it for a while: it ends, unless we are to blame. */
  #silent(socket: Socket): void {
    const answers = [...(this.#places.get(socket)?.answers.keys() ?? [])];
    const ours = answers.some(({ writableEnded }) => !writableEnded);
    // A stream, or a press that waits for the disk. What is to come is waited for anew.
    if (ours) socket.setTimeout(this.#options.patience);
    else socket.destroy();
  }

  readonly #goOn = (): void => {
    for (const { response, run } of this.#later.splice(0, AT_A_TIME))
      if (!response.destroyed) run();
    this.#going = this.#later.length > 0;
    if (this.#going) setImmediate(this.#goOn);
  };

  #makeRoom(): void {
    this.#options.crowded();
    // A request in flight is not cut off, but where hardly anything else is left.
    const oldest =
      this.#idle.size > WAITING_PLACES
        ? this.#idle.crowdsOldest
        : (this.#busy.crowdsOldest ?? this.#idle.crowdsOldest);
    if (!oldest) return;
    // Counted as gone at once: its end is told later.
    this.#forget(oldest);
    oldest.destroy();
  }

  #forget(socket: Socket): void {
    const place = this.#places.get(socket);
    if (!place) return;
    this.#places.delete(socket);
    this.#idle.delete(place.peer, socket);
    this.#busy.delete(place.peer, socket);
  }
}
