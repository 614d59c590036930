/** Many clients of an event stream, as plain sockets in this process. */
import { connect, type Socket } from 'node:net';

export class Crowd {
  /** Bytes that went both ways since the crowd was made. */
  bytes = 0;
  /** What the first client received last. */
  latest = '';
  readonly #port: number;
  readonly #sockets: Socket[] = [];
  #heard: (client: number) => void = () => undefined;

  constructor(port: number) {
    this.#port = port;
  }

  /** Connects so many more, some at a time, each after its first event. */
  async join(count: number, path: string): Promise<void> {
    for (let at = 0; at < count; at += 50)
      await Promise.all(
        Array.from({ length: Math.min(50, count - at) }, () => this.#connect(path)),
      );
  }

  /**
   * Calls `send`, and gives for each client how long after it the next bytes came, in ms. Bytes that
   * come within the pause before are of something else.
   */
  async latencies(send: () => void): Promise<number[]> {
    const times: number[] = [];
    const from = performance.now();
    const all = new Promise<void>((resolve) => {
      const heard = new Set<number>();
      this.#heard = (client) => {
        if (heard.has(client)) return;
        heard.add(client);
        times.push(performance.now() - from);
        if (heard.size === this.#sockets.length) resolve();
      };
    });
    send();
    await all;
    this.#heard = () => undefined;
    return times;
  }

  leave(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #connect(path: string): Promise<void> {
    const head = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(this.#port)}\r\nAccept: text/event-stream\r\n\r\n`;
    return new Promise((resolve, reject) => {
      const socket = connect(this.#port, '127.0.0.1');
      const client = this.#sockets.push(socket) - 1;
      socket.on('error', reject);
      socket.on('data', (data) => {
        this.bytes += data.length;
        if (client === 0) this.latest = data.toString('utf8');
        this.#heard(client);
        if (data.includes('\n\n')) resolve();
      });
      this.bytes += head.length;
      socket.write(head);
    });
  }
}

/** A connection that stays open for presses: what is measured is not its opening. */
export class Presser {
  readonly #socket: Socket;
  readonly #port: number;
  readonly #token: string;
  #answered: (() => void) | undefined;

  constructor(port: number, token: string) {
    this.#port = port;
    this.#token = token;
    this.#socket = connect(port, '127.0.0.1').setNoDelay(true);
    this.#socket.on('data', () => {
      this.#answered?.();
    });
  }

  /** Sends at once; resolves with the answer. */
  post(path: string, body: string): Promise<void> {
    const answered = new Promise<void>((resolve) => (this.#answered = resolve));
    this.#socket.write(
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(this.#port)}\r\nAuthorization: Bearer ${this.#token}\r\nContent-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`,
    );
    return answered;
  }

  close(): void {
    this.#socket.destroy();
  }
}
