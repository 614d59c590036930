/** The page of all rooms, and of each: the mirror's guard, rules and pages, with rooms from a broker behind them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TokenGuard, randomToken } from '../mirror/access-token.ts';
import { isLoopback, peerOf, type Address } from '../mirror/addresses.ts';
import { sendAsset } from '../mirror/assets.ts';
import { BodyProblem, readBody, type Body } from '../mirror/body.ts';
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
  const router = new RoomsRouter(watcher, streams, tokens, options.control);
  const { port = ROOMS_PORT, listen = '127.0.0.1', hostNames } = options;
  const web = await openWebServer(
    {
      ...{ port, listen, hostNames, most: MOST_STREAMS + SPARE, patience: DEFAULT_PATIENCE },
      crowded: () => undefined,
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
    close: () =>
      web.close(() => {
        streams.close();
      }),
  };
}

class RoomsRouter {
  readonly #watcher: RoomsWatcher;
  readonly #streams: RoomStreams;
  readonly #tokens: TokenGuard;
  readonly #control: boolean;

  constructor(watcher: RoomsWatcher, streams: RoomStreams, tokens: TokenGuard, control: boolean) {
    this.#watcher = watcher;
    this.#streams = streams;
    this.#tokens = tokens;
    this.#control = control;
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
    else if (method !== 'POST') refuse(response, 405, 'Here GET and POST are understood.');
    else if (path === '/api/enter') await this.#enter(request, response, web);
    else if (path === '/api/press') await this.#press(request, response);
    else refuse(response, 404, 'There is no such command: press.');
  }

  async #get(
    request: IncomingMessage,
    response: ServerResponse,
    web: WebServer,
    path: string,
    room: string | null,
  ): Promise<void> {
    if (path === '/api/time') {
      const time = this.#streams.time(room);
      if (time) sendJson(response, 200, time);
      else refuse(response, 404, NOT_HEARD, 'no-room');
    } else if (path === '/api/events') {
      this.#stream(request, response, web, room);
    } else if (path === '/api/rooms') {
      sendJson(response, 200, { event: this.#watcher.event, rooms: this.#watcher.documents() });
    } else {
      const pages = {
        '/': room === null ? 'rooms.html' : 'mirror.html',
        '/favicon.ico': 'icon.svg',
      };
      if (!(await sendAsset(request, response, path, 'en', pages)))
        refuse(response, 404, 'There is no such page: / has all rooms, /?room=NAME has one.');
    }
  }

  #stream(
    request: IncomingMessage,
    response: ServerResponse,
    web: WebServer,
    room: string | null,
  ): void {
    if (request.headers.authorization !== undefined && this.#judge(request) !== 'right') {
      refuse(response, 401, WRONG);
      return;
    }
    const hub = this.#streams.of(room);
    if (!hub) refuse(response, 404, NOT_HEARD, 'no-room');
    else if (this.#streams.count >= MOST_STREAMS)
      refuse(response, 503, 'Too many screens: close some.');
    else if (web.connections.isBehind(response) || !hub.add(response))
      refuse(response, 400, 'Ask for events on a connection of their own.');
    else web.connections.keep(request.socket);
  }

  async #enter(request: IncomingMessage, response: ServerResponse, web: WebServer): Promise<void> {
    const peer = peerOf(request.socket.remoteAddress);
    const { key } = this.#tokens.locked(peer) ? {} : await readBody(request);
    const verdict = this.#tokens.redeem(typeof key === 'string' ? key : '', peer);
    if (verdict === 'right') {
      web.connections.keep(request.socket);
      sendJson(response, 200, { ok: true, token: this.#tokens.token });
    } else if (verdict === 'wrong') refuse(response, 401, USED);
    else refuse(response, 429, 'Too many wrong tokens: wait a minute.');
  }

  async #press(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#judge(request) !== 'right') {
      refuse(response, 401, WRONG);
      return;
    }
    const body = await readBody(request);
    if (!this.#control) {
      refuse(response, 403, 'Start it with --remote-control to press in rooms.', 'denied');
      return;
    }
    const reply = await this.#watcher.press(String(body.room), pressIn(body));
    sendJson(response, reply.ok ? 200 : 409, reply);
  }

  #judge(request: IncomingMessage): string {
    return this.#tokens.judge(request.headers.authorization, peerOf(request.socket.remoteAddress));
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

const WRONG = 'That is not the token of this page: take a new address from the terminal.';
const USED =
  'That address has been used, or is older than two minutes: take another from the terminal.';
const NOT_HEARD = 'Nothing is heard of that room.';
