/** A port of Web Serial as flashing, identifying and lines want one. */
import type { FlashPort } from '../../../host/flash/channel.ts';
import { LightProblem } from '../../../host/system/problem.ts';
import { ByteLines } from './byte-lines.ts';

/** As much of Web Serial as is used: the DOM's types lack it. */
export interface SerialDevice {
  readonly readable: ReadableStream<Uint8Array> | null;
  readonly writable: WritableStream<Uint8Array<ArrayBuffer>> | null;
  open(options: { readonly baudRate: number; readonly bufferSize: number }): Promise<void>;
  close(): Promise<void>;
  setSignals(signals: {
    readonly dataTerminalReady: boolean;
    readonly requestToSend: boolean;
  }): Promise<void>;
  getInfo(): { readonly usbVendorId?: number; readonly usbProductId?: number };
}

/** What sentences call it: browsers give ports no name. */
export const NAME = 'the board';
/** A browser does not say why a port cannot be opened: what a person can do about it is this. */
const CLOSED = `${NAME}: it cannot be opened. Is it plugged in? Close other programs that have it open (a serial monitor, the Arduino IDE).`;
/** More than the largest answer of a bootloader. */
const BUFFER = 4096;

type Listeners = { data: Set<(bytes: Uint8Array) => void>; close: Set<() => void> };

export class WebPort implements FlashPort {
  isOpen = true;
  readonly #device: SerialDevice;
  readonly #listeners: Listeners = { data: new Set(), close: new Set() };
  readonly #writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>> | undefined;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #reading: Promise<void>;

  private constructor(device: SerialDevice) {
    this.#device = device;
    this.#writer = device.writable?.getWriter();
    this.#reading = this.#read();
  }

  /** Opening resets most boards. Throws LightProblem. */
  static async open(device: SerialDevice, baudRate: number): Promise<WebPort> {
    try {
      await device.open({ baudRate, bufferSize: BUFFER });
    } catch (error) {
      throw new LightProblem(CLOSED, { cause: error });
    }
    return new WebPort(device);
  }

  /** Its lines; the port is for nothing else then. */
  lines(): ByteLines {
    const lines = new ByteLines((bytes) => {
      this.write(bytes);
    });
    this.on('data', (bytes) => {
      lines.take(bytes);
    });
    this.on('close', () => {
      lines.closed('the port was closed');
    });
    return lines;
  }

  write(bytes: Uint8Array): void {
    // A port that is gone is told by its reading.
    this.#writer?.write(Uint8Array.from(bytes)).catch(() => undefined);
  }

  /** It always flows: what nobody listens to is gone. */
  resume(): void {
    // Nothing to be done.
  }

  pause(): void {
    // Nothing to be done.
  }

  on<E extends keyof Listeners>(event: E, listener: SetItem<Listeners[E]>): void {
    (this.#listeners[event] as Set<typeof listener>).add(listener);
  }

  off<E extends keyof Listeners>(event: E, listener: SetItem<Listeners[E]>): void {
    (this.#listeners[event] as Set<typeof listener>).delete(listener);
  }

  set(lines: { dtr: boolean; rts: boolean }, done: (error: Error | null) => void): void {
    const signals = { dataTerminalReady: lines.dtr, requestToSend: lines.rts };
    this.#device.setSignals(signals).then(
      () => {
        done(null);
      },
      (error: unknown) => {
        done(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  async close(): Promise<void> {
    const wasOpen = this.isOpen;
    this.isOpen = false;
    await this.#reader?.cancel().catch(() => undefined);
    await this.#reading;
    await this.#writer?.close().catch(() => undefined);
    this.#writer?.releaseLock();
    if (wasOpen) await this.#device.close().catch(() => undefined);
  }

  /** Until it is closed, or gone: after an error on the line a browser gives another stream. */
  async #read(): Promise<void> {
    while (this.isOpen && this.#device.readable) {
      const reader = this.#device.readable.getReader();
      this.#reader = reader;
      try {
        for (;;) {
          const { value, done } = await reader.read();
          if (done) break;
          for (const listener of [...this.#listeners.data]) listener(value);
        }
      } catch {
        // A break or a framing error, or the cable was pulled.
      } finally {
        reader.releaseLock();
      }
    }
    if (!this.isOpen) return;
    this.isOpen = false;
    for (const listener of [...this.#listeners.close]) listener();
    await this.#device.close().catch(() => undefined);
  }
}

type SetItem<T> = T extends Set<infer Item> ? Item : never;
