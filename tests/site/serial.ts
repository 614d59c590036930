/** A stand-in for `navigator.serial` in a page, wired to a board with a genuine bootloader in simavr. */
import type { Page } from 'playwright-core';
import { closeSerial, openSerial } from '../../host/serial/serial-port.ts';
import type { FlashBoard } from '../flash/board.ts';

/** What a page gets instead: as Chromium has it, but with a web socket for a cable. */
const STAND_IN = `Object.defineProperty(navigator, 'serial', { value: { requestPort: async () => {
  const port = { readable: null, writable: null, getInfo: () => ({ usbVendorId: 0x2341, usbProductId: 0x43 }) };
  const lost = () => new DOMException('The device has been lost.', 'NetworkError');
  let socket, told;
  port.open = ({ baudRate }) => new Promise((resolve, reject) => {
    if (port.readable) throw new DOMException('The port is already open.', 'InvalidStateError');
    const own = new WebSocket('ws://serial.test/' + baudRate);
    own.binaryType = 'arraybuffer';
    socket = own;
    own.onmessage = ({ data }) => {
      if (data === 'busy') reject(new DOMException('Failed to open serial port.', 'NetworkError'));
      else if (data === 'open') {
        port.readable = new ReadableStream({ start: (controller) => { told = controller; } });
        port.writable = new WritableStream({ write: (bytes) => { if (own.readyState !== 1) throw lost(); own.send(bytes); } });
        resolve();
      } else try { told.enqueue(new Uint8Array(data)); } catch {}
    };
    own.onclose = () => { if (socket !== own) return; port.readable = port.writable = null; try { told.error(lost()); } catch {} };
  });
  port.setSignals = async (signals) => { if (socket.readyState !== 1) throw lost(); socket.send(JSON.stringify(signals)); };
  port.close = async () => { const own = socket; socket = undefined; port.readable = port.writable = null; own?.close(); await new Promise((done) => setTimeout(done, 50)); };
  return port;
} } });`;

export async function wire(page: Page, board: () => FlashBoard): Promise<void> {
  await page.addInitScript(STAND_IN);
  await page.routeWebSocket(/serial\.test/, async (socket) => {
    const to = board();
    const port = await openSerial(to.path, Number(socket.url().split('/').at(-1))).catch(
      () => undefined,
    );
    if (!port) {
      socket.send('busy');
      return;
    }
    let ready = true;
    socket.onMessage((message) => {
      if (typeof message !== 'string') {
        if (port.isOpen) port.write(message);
        return;
      }
      // The line that goes low and up again resets the board.
      const { dataTerminalReady } = JSON.parse(message) as { dataTerminalReady: boolean };
      if (dataTerminalReady && !ready) void to.tell('reset');
      ready = dataTerminalReady;
    });
    socket.onClose(() => void closeSerial(port));
    port.on('data', (bytes: Buffer) => {
      socket.send(bytes);
    });
    port.on('close', () => void socket.close());
    socket.send('open');
  });
}
