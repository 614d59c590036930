/** What the page of all screens needs of the server: the addresses of this computer, and codes of them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Snapshot } from '../session/types.ts';
import { isLoopback, type Address } from './addresses.ts';
import { qrPicture } from './qr.ts';
import { pageHeaders, refuse, sendJson } from './reply.ts';
import { isOurPage, type HostRule } from './request-guard.ts';

/** An address with all its options fits three times over. */
const LONGEST = 300;

/**
 * Name and addresses of the session. Which networks this computer is in is told on this computer alone:
 * whoever asks from elsewhere has an address that works.
 */
export function sendScreens(
  request: IncomingMessage,
  response: ServerResponse,
  { name, light }: Pick<Snapshot, 'name' | 'light'>,
  addresses: readonly Address[],
): void {
  const from = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const others = addresses.filter(({ loopback }) => !loopback);
  sendJson(response, 200, {
    name: name ?? null,
    beyond: others.length > 0,
    digits: light.digits !== undefined,
    addresses: isLoopback(from) ? others.map(({ url }) => url) : [],
  });
}

/** A code of an address of ours; of nothing else, and of none with a token in it. */
export function sendCode(response: ServerResponse, to: string, hosts: HostRule): void {
  if (to.length > LONGEST || !isOurPage(to, hosts)) {
    refuse(response, 400, 'Codes are only made for the screens of this session.');
    return;
  }
  const picture = qrPicture(to);
  response.writeHead(200, {
    ...pageHeaders(),
    'Content-Type': 'image/svg+xml',
    'Content-Length': Buffer.byteLength(picture),
    'Cache-Control': 'no-store',
  });
  response.end(picture);
}
