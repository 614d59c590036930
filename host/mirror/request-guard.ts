/**
 * Who may ask: the Host header must name this server (a page of another site that was pointed at us
 * by its name server does not), and what a browser says of the asking page must be this server too.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { hostname } from 'node:os';
import { isIP } from 'node:net';

/** Why a request is refused, with the status to say it with. */
export interface Rejection {
  readonly status: number;
  readonly sentence: string;
}

export interface HostRule {
  readonly names: ReadonlySet<string>;
  readonly port: number;
}

/** The machine's name, with and without `.local`, `localhost`, and names that were given. */
export function hostRule(port: number, given: readonly string[] = []): HostRule {
  const own = hostname().toLowerCase();
  const bare = own.replace(/\.local$/, '');
  const names = [
    ...given.map((name) => name.toLowerCase()),
    'localhost',
    own,
    bare,
    `${bare}.local`,
  ];
  return { names: new Set(names), port };
}

/** Splits `name:port` or `[v6]:port`; a port left out is 80. */
function splitHost(host: string): { name: string; port: number } | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i.exec(host);
  if (!match?.[1]) return undefined;
  return { name: match[1].toLowerCase(), port: Number(match[2] ?? 80) };
}

function isOurs(host: string | undefined, { names, port }: HostRule): boolean {
  const parts = splitHost(host ?? '');
  if (parts?.port !== port) return false;
  const { name } = parts;
  return name.startsWith('[') ? isIP(name.slice(1, -1)) === 6 : isIP(name) === 4 || names.has(name);
}

/** Whether an address of a page is one of ours, whatever it asks of the page. */
export function isOurPage(address: string, rule: HostRule): boolean {
  const match = /^http:\/\/([^/?#]+)\/(?:\?[\w=&-]*)?$/.exec(address);
  return match !== null && isOurs(match[1], rule);
}

/** Checks the headers of any request; undefined if it may go on. */
export function rejectionOf(headers: IncomingHttpHeaders, rule: HostRule): Rejection | undefined {
  const { host, origin } = headers;
  if (!isOurs(host, rule))
    return {
      status: 421,
      sentence:
        'This server does not answer to that name: use its IP address, or start it with --host-name.',
    };
  if (origin !== undefined && origin !== `http://${host ?? ''}`)
    return { status: 403, sentence: 'A page from another site asked for this: refused.' };
  if (headers['sec-fetch-site'] === 'cross-site')
    return {
      status: 403,
      sentence: 'Another site sent you here: type the address, or scan the QR code.',
    };
  return undefined;
}
