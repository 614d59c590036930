/** A web server that nobody can crowd out of: where it listens, whom it answers, and how it ends. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { ServerOptions, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addressesOf, bindAddress, type Address } from './addresses.ts';
import { Connections } from './connections.ts';
import { hostRule, type HostRule } from './request-guard.ts';
import { AddressProblem, MirrorProblem } from './server-options.ts';

export interface WebServerOptions {
  readonly listen: string;
  readonly port: number;
  readonly hostNames?: readonly string[] | undefined;
  /** Connections at once. */
  readonly most: number;
  /** Whoever has not sent a whole request by then is cut off, in ms. */
  readonly patience: number;
  readonly crowded: () => void;
}

export interface WebServer {
  readonly port: number;
  /** The address that the system says it is bound to. */
  readonly bound: string;
  readonly hosts: HostRule;
  readonly connections: Connections;
  readonly addresses: readonly Address[];
  /** `ending` ends what would stay open. */
  close(ending: () => void): Promise<void>;
}

type Handle = (request: IncomingMessage, response: ServerResponse, web: WebServer) => void;

/** Throws MirrorProblem where it cannot listen. */
export async function openWebServer(options: WebServerOptions, handle: Handle): Promise<WebServer> {
  const { listen, hostNames, most, patience, crowded } = options;
  // The system would take it for every interface.
  if (listen.trim() === '')
    throw new AddressProblem('--listen has no address: give it one of this computer, or lan');
  const server = createServer(limits(patience));
  const connections = new Connections(server, { most, patience, crowded });
  const { address: bound, port } = await opened(server, bindAddress(listen), options.port);
  const web: WebServer = {
    port,
    bound,
    connections,
    hosts: hostRule(port, hostNames),
    get addresses() {
      return addressesOf(bound, port);
    },
    close: (ending) =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        ending();
        server.closeAllConnections();
      }),
  };
  server.on('request', (request, response) => {
    if (request.socket.destroyed) return;
    connections.answer(response, () => {
      handle(request, response, web);
    });
  });
  return web;
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
      const { code = '' } = error;
      const Kind = NO_ADDRESS.has(code) ? AddressProblem : MirrorProblem;
      reject(new Kind(sentenceOf(address, port, code)));
    });
    server.listen(port, address, () => {
      resolve(server.address() as AddressInfo);
    });
  });
}

/** What the system says of an address that is none of this computer's. */
const NO_ADDRESS: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN']);

function sentenceOf(address: string, port: number, code: string): string {
  const noAddress = `this computer has no address ${address}: give --listen one of its own, or lan`;
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${String(port)} is in use, perhaps by another session: choose one with --http PORT, or --http 0 for any that is free`,
    EACCES: `port ${String(port)} needs rights that you don't have: choose one above 1023 with --http PORT`,
  };
  return (
    (NO_ADDRESS.has(code) ? noAddress : sentences[code]) ??
    `the web server cannot listen on ${address}, port ${String(port)} (${code})`
  );
}
