/** Tells what is behind an open port by its greeting: our podium says a line, a Firmata board 0xF9. */
import { WireError, encodeRequest, unframe } from '../../protocol/codec.ts';
import { bytesOf } from '../system/bytes.ts';
import { LINE_LIMIT } from '../../protocol/wire.ts';

export type Behind = 'podium' | 'firmata' | 'other' | 'nothing';

/** Longest wait for a greeting: an Uno's first bytes come up to 3.5 s after its port was opened. */
const PATIENCE = 6000;
/** A bootloader that is talked to is upset: a board that was reset is left alone for so long. */
const QUIET = 2500;
/** With nothing that resets, a moment of listening is enough. */
const QUIET_WITHOUT_RESET = 60;
const ASK_EVERY = 500;

const REPORT_VERSION = 0xf9;
/** Firmata's protocol has been version 2 for all its life. */
const FIRMATA_MAJOR = 2;
/** "Which version, and which firmware?" */
const ASK_FIRMATA = Uint8Array.of(REPORT_VERSION, 0xf0, 0x79, 0xf7);
/** The version, anywhere; and the firmware: its version and its name, each letter as two bytes. */
const VERSION = new RegExp(String.raw`\xf9\x0${String(FIRMATA_MAJOR)}[\0-\x7f]`);
const FIRMWARE = new RegExp(String.raw`\xf0\x79[\0-\x7f]{2}(?:[\0-\x7f][\0\x01])+\xf7`);

/** What is asked of a port: one of Node's, or of a browser. */
export interface SpokenTo {
  write(bytes: Uint8Array): unknown;
  pause(): unknown;
  on(event: 'data', listener: (bytes: Uint8Array) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  off(event: 'data', listener: (bytes: Uint8Array) => void): unknown;
  off(event: 'close', listener: () => void): unknown;
}

export interface Expectation {
  /** Opening the port has reset the board. */
  readonly reset: boolean;
  /** Who was there before, and is asked first. */
  readonly likely?: Behind;
  readonly patience?: number;
}

/**
 * Listens, then asks in both languages in turn. The port is paused when this resolves, and nobody
 * listens to it. Rejects when the port closes.
 */
export function identify(port: SpokenTo, expected: Expectation): Promise<Behind> {
  const { reset, likely = 'podium', patience = PATIENCE } = expected;
  return new Promise((resolve, reject) => {
    // Latin-1.
    let heard = '';
    let asked = likely === 'firmata' ? 1 : 0;
    let asking: ReturnType<typeof setTimeout> | undefined;
    const ask = (): void => {
      // A newline first ends whatever half of a line a podium may have heard.
      const line = `\n${encodeRequest(1, 'hello', {})}\n`;
      port.write(asked++ % 2 === 0 ? bytesOf(line) : ASK_FIRMATA);
      asking = setTimeout(ask, ASK_EVERY);
    };
    const done = (settle: () => void): void => {
      clearTimeout(asking);
      clearTimeout(timer);
      port.off('data', listen);
      port.off('close', closed);
      port.pause();
      settle();
    };
    const listen = (bytes: Uint8Array): void => {
      heard = (heard + String.fromCharCode(...bytes)).slice(-4 * LINE_LIMIT);
      const behind = greetingIn(heard);
      if (behind)
        done(() => {
          resolve(behind);
        });
    };
    const closed = (): void => {
      done(() => {
        reject(new Error('the port was closed'));
      });
    };
    const timer = setTimeout(() => {
      done(() => {
        resolve(heard.length > 0 ? 'other' : 'nothing');
      });
    }, patience);
    asking = setTimeout(ask, reset ? QUIET : QUIET_WITHOUT_RESET);
    port.on('data', listen);
    port.on('close', closed);
  });
}

/** Half lines and noise before the greeting are normal. */
function greetingIn(heard: string): Behind | undefined {
  const lines = heard.split('\n').slice(0, -1);
  if (lines.some((line) => isPodiumLine(line.trimEnd()))) return 'podium';
  // Three bytes come by in any noise: a board must also name its firmware.
  return VERSION.test(heard) && FIRMWARE.test(heard) ? 'firmata' : undefined;
}

function isPodiumLine(line: string): boolean {
  try {
    return /^(!|ok|error) /.test(unframe(line));
  } catch (error) {
    if (error instanceof WireError) return false;
    throw error;
  }
}
