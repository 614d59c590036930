/** The thread of the crowds: they are other people's computers, and must not hold up whoever measures a press. */
import { connect, type Socket } from 'node:net';
import { parentPort } from 'node:worker_threads';
import type { CrowdRequest } from './crowd.ts';

const REQUESTS = [
  '',
  'GET / HTTP/1.1\r\nX-A: ',
  'GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'GET /plain HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(5),
  'GET /plain HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'POST /api/start HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer no\r\nContent-Length: 9\r\n\r\n{',
];

const crowds = new Map<number, Socket[]>();

parentPort?.on('message', ({ crowd, port, count }: CrowdRequest) => {
  if (count === 0) {
    for (const socket of crowds.get(crowd) ?? []) socket.destroy();
    crowds.delete(crowd);
    return;
  }
  const sockets = crowds.get(crowd) ?? [];
  crowds.set(crowd, sockets);
  for (let n = 0; n < count; n++) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    const request = REQUESTS[n % REQUESTS.length] ?? '';
    socket.write(request.replaceAll('127.0.0.1', `127.0.0.1:${String(port)}`));
    socket.resume();
    sockets.push(socket);
  }
});
