/** A hundred clients of a mirror's stream of events, in a process of their own: `clients.js PORT`. */
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

export const CLIENTS = 100;

const [, script = '', port = ''] = process.argv;
if (script.endsWith('clients.js') && port !== '') {
  const responses = Array.from({ length: CLIENTS }, async () => {
    const request = get({ host: '127.0.0.1', port, path: '/api/events', agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`no stream: ${String(response.statusCode)}`);
    response.resume();
  });
  await Promise.all(responses);
  process.send?.('here');
}
