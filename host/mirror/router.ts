/** One request, from its headers to its answer. What is refused is refused before anything happens. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { PastedReader } from '../lineup/pasted-thread.ts';
import type { Answer, SessionView } from '../session/types.ts';
import { peerOf } from './addresses.ts';
import type { Address } from './addresses.ts';
import { sendAsset } from './assets.ts';
import { BodyProblem, readBody, type Body } from './body.ts';
import type { SessionClock } from '../session/session-clock.ts';
import { COMMANDS, statusOf } from './commands.ts';
import { LARGEST_PASTE, Pasting } from './pasting.ts';
import { entryDocument } from './documents.ts';
import { publicDocument } from '../session/public-document.ts';
import { rejectionOf, type HostRule } from './request-guard.ts';
import type { RemoteCounts } from './families.ts';
import { sendHealth, sendMetrics } from './metrics.ts';
import { sendPlain } from './plain-page.ts';
import { refuse, sendJson } from './reply.ts';
import { publicState, stateDocument } from '../session/state-document.ts';
import { sendCode, sendScreens } from './screens.ts';
import type { Streams } from './streams.ts';
import type { TokenGuard, Verdict } from './access-token.ts';
import { requestOf, WishProblem } from '../session/written-wishes.ts';

export interface RouterParts {
  readonly session: SessionView;
  readonly clock: SessionClock;
  readonly streams: Streams;
  readonly tokens: TokenGuard;
  /** Known once the server listens. */
  readonly hosts: () => HostRule;
  /** The report as it stands, drawn. */
  readonly report?: (() => unknown) | undefined;
  /** Called for a connection that may stay when there is no more room. */
  readonly keep: (socket: Socket) => void;
  /** Whether a request came behind another one on its connection. */
  readonly isBehind: (response: ServerResponse) => boolean;
  /** Called where a screen is turned away. */
  readonly crowded: () => void;
  /** What remotes counted so far. */
  readonly remotes: () => readonly RemoteCounts[];
  /** Language of screens whose address names none. */
  readonly lang: string;
  /** Where pages can be opened, once the server listens. */
  readonly addresses: () => readonly Address[];
}

const DENIED: Readonly<Record<Exclude<Verdict, 'right'>, readonly [number, string]>> = {
  none: [401, 'This needs the token of the session: send "Authorization: Bearer …".'],
  wrong: [401, 'That is not the token of this session: it may have been renewed.'],
  'too-many': [429, 'Too many wrong tokens: wait a minute.'],
};

const USED =
  'That address has been used, or is older than two minutes: press i in the terminal for another, or c for a code.';

export class Router {
  readonly #parts: RouterParts;
  readonly #pasting = new Pasting(new PastedReader());

