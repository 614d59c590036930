/** The addresses under which the server can be opened. */
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

export interface Address {
  /** `http://192.168.1.7:4114`, without a slash at the end. */
  readonly url: string;
  /** The interface that has it: `lo`, `wlan0`; `name` for an address by name. */
  readonly by: string;
  readonly loopback: boolean;
}

const LOOPBACK = /^(127\.|::1$|localhost$)/;

/** What to bind to for `--listen`: `lan` is every interface. */
export const bindAddress = (listen: string): string => (listen === 'lan' ? '0.0.0.0' : listen);

/** All that the system takes for every interface: `0`, `0.0`, `0x0`, `::0`, `0:0:0:0:0:0:0:0`, `::ffff:0.0.0.0`. */
const isEvery = (bound: string): boolean =>
  /^(?:0x0+|0+)(?:\.(?:0x0+|0+)){0,3}$/i.test(bound) ||
  (isIP(bound) === 6 && /^[0:.]*(?:%.*)?$|^[0:]*:ffff:[0:.]*$/i.test(bound));

/** Whether an address to listen on is this computer's alone. */
export const isLoopback = (listen: string): boolean => LOOPBACK.test(listen);

/** Where a server bound to `bound` answers: itself, or each interface, this computer's own first. */
export function addressesOf(bound: string, port: number): Address[] {
  const of = (host: string, by: string): Address => ({
    url: `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`,
    by,
    loopback: isLoopback(host),
  });
  if (!isEvery(bound)) return [of(bound, isLoopback(bound) ? 'lo' : 'given')];
  const found = Object.entries(networkInterfaces()).flatMap(([by, list]) =>
    (list ?? [])
      .filter(({ family, internal }) => !internal && family === 'IPv4')
      .map(({ address }) => of(address, by)),
  );
  return [of('127.0.0.1', 'lo'), ...found, of(localName(), 'name')];
}

/** The name by which other machines may find this one without a name server (mDNS). */
const localName = (): string => {
  const name = hostname().toLowerCase();
  return name.includes('.') ? name : `${name}.local`;
};
