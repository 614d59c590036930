/**
 * A stand-in for `navigator.serial` in a page, wired to a board with a genuine bootloader in simavr. Its cable is
 * HTTP.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { SerialPort } from 'serialport';
import { closeSerial, openSerial } from '../../host/serial/serial-port.ts';
import type { FlashBoard } from '../flash/board.ts';

/** What a page gets instead: as Chromium has it. */
const standIn = (
  cable: string,
): string => `Object.defineProperty(navigator, 'serial', { value: { requestPort: async () => {
  const port = { readable: null, writable: null, getInfo: () => ({ usbVendorId: 0x2341, usbProductId: 0x43 }) };
  const lost = () => new DOMException('The device has been lost.', 'NetworkError');
  const ask = (what, body) => fetch('${cable}' + what, { method: 'POST', body });
  const told = async (what, body) => { if (!(await ask(what, body)).ok) throw lost(); };
  port.open = async ({ baudRate }) => {
    if (port.readable) throw new DOMException('The port is already open.', 'InvalidStateError');
    const response = await ask('open/' + baudRate);
    if (!response.ok) throw new DOMException('Failed to open serial port.', 'NetworkError');
    const bytes = response.body.getReader();
    const own = new ReadableStream({
      pull: async (controller) => {
        const { value } = await bytes.read().catch(() => ({}));
        if (value) return controller.enqueue(value);
        if (port.readable === own) port.readable = port.writable = null;
        controller.error(lost());
      },
    });
    port.readable = own;
    port.writable = new WritableStream({ write: (chunk) => told('write', chunk) });
  };
  port.setSignals = (signals) => told('signals', JSON.stringify(signals));
  port.close = async () => { port.readable = port.writable = null; await ask('close'); };
  return port;
} } });`;

/** The computer's end of the cable. */
class Cable {
  readonly #board: FlashBoard;
  #port: SerialPort | undefined;
  #ready = true;

  constructor(board: FlashBoard) {
    this.#board = board;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const [, what, baud] = (request.url ?? '').split('/');
    response.setHeader('access-control-allow-origin', '*');
    if (what === 'open') await this.#open(Number(baud), response);
    else if (what === 'close') {
      if (this.#port) await closeSerial(this.#port);
      response.end();
    } else if (this.#port?.isOpen !== true) response.writeHead(410).end();
    else {
      if (what === 'write') this.#port.write(body);
      else this.#signals(JSON.parse(body.toString()) as { dataTerminalReady: boolean });
      response.end();
    }
  }

  /** What the board says is the answer, for as long as the cable is plugged. */
  async #open(baud: number, response: ServerResponse): Promise<void> {
    const port = await openSerial(this.#board.path, baud).catch(() => undefined);
    if (!port) {
      response.writeHead(409).end();
      return;
    }
    this.#port = port;
    this.#ready = true;
    response.flushHeaders();
    response.socket?.setNoDelay(true);
    port.on('data', (bytes: Buffer) => response.write(bytes));
    port.once('close', () => response.end());
  }

  /** The line that goes low and up again resets the board. */
  #signals({ dataTerminalReady }: { dataTerminalReady: boolean }): void {
    if (dataTerminalReady && !this.#ready) void this.#board.tell('reset');
    this.#ready = dataTerminalReady;
  }
}

/** Resolves with what is to be closed in the end. */
export async function wire(page: Page, board: FlashBoard): Promise<Server> {
  const cable = new Cable(board);
  const server = createServer((request, response) => {
    void cable.answer(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await page.addInitScript(standIn(`http://127.0.0.1:${String(port)}/`));
  return server;
}
