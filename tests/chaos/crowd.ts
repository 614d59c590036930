/** Connections without the token, which want everything and let go of nothing. */
import { connect, type Socket } from 'node:net';

const REQUESTS = [
  '',
  'GET / HTTP/1.1\r\nX-A: ',
  'GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'GET /plain HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(5),
  'GET /plain HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'POST /api/start HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer no\r\nContent-Length: 9\r\n\r\n{',
];

export class Crowd {
  #sockets: Socket[] = [];

  /** So many more of them; those that were cut off come again at once. */
  gather(port: number, count: number): void {
    for (let n = 0; n < count; n++) this.#one(port, n);
  }

  leave(): void {
    const all = this.#sockets;
    this.#sockets = [];
    for (const socket of all) socket.destroy();
  }

  #one(port: number, n: number): void {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(REQUESTS[n % REQUESTS.length] ?? '');
    socket.resume();
    this.#sockets.push(socket);
  }
}