  constructor(parts: RouterParts) {
    this.#parts = parts;
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.#route(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else if (error instanceof BodyProblem)
        refuse(response, error.status, error.message, 'bad-request', error.field);
      else if (error instanceof WishProblem) refuse(response, 400, error.message, 'bad-request');
      else refuse(response, 500, 'Something went wrong here; the light keeps going.', 'failed');
    });
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, method = '', url = '' } = request;
    const rejection = rejectionOf(headers, this.#parts.hosts());
    if (rejection) {
      refuse(response, rejection.status, rejection.sentence);
      return;
    }
    const path = url.split('?', 1)[0] ?? '';
    if (method === 'GET' || method === 'HEAD') await this.#get(request, response, path);
    else if (method === 'POST') await this.#post(request, response, path);
    else refuse(response, 405, 'Only GET and POST are supported.');
  }

  async #get(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const { session, clock, lang } = this.#parts;
    if (path === '/api/time') {
      const { name, now } = clock.read();
      sendJson(response, 200, { clock: name, now, rev: session.snapshot().stage.rev });
    } else if (path === '/plain') {
      const state = stateDocument(session.snapshot(), session.now(), false);
      await sendPlain(response, state, queryOf(request), lang);
    } else if (path === '/api/report') {
      this.#report(request, response);
    } else if (path === '/metrics') {
      const { streams, remotes } = this.#parts;
      sendMetrics(request, response, session, { screens: streams.counts, remotes: remotes() });
    } else if (path === '/healthz') {
      sendHealth(response, session);
    } else if (path === '/api/screens') {
      sendScreens(request, response, session.snapshot(), this.#parts.addresses());
    } else if (path === '/screens/code') {
      sendCode(response, queryOf(request).get('to') ?? '', this.#parts.hosts());
    } else if (READS.has(path)) {
      this.#read(request, response, path);
    } else if (!(await sendAsset(request, response, path, lang))) {
      refuse(response, 404, 'There is no such page: /screens leads to all of them.');
    }
  }

  /** What anybody may read, and more of it with the token. A wrong token reads nothing. */
  #read(request: IncomingMessage, response: ServerResponse, path: string): void {
    const { session, clock, streams } = this.#parts;
    const verdict = this.#judge(request);
    if (verdict === 'wrong' || verdict === 'too-many') {
      refuse(response, ...DENIED[verdict]);
      return;
    }
    const trusted = verdict === 'right';
    if (path === '/api/events') {
      if (request.method === 'HEAD') sendJson(response, 200, {});
      // Screens cannot crowd out whoever runs the session.
      else if (streams.full && !trusted) {
        this.#parts.crowded();
        refuse(response, 503, 'Too many screens: close some, or raise --max-streams.');
      } else if (
        this.#parts.isBehind(response) ||
        !streams.add(response, trusted ? 'operator' : 'public')
      )
        // Behind another request that is not answered yet it would wait for ever.
        refuse(response, 400, 'Ask for events on a connection of their own.');
      else this.#parts.keep(request.socket);
      return;
    }
    const snapshot = session.snapshot();
    if (path === '/api/state') {
      sendJson(response, 200, publicState(session, trusted));
      return;
    }
    const base = publicDocument(snapshot, clock.read().name, clock.speed);
    const talks = trusted ? snapshot.entries.map(entryDocument) : base.talks;
    sendJson(response, 200, { rev: base.rev, name: base.name, talks });
  }

  /** With the token alone: how talks went is not for the hall. */
  #report(request: IncomingMessage, response: ServerResponse): void {
    const verdict = this.#judge(request);
    const report = verdict === 'right' ? this.#parts.report?.() : undefined;
    if (verdict !== 'right') refuse(response, ...DENIED[verdict]);
    else if (report === undefined) refuse(response, 404, 'There is no report yet.', 'none');
    else sendJson(response, 200, report);
  }

  async #post(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (path === '/api/enter') {
      await this.#enter(request, response);
      return;
    }
    const verdict = this.#judge(request);
    if (verdict !== 'right') {
      refuse(response, ...DENIED[verdict]);
      return;
    }
    const { session } = this.#parts;
    if (path === '/api/paste') {
      // Read first, which changes nothing; the edit itself is asked for once.
      const ask = (body: Body): Promise<Answer> => this.#pasting.answer(session, body);
      await this.#run(request, response, ask, LARGEST_PASTE);
      return;
    }
    const command = path.startsWith('/api/') ? COMMANDS.get(path.slice('/api/'.length)) : undefined;
    if (!command) {
      refuse(
        response,
        404,
        `There is no such command: ${[...COMMANDS.keys(), 'paste'].join(', ')}.`,
      );
      return;
    }
    await this.#run(request, response, (body) =>
      session.once(requestOf(body), () => command(session, body)),
    );
  }

  /** A page that a code or an address opened has a key for one use, and gets the token for it. */
  async #enter(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { tokens, keep } = this.#parts;
    const peer = peerOf(request.socket.remoteAddress);
    // Before anything of it is read.
    const { key } = tokens.locked(peer) ? {} : await readBody(request);
    const verdict = tokens.redeem(typeof key === 'string' ? key : '', peer);
    if (verdict === 'right') {
      keep(request.socket);
      sendJson(response, 200, { ok: true, token: tokens.token });
    } else if (verdict === 'wrong') refuse(response, 401, USED);
    else refuse(response, ...DENIED[verdict]);
  }

  async #run(
    request: IncomingMessage,
    response: ServerResponse,
    ask: (body: Body) => Promise<Answer>,
    most?: number,
  ): Promise<void> {
    const body = await readBody(request, most);
    // The token may have been renewed while the body was on its way.
    const verdict = this.#judge(request);
    if (verdict !== 'right') {
      refuse(response, ...DENIED[verdict]);
      return;
    }
    const answer = await ask(body);
    sendJson(response, statusOf(answer), answer);
  }

  #judge(request: IncomingMessage): Verdict {
    const { authorization } = request.headers;
    const verdict = this.#parts.tokens.judge(authorization, peerOf(request.socket.remoteAddress));
    if (verdict === 'right') this.#parts.keep(request.socket);
    return verdict;
  }
}

const queryOf = ({ url = '' }: IncomingMessage): URLSearchParams =>
  new URLSearchParams(url.split('?').slice(1).join('?'));

const READS: ReadonlySet<string> = new Set(['/api/state', '/api/events', '/api/lineup']);
