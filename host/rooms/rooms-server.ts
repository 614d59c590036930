/** The page of all rooms, and of each: the mirror's guard, rules and pages, with rooms from a broker behind them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TokenGuard, randomToken, type Verdict } from '../mirror/access-token.ts';
import { isLoopback, peerOf, type Address } from '../mirror/addresses.ts';
import { sendAsset } from '../mirror/assets.ts';
import { BodyProblem, readBody, type Body } from '../mirror/body.ts';
import { Crowding } from '../mirror/crowding.ts';
import { refuse, sendJson } from '../mirror/reply.ts';
import { rejectionOf } from '../mirror/request-guard.ts';
import { DEFAULT_PATIENCE, MirrorProblem } from '../mirror/server-options.ts';
import { openWebServer, type WebServer } from '../mirror/web-server.ts';
import { requestOf, revOf, WishProblem } from '../session/written-wishes.ts';
import { RoomStreams } from './room-streams.ts';
import type { RoomPress, RoomsWatcher } from './watcher.ts';

export interface RoomsServerOptions {
  /** 4115 if left out; 0 takes any free port. */
  readonly port?: number | undefined;
  readonly listen?: string;
  readonly hostNames?: readonly string[] | undefined;
  /** Whether rooms may be pressed, with the token. */
  readonly control: boolean;
  /** Made at random if left out. */
  readonly token?: string | undefined;
}

export interface RoomsServer {
  readonly port: number;
  readonly addresses: readonly Address[];
  readonly beyondLoopback: boolean;
  readonly token: string;
  /** A key that lets one page in, within two minutes. */
  makeKey(): string;
  close(): Promise<void>;
}

const ROOMS_PORT = 4115;
const MOST_STREAMS = 400;
const SPARE = 100;
/** What may be pressed in a room from afar: what helps a room in trouble, and starts nothing. */
const ACTIONS: readonly unknown[] = ['hold', 'start', 'grant', 'message', 'finish'];

/** Serves the rooms of a watcher. Throws MirrorProblem where it cannot listen. */
export async function startRooms(
  watcher: RoomsWatcher,
  options: RoomsServerOptions,
): Promise<RoomsServer> {
  const given = options.token === '' ? undefined : options.token;
  if (given !== undefined && !/^[\x21-\x7e]{1,200}$/.test(given))
    throw new MirrorProblem('a token is made of letters, digits and punctuation, without spaces');
  const tokens = new TokenGuard(given ?? randomToken(), () => performance.now());
  const streams = new RoomStreams(watcher, options.control);
  const crowding = new Crowding(watcher.warn);
  const { turnedAway: crowded } = crowding;
  const router = new RoomsRouter({ watcher, streams, tokens, crowded, control: options.control });
  const { port = ROOMS_PORT, listen = '127.0.0.1', hostNames } = options;
  const web = await openWebServer(
    {
      ...{ port, listen, hostNames, most: MOST_STREAMS + SPARE, patience: DEFAULT_PATIENCE },
      crowded,
    },
    (request, response, server) => {
      router.handle(request, response, server);
    },
  ).catch((error: unknown) => {
    streams.close();
    throw error;
  });
  return {
    port: web.port,
    get addresses() {
      return web.addresses;
    },
    beyondLoopback: !isLoopback(web.bound),
    token: tokens.token,
    makeKey: () => tokens.makeKey(),
    close: () => {
      crowding.stop();
      return web.close(() => {
        streams.close();
      });
    },
  };
}

interface RoomsParts {
  readonly watcher: RoomsWatcher;
  readonly streams: RoomStreams;
  readonly tokens: TokenGuard;
  /** Called where a screen is turned away. */
  readonly crowded: () => void;
  readonly control: boolean;
}

class RoomsRouter {
  readonly #parts: RoomsParts;

  constructor(parts: RoomsParts) {
    this.#parts = parts;
  }

