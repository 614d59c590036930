/**
 * The mirror's web server: bare node:http, which starts in half the time of a framework and leaves
 * the memory to the screens; what it must do besides is in this folder.
 */
import { createServer, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { SessionView } from '../session/types.ts';
import { addressesOf, bindAddress, isEvery, isLoopback } from './addresses.ts';
import { Connections } from './connections.ts';
import { Crowding } from './crowding.ts';
import { SessionClock } from '../session/session-clock.ts';
import { hostRule, type HostRule } from './request-guard.ts';
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
  // The system would take it for every interface.
  if (listen.trim() === '')
    throw new MirrorProblem('--listen has no address: give it one of this computer, or lan');
  // An empty text in the environment is no token.
  const given = options.token === '' ? undefined : options.token;
  if (given !== undefined && !/^[\x21-\x7e]{1,200}$/.test(given))
    throw new MirrorProblem('a token has letters, digits and marks, and no spaces');
  const kept = keptIn === undefined ? undefined : readKept(keptIn);
  const monotonic = (): number => performance.now();
  const clock = new SessionClock(session, monotonic);
  const tokens = new TokenGuard(given ?? kept?.token ?? randomToken(), monotonic);
  const streams = new Streams(session, clock, maxStreams);
  const crowding = new Crowding((sentence) => {
    session.warn('screens', sentence);
  });
  let hosts: HostRule = hostRule(0);
  const server = createServer(limits(patience));
  const connections = new Connections(server, {
    most: maxStreams + SPARE_CONNECTIONS,
    patience,
    crowded: crowding.turnedAway,
  });
  const router = new Router({
    session,
    clock,
    streams,
    tokens,
    hosts: () => hosts,
    remotes: options.remotes ?? (() => []),
    report: options.report,
    keep: (socket) => {
      connections.keep(socket);
    },
    crowded: crowding.turnedAway,
    isBehind: (response) => connections.isBehind(response),
    lang: options.lang ?? 'en',
    addresses: () => addressesOf(bound, port),
  });
  server.on('request', (request, response) => {
    if (request.socket.destroyed) return;
    connections.answer(response, () => {
      router.handle(request, response);
    });
  });
  const asked = options.port ?? kept?.port ?? DEFAULT_PORT;
  const { address: bound, port } = await opened(server, bindAddress(listen), asked);
  hosts = hostRule(port, hostNames);
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
      return addressesOf(bound, port);
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
      await closed(server, streams);
      await Promise.race([keeping, pause(KEEPING_MOST, undefined, { ref: false })]);
    },
  };
}

/** Whoever sends slowly, or nothing, is cut off: times in ms. */
const limits = (patience: number): ServerOptions => ({
  maxHeaderSize: 8 * 1024,
  headersTimeout: patience / 2,
  requestTimeout: patience,
  connectionsCheckingInterval: patience / 5,
  keepAliveTimeout: patience,
  noDelay: true,
});

/** Where it listens, as the system tells it. */
function opened(server: Server, address: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(new MirrorProblem(sentenceOf(address, port, error.code)));
    });
    server.listen(port, address, () => {
      resolve(server.address() as AddressInfo);
    });
  });
}

function sentenceOf(address: string, port: number, code = ''): string {
  const noAddress = `this computer has no address ${address}: give --listen one of its own, or lan`;
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${String(port)} is in use, perhaps by another session: choose one with --http PORT, or --http 0 for any that is free`,
    EACCES: `port ${String(port)} needs rights that you don't have: choose one above 1023 with --http PORT`,
    EADDRNOTAVAIL: noAddress,
    ENOTFOUND: noAddress,
    EAI_AGAIN: noAddress,
  };
  return (
    sentences[code] ?? `the web server cannot listen on ${address}, port ${String(port)} (${code})`
  );
}

function closed(server: Server, streams: Streams): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    streams.close();
    server.closeAllConnections();
  });
}
