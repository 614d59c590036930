/**
 * Getting an address over HTTP or HTTPS, with limits: time, size, redirects. Built on node:https
 * because fetch cannot be given the system's certificates, which venues and companies add theirs to.
 */
import { get as getPlain, type IncomingMessage, type RequestOptions } from 'node:http';
import { get as getSecure } from 'node:https';
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import * as tls from 'node:tls';
import { createGunzip } from 'node:zlib';
import { LARGEST } from './limits.ts';

const MOST_REDIRECTS = 5;
/** For the whole of it; a venue's network that is slower than this is as good as gone. */
const PATIENCE = 20_000;

/** A failure to get an address. The message is for people. */
export class FetchFailure extends Error {}

export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** Follows a public address to a private one. */
  readonly allowPrivate?: boolean | undefined;
}

/** Gets the bytes behind an address. Throws FetchFailure, whatever goes wrong. */
export async function fetchBytes(
  address: URL,
  { signal = AbortSignal.timeout(PATIENCE), allowPrivate = false }: FetchOptions = {},
): Promise<Uint8Array> {
  try {
    let at = address;
    let fromPublic = false;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const answer = await ask(at, signal, fromPublic && !allowPrivate);
      const next = redirection(answer, at);
      if (!next) return await bodyOf(answer, signal);
      const { remoteAddress } = answer.socket;
      fromPublic ||= remoteAddress === undefined || !isPrivate(remoteAddress);
      answer.destroy();
      at = next;
    }
    throw new FetchFailure(`it redirects more than ${String(MOST_REDIRECTS)} times`);
  } catch (error) {
    throw error instanceof FetchFailure ? error : new FetchFailure(reasonOf(error));
  }
}

/** Networks that only those inside reach; an IPv4 address written as IPv6 is found too. */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4');
PRIVATE.addSubnet('::', 127, 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** Whether an IP address belongs to this computer or a network of its own. */
export const isPrivate = (ip: string): boolean =>
  PRIVATE.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');

const intoPrivate = (): FetchFailure =>
  new FetchFailure(
    'it redirects from a public address to a private one: if you trust that, give the private address itself, or --allow-private',
  );

/** Looks a host up for the connection itself, so that no other answer can come between. */
const lookupPublic: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) {
      done(error, []);
      return;
    }
    const [first] = found;
    if (!first || found.some(({ address }) => isPrivate(address))) done(intoPrivate(), []);
    else if (options.all) done(null, found);
    else done(null, first.address, first.family);
  });
};

/** `onlyPublic`: a public address led here, so that it may be no private one. */
export function ask(
  address: URL,
  signal: AbortSignal,
  onlyPublic: boolean,
): Promise<IncomingMessage> {
  const literal = address.hostname.replace(/^\[|\]$/g, '');
  if (onlyPublic && isIP(literal) !== 0 && isPrivate(literal)) return Promise.reject(intoPrivate());
  const secure = address.protocol === 'https:';
  const headers = { accept: '*/*', 'accept-encoding': 'gzip', 'user-agent': 'claplight' };
  const options: RequestOptions & { ca?: string[] } = { signal, headers, agent: false };
  const ca = secure ? certificates() : undefined;
  if (ca) options.ca = ca;
  if (onlyPublic) options.lookup = lookupPublic;
  return new Promise((resolve, reject) => {
    const request = (secure ? getSecure : getPlain)(address, options, resolve);
    request.on('error', reject);
  });
}

/** Node's own authorities and the system's, where this Node can tell them (22.15, 23.10 and later). */
function certificates(): string[] | undefined {
  const { getCACertificates } = tls as { getCACertificates?: (type: string) => string[] };
  return getCACertificates && [...getCACertificates('default'), ...getCACertificates('system')];
}

/** Where an answer leads on to, if it does. Throws FetchFailure if that is not to be followed. */
export function redirection(
  answer: Pick<IncomingMessage, 'statusCode' | 'headers'>,
  from: URL,
): URL | undefined {
  const { statusCode = 0, headers } = answer;
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined)
    return undefined;
  if (!URL.canParse(headers.location, from.href)) throw new FetchFailure('it redirects to nowhere');
  const to = new URL(headers.location, from.href);
  if (to.protocol === 'http:' && from.protocol === 'https:') {
    throw new FetchFailure(
      'it redirects from https to http, which anybody on the way could change',
    );
  }
  if (to.protocol !== 'http:' && to.protocol !== 'https:')
    throw new FetchFailure('it redirects to something that is not a web address');
  return to;
}

async function bodyOf(answer: IncomingMessage, signal: AbortSignal): Promise<Uint8Array> {
  const { statusCode = 0 } = answer;
  if (statusCode !== 200) {
    answer.destroy();
    throw new FetchFailure(STATUS[statusCode] ?? `the server answered ${String(statusCode)}`);
  }
  const packed = answer.headers['content-encoding'] === 'gzip';
  const body = packed ? answer.pipe(createGunzip()) : answer;
  answer.on('error', (error) => body.destroy(error));
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    const bytes = part as Uint8Array;
    size += bytes.length;
    if (size > LARGEST) {
      answer.destroy();
      throw new FetchFailure('it is larger than 32 MB');
    }
    parts.push(bytes);
  }
  signal.throwIfAborted();
  return Buffer.concat(parts);
}

const STATUS: Readonly<Record<number, string>> = {
  401: 'it asks for a login (401): is it public?',
  403: 'access is denied (403): is it public?',
  404: 'there is nothing at this address (404): check the spelling',
  410: 'there is nothing at this address any more (410)',
};

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its host is not known: is there a network?',
  EAI_AGAIN: 'its host cannot be looked up: is there a network?',
  ENETUNREACH: 'it cannot be reached: is there a network?',
  ECONNREFUSED: 'its host refuses connections',
  ECONNRESET: 'the connection broke',
  TimeoutError: `it gave no answer within ${String(PATIENCE / 1000)} seconds`,
  ABORT_ERR: `it gave no answer within ${String(PATIENCE / 1000)} seconds`,
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it cannot be reached';
  const code = 'code' in error ? String(error.code) : '';
  const known = REASONS[error.name] ?? REASONS[code];
  if (known !== undefined) return known;
  if (/CERT|SSL|TLS|SIGNATURE/.test(code)) {
    return `its certificate is not trusted here (${code}): does the network want a sign-in first?`;
  }
  return `it cannot be reached (${code === '' ? error.name : code})`;
}
