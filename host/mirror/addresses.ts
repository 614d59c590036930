/** The addresses under which the server can be opened, and those from which it is asked. */
import { BlockList, isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

export interface Address {
  /** `http://192.168.1.7:4114`, without a slash at the end. */
  readonly url: string;
  /** The interface that has it: `lo`, `wlan0`; `name` for an address by name. */
  readonly by: string;
  readonly loopback: boolean;
}

/** What to bind to for `--listen`: `lan` is every interface; IPv6 may be in brackets, as in an address bar. */
export const bindAddress = (listen: string): string =>
  listen === 'lan' ? '0.0.0.0' : listen.replace(/^\[(.*)\]$/, '$1');

const listOf = (...nets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList => {
  const list = new BlockList();
  for (const [net, bits, family] of nets) list.addSubnet(net, bits, family);
  return list;
};
const LOOPBACK = listOf(['127.0.0.0', 8, 'ipv4'], ['::1', 128, 'ipv6']);
const EVERY = listOf(['0.0.0.0', 32, 'ipv4'], ['::', 128, 'ipv6']);
/** What the system takes for it besides: `0`, `0.0`, `0x0`, `00.0.0.0`. */
const ZEROS = /^(?:0x0+|0+)(?:\.(?:0x0+|0+)){0,3}$/i;
const LINK_LOCAL = listOf(['fe80::', 10, 'ipv6']);

/** An IPv4 address written as IPv6 is in an IPv4 net too. */
const within = (list: BlockList, address: string): boolean => {
  const [ip = ''] = address.split('%');
  const family = isIP(ip);
  return family !== 0 && list.check(ip, family === 6 ? 'ipv6' : 'ipv4');
};

/** Whether an address is every interface of this computer. */
export const isEvery = (bound: string): boolean => ZEROS.test(bound) || within(EVERY, bound);

/**
 * Whether an address that the system says it is bound to is this computer's alone. What was asked for tells
 * less: `0x0` and `::0` are every interface, and a name that begins with `127.` may be anybody's.
 */
export const isLoopback = (bound: string): boolean => within(LOOPBACK, bound);

/**
 * Where a server answers that the system says is bound to `bound`: itself, or each interface, this computer's
 * own first.
 */
export function addressesOf(bound: string, port: number): Address[] {
  const of = (host: string, by: string): Address => ({
    url: `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`,
    by,
    loopback: isLoopback(host),
  });
  if (!isEvery(bound)) return [of(bound, isLoopback(bound) ? 'lo' : 'given')];
  // Where `::` listens, IPv4 is answered as well. Browsers open no link-local address: it has a zone.
  const families = bound === '::' ? ['IPv4', 'IPv6'] : ['IPv4'];
  const found = Object.entries(networkInterfaces()).flatMap(([by, list]) =>
    (list ?? [])
      .filter(({ family, internal }) => !internal && families.includes(family))
      .filter(({ address }) => !within(LINK_LOCAL, address))
      .map(({ address, family }) => ({ family, at: of(address, by) })),
  );
  // Those that are quicker typed come first.
  const listed = families.flatMap((one) => found.filter(({ family }) => family === one));
  return [of('127.0.0.1', 'lo'), ...listed.map(({ at }) => at), of(localName(), 'name')];
}

/** The name by which other machines may find this one without a name server (mDNS). */
const localName = (): string => {
  const name = hostname().toLowerCase();
  return name.includes('.') ? name : `${name}.local`;
};

/**
 * Who asks, as far as an address tells: one computer has as many IPv6 addresses as it wants, but in one net of
 * 64 bits; an IPv4 address that is written as IPv6 is that IPv4 address.
 */
export function peerOf(address = ''): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  while (tail !== undefined && groups.length + after.length < 8) groups.push('0');
  return [...groups, ...after].slice(0, 4).join(':');
}