  handle(request: IncomingMessage, response: ServerResponse, web: WebServer): void {
    this.#route(request, response, web).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else if (error instanceof BodyProblem)
        refuse(response, error.status, error.message, 'bad-request', error.field);
      else if (error instanceof WishProblem) refuse(response, 400, error.message, 'bad-request');
      else refuse(response, 500, 'Something went wrong here; the rooms go on.', 'failed');
    });
  }

  async #route(request: IncomingMessage, response: ServerResponse, web: WebServer): Promise<void> {
    const { headers, method = '', url = '' } = request;
    const rejection = rejectionOf(headers, web.hosts);
    const [path = '', query = ''] = url.split('?', 2);
    const room = new URLSearchParams(query).get('room');
    if (rejection) refuse(response, rejection.status, rejection.sentence);
    else if (method === 'GET' || method === 'HEAD')
      await this.#get(request, response, web, path, room);
    else if (method !== 'POST') refuse(response, 405, 'Only GET and POST are supported.');
    else if (path === '/api/enter') await this.#enter(request, response, web);
    else if (path === '/api/press') await this.#press(request, response, web);
    else refuse(response, 404, 'There is no such command: press.');
  }

  async #get(
    request: IncomingMessage,
    response: ServerResponse,
    web: WebServer,
    path: string,
    room: string | null,
  ): Promise<void> {
    const { watcher, streams } = this.#parts;
    if (path === '/api/time') {
      const time = streams.time(room);
      if (time) sendJson(response, 200, time);
      else refuse(response, 404, NOT_HEARD, 'no-room');
    } else if (path === '/api/events') {
      this.#stream(request, response, web, room);
    } else if (path === '/api/rooms') {
      sendJson(response, 200, { event: watcher.event, rooms: watcher.documents() });
    } else {
      const pages = {
        '/': this.#pageOf(room),
        '/favicon.ico': 'icon.svg',
      };
      if (!(await sendAsset(request, response, path, 'en', pages)))
        refuse(response, 404, 'There is no such page: / has all rooms, /?room=NAME has one.');
    }
  }

  #pageOf(room: string | null): string {
    if (room === null) return 'rooms.html';
    return this.#parts.watcher.rooms.has(room) ? 'mirror.html' : 'no-room.html';
  }

  #stream(
    request: IncomingMessage,
    response: ServerResponse,
    web: WebServer,
    room: string | null,
  ): void {
    const verdict = this.#judge(request, web);
    if (verdict === 'wrong' || verdict === 'too-many') {
      refuse(response, ...DENIED[verdict]);
      return;
    }
    const { streams, crowded } = this.#parts;
    const hub = streams.of(room);
    if (!hub) refuse(response, 404, NOT_HEARD, 'no-room');
    else if (request.method === 'HEAD') sendJson(response, 200, {});
    // Screens cannot crowd out whoever looks after the rooms.
    else if (streams.count >= MOST_STREAMS && verdict !== 'right') {
      crowded();
      refuse(response, 503, 'Too many screens: close some.');
    } else if (web.connections.isBehind(response) || !hub.add(response))
      refuse(response, 400, 'Ask for events on a connection of their own.');
    else web.connections.keep(request.socket);
  }

  async #enter(request: IncomingMessage, response: ServerResponse, web: WebServer): Promise<void> {
    const peer = peerOf(request.socket.remoteAddress);
    const { tokens } = this.#parts;
    const { key } = tokens.locked(peer) ? {} : await readBody(request);
    const verdict = tokens.redeem(typeof key === 'string' ? key : '', peer);
    if (verdict === 'right') {
      web.connections.keep(request.socket);
      sendJson(response, 200, { ok: true, token: tokens.token });
    } else if (verdict === 'wrong') refuse(response, 401, USED);
    else refuse(response, ...DENIED[verdict]);
  }

  async #press(request: IncomingMessage, response: ServerResponse, web: WebServer): Promise<void> {
    const { watcher, control } = this.#parts;
    const verdict = this.#judge(request, web);
    if (verdict !== 'right') {
      refuse(response, ...DENIED[verdict]);
      return;
    }
    const body = await readBody(request);
    if (!control) {
      refuse(response, 403, 'Start it with --remote-control to press in rooms.', 'denied');
      return;
    }
    const reply = await watcher.press(String(body.room), pressIn(body));
    sendJson(response, reply.ok ? 200 : 409, reply);
  }

  /** Whoever shows the token keeps the connection, however many others come. */
  #judge({ headers, socket }: IncomingMessage, web: WebServer): Verdict {
    const verdict = this.#parts.tokens.judge(headers.authorization, peerOf(socket.remoteAddress));
    if (verdict === 'right') web.connections.keep(socket);
    return verdict;
  }
}

/** What a page wishes, checked; the room judges it again. Throws WishProblem. */
function pressIn(body: Body): RoomPress {
  const { action, amount, to, text } = body;
  const request = requestOf(body);
  const rev = revOf(body);
  if (!ACTIONS.includes(action) || request === undefined || rev === undefined)
    throw new WishProblem('A press has "room", "action", "rev" and "request".');
  return {
    ...{ action: String(action), rev, request },
    ...(typeof amount === 'number' ? { amount } : {}),
    ...(typeof to === 'string' ? { to } : {}),
    ...(typeof text === 'string' ? { text: text.slice(0, 200) } : {}),
  };
}

const DENIED: Readonly<Record<Exclude<Verdict, 'right'>, readonly [number, string]>> = {
  none: [401, 'This needs the token of this page: take an address from the terminal.'],
  wrong: [401, 'That is not the token of this page: take a new address from the terminal.'],
  'too-many': [429, 'Too many wrong tokens: wait a minute.'],
};
const USED =
  'This link was used, or is older than two minutes: press i in the terminal for another.';
const NOT_HEARD = 'Nothing is heard of that room.';
