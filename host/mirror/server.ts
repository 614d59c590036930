/**
 * The mirror's web server: bare node:http, which starts in half the time of a framework and leaves
 * the memory to the screens; what it must do besides is in this folder.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { SessionView } from '../session/types.ts';
import { isEvery, isLoopback } from './addresses.ts';
import { Crowding } from './crowding.ts';
import { SessionClock } from '../session/session-clock.ts';
import { readKept, writeKept } from './keep.ts';
import {
  DEFAULT_PATIENCE,
  DEFAULT_PORT,
  DEFAULT_STREAMS,
  MirrorProblem,
  type MirrorOptions,
  type MirrorServer,
} from './server-options.ts';
import { Router } from './router.ts';
import { Streams } from './streams.ts';
import { openWebServer } from './web-server.ts';
import { TokenGuard, randomToken } from './access-token.ts';

export { keyUrl, operatorUrl, qrLines } from './qr.ts';
export { MirrorProblem, type MirrorOptions, type MirrorServer } from './server-options.ts';

/** Connections besides the streams: pages being loaded, presses, and the ill-behaved. */
const SPARE_CONNECTIONS = 300;
/** In the end a slow disk is waited for so many ms. */
const KEEPING_MOST = 3000;

/**
 * Serves the mirror and the operator's page of a session. A port that is not given is the kept one of
 * a resumed session, else 4114. Throws MirrorProblem where it cannot listen.
 */
export async function startMirror(
  session: SessionView,
  options: MirrorOptions = {},
): Promise<MirrorServer> {
  const { listen = '127.0.0.1', hostNames, keptIn } = options;
  const { maxStreams = DEFAULT_STREAMS, patience = DEFAULT_PATIENCE } = options;
  // An empty text in the environment is no token.
  const given = options.token === '' ? undefined : options.token;
  if (given !== undefined && !/^[\x21-\x7e]{1,200}$/.test(given))
    throw new MirrorProblem('a token is made of letters, digits and punctuation, without spaces');
  const kept = keptIn === undefined ? undefined : readKept(keptIn);
  const monotonic = (): number => performance.now();
  const clock = new SessionClock(session, monotonic);
  const tokens = new TokenGuard(given ?? kept?.token ?? randomToken(), monotonic);
  const streams = new Streams(session, clock, maxStreams);
  const crowding = new Crowding((sentence) => {
    session.warn('screens', sentence);
  });
  const asked = options.port ?? kept?.port ?? DEFAULT_PORT;
  const web = await openWebServer(
    {
      listen,
      port: asked,
      hostNames,
      most: maxStreams + SPARE_CONNECTIONS,
      patience,
      crowded: crowding.turnedAway,
    },
    (request, response) => {
      router.handle(request, response);
    },
  );
  const { port, bound, connections } = web;
  const router = new Router({
    session,
    clock,
    streams,
    tokens,
    hosts: () => web.hosts,
    remotes: options.remotes ?? (() => []),
    report: options.report,
    keep: (socket) => {
      connections.keep(socket);
    },
    crowded: crowding.turnedAway,
    isBehind: (response) => connections.isBehind(response),
    lang: options.lang ?? 'en',
    addresses: () => web.addresses,
  });
  let keeping = Promise.resolve();
  const keep = (): void => {
    const { token } = tokens;
    if (keptIn !== undefined) keeping = keeping.then(() => writeKept(keptIn, { token, port }));
  };
  keep();
  await keeping;
  return {
    port,
    get addresses() {
      return web.addresses;
    },
    get token() {
      return tokens.token;
    },
    beyondLoopback: !isLoopback(bound),
    everywhere: isEvery(bound),
    get streams() {
      return streams.count;
    },
    makeKey: () => tokens.makeKey(),
    newToken() {
      tokens.replace(randomToken());
      streams.dropOperators();
      keep();
      return tokens.token;
    },
    close: async () => {
      crowding.stop();
      await web.close(() => {
        streams.close();
      });
      await Promise.race([keeping, pause(KEEPING_MOST, undefined, { ref: false })]);
    },
  };
}
