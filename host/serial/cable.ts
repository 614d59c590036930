/**
 * A light's serial cable, which may be pulled and plugged at any moment. Each time the port is opened
 * as a new object, asked who is there, and handed to whoever drives the light.
 */
import type { SerialPort } from 'serialport';
import { identify, type Behind } from './identify.ts';
import { listPorts, type PortEntry } from './port-list.ts';
import { closeSerial, openSerial, resetsWhenOpened } from './serial-port.ts';

/** Pause between two tries, in ms. */
const RETRY = 50;
/** Listing ports starts a process, so a device that got another name is looked for only so often. */
const TRIES_BEFORE_LISTING = 60;

export interface CableOptions {
  readonly port: SerialPort;
  /** What answers on it; something else that comes to the same port is left alone. Absent: it says nothing. */
  readonly behind?: Behind | undefined;
  /** Goes on with the light on a new port. When it rejects, the port is closed and tried again. */
  readonly meet: (port: SerialPort) => Promise<void>;
}

export class Cable {
  readonly #options: CableOptions;
  #port: SerialPort;
  #path: string;
  #device: Promise<PortEntry | undefined>;
  #closing = false;
  #wake: () => void = () => undefined;
  #trying: Promise<void> | undefined;

  /** `port` is open, and its light was met. */
  constructor(options: CableOptions) {
    this.#options = options;
    this.#port = options.port;
    this.#path = options.port.path;
    this.#device = this.#listed();
    this.#watch();
  }

  get path(): string {
    return this.#path;
  }

  /** The light does not answer although the port seems open: begin anew. */
  async renew(): Promise<void> {
    await closeSerial(this.#port);
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#wake();
    await closeSerial(this.#port);
    await this.#trying;
  }

  #watch(): void {
    const lost = (): void => {
      this.#trying ??= this.#tryUntilThere().finally(() => {
        this.#trying = undefined;
        if (!this.#closing && !this.#port.isOpen) lost();
      });
    };
    if (this.#port.isOpen) this.#port.once('close', lost);
    else lost();
  }

  async #tryUntilThere(): Promise<void> {
    for (let tries = 1; !this.#closing; tries++) {
      if (await this.#try()) return;
      if (tries % TRIES_BEFORE_LISTING === 0) this.#path = await this.#whereNow();
      await this.#pause();
    }
  }

  async #try(): Promise<boolean> {
    let port;
    try {
      port = await openSerial(this.#path, this.#options.port.baudRate);
    } catch {
      return false;
    }
    this.#port = port;
    try {
      if ((await this.#isTheLight(port)) && !this.#closing) {
        await this.#options.meet(port);
        this.#watch();
        return true;
      }
    } catch {
      // Pulled again, or it stopped answering: the next try tells.
    }
    await closeSerial(port);
    return false;
  }

  async #isTheLight(port: SerialPort): Promise<boolean> {
    const { behind: likely } = this.#options;
    if (likely === undefined) return true;
    return (await identify(port, { reset: resetsWhenOpened(this.#path), likely })) === likely;
  }

  async #listed(): Promise<PortEntry | undefined> {
    const { ports } = await listPorts();
    return ports.find(({ path }) => path === this.#path);
  }

  /** The path of the same device, by its serial number, where it came back under another name. */
  async #whereNow(): Promise<string> {
    const device = await this.#device;
    if (device?.serialNumber === undefined) return this.#path;
    const { ports } = await listPorts();
    const same = ports.find(({ serialNumber }) => serialNumber === device.serialNumber);
    return same?.path ?? this.#path;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, RETRY);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
