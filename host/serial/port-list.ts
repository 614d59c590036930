/** The serial ports of this machine, listed without opening any. */
import { SerialPort } from 'serialport';
import { boardName } from './usb-boards.ts';
import { listSentence } from './port-sentences.ts';

export interface PortEntry {
  readonly path: string;
  /** Of a USB device that is known to be a board. */
  readonly board: string | undefined;
  /** Names one device among several of its kind, where it has such a number. */
  readonly serialNumber: string | undefined;
}

export interface PortList {
  readonly ports: readonly PortEntry[];
  /** Why the list is empty although there may be ports. */
  readonly trouble?: string;
}

/** How ports are listed; tests hand in their own. */
export type Lister = () => Promise<
  readonly {
    readonly path: string;
    readonly vendorId?: string | undefined;
    readonly productId?: string | undefined;
    readonly serialNumber?: string | undefined;
  }[]
>;

/** Boards first. Never throws: where listing fails, `trouble` says why. */
export async function listPorts(list: Lister = () => SerialPort.list()): Promise<PortList> {
  try {
    const ports = (await list()).map((port) => ({
      path: port.path,
      board: boardName(port),
      serialNumber: port.serialNumber,
    }));
    const isBoard = ({ board }: PortEntry): number => (board === undefined ? 1 : 0);
    return { ports: ports.sort((a, b) => isBoard(a) - isBoard(b)) };
  } catch (error) {
    return { ports: [], trouble: listSentence(error instanceof Error ? error.message : '') };
  }
}
