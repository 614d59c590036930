/** A UDP socket that nobody can keep busy: where too much is sent, it is closed for a while. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { Problem } from '../system/problem.ts';

/** Packets that are looked at in a second: panels send a few. */
export const MOST_PACKETS = 500;
const SECOND = 1000;
/** How long it hears nothing after that, and how long until a port that was taken meanwhile is tried again, in ms. */
const REST = 1000;

/** A port that cannot be had: the sentence says what to do. */
class EarProblem extends Problem {}

export type Heard = (bytes: Buffer, from: RemoteInfo) => void;

export class UdpEar {
  /** How often too much was sent. */
  floods = 0;
  port = 0;
  readonly #address: string;
  readonly #heard: Heard;
  #socket: Socket | undefined;
  #from = performance.now();
  #count = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(address: string, heard: Heard) {
    this.#address = address;
    this.#heard = heard;
  }

  /** Listens on an address of this computer; port 0 is any free one. Throws EarProblem. */
  static async open(address: string, port: number, heard: Heard): Promise<UdpEar> {
    const ear = new UdpEar(address, heard);
    try {
      await ear.#listen(port);
    } catch (error) {
      throw new EarProblem(sentenceOf(address, port, (error as NodeJS.ErrnoException).code));
    }
    return ear;
  }

  /** False while it hears nothing. */
  get listens(): boolean {
    return this.#socket !== undefined;
  }

  /** Answers from the port that is listened on. What cannot be sent is not. */
  send(bytes: Uint8Array, port: number, address: string): void {
    this.#socket?.send(bytes, port, address, () => undefined);
  }

  close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    return this.#deafen();
  }

  async #listen(port: number): Promise<void> {
    const socket = createSocket(isIP(this.#address) === 6 ? 'udp6' : 'udp4');
    socket.on('message', (bytes, from) => {
      if (this.#socket === socket) this.#packet(bytes, from);
    });
    socket.bind(port, this.#address);
    try {
      await once(socket, 'listening');
    } catch (error) {
      socket.close();
      throw error;
    }
    // An answer to somebody who has gone comes back as an error of the socket.
    socket.on('error', () => undefined);
    this.port = socket.address().port;
    this.#socket = socket;
  }

  #packet(bytes: Buffer, from: RemoteInfo): void {
    const now = performance.now();
    if (now - this.#from > SECOND) {
      this.#from = now;
      this.#count = 0;
    }
    this.#count += 1;
    if (this.#count <= MOST_PACKETS) this.#heard(bytes, from);
    else this.#rest();
  }

  /** The system throws away what is sent to a port where nobody listens, for less than we could. */
  #rest(): void {
    this.floods += 1;
    void this.#deafen();
    this.#again();
  }

  #again(): void {
    this.#timer = setTimeout(() => {
      this.#listen(this.port).then(
        () => {
          if (this.#closed) void this.#deafen();
        },
        () => {
          if (!this.#closed) this.#again();
        },
      );
    }, REST).unref();
  }

  #deafen(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    return new Promise((resolve) => {
      if (socket) socket.close(resolve);
      else resolve();
    });
  }
}

function sentenceOf(address: string, port: number, code = ''): string {
  if (code === 'EADDRINUSE')
    return `UDP port ${String(port)} is in use: choose another with --osc PORT, or --osc 0 for any that is free`;
  if (code === 'EACCES')
    return `UDP port ${String(port)} needs rights that you don't have: choose one above 1023 with --osc PORT`;
  if (code === 'EADDRNOTAVAIL')
    return `this computer has no address ${address}: give --osc-listen one of its own`;
  return `OSC cannot listen on ${address}, port ${String(port)} (${code})`;
}
