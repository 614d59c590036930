/** What is used of two packages without types of their own that fit. Default imports only work at run time. */

declare module 'firmata-io' {
  import type { EventEmitter } from 'node:events';

  export interface FirmataPin {
    readonly supportedModes: readonly number[];
    readonly analogChannel?: number;
    value: number;
  }
  export interface FirmataIo extends EventEmitter {
    readonly isReady: boolean;
    readonly pins: readonly FirmataPin[];
    readonly firmware: {
      readonly name?: string;
      readonly version?: { readonly major: number; readonly minor: number };
    };
    readonly MODES: { readonly INPUT: number; readonly OUTPUT: number; readonly PULLUP: number };
    readonly reportVersionTimeoutId: NodeJS.Timeout;
    pinMode(pin: number, mode: number): void;
    digitalWrite(pin: number, value: number, enqueue?: boolean): void;
    flushDigitalPorts(): void;
    digitalRead(pin: number, listener: (value: number) => void): void;
    reportDigitalPin(pin: number, value: 0 | 1): void;
  }
  interface Options {
    readonly reportVersionTimeout?: number;
  }
  const firmataIo: { readonly Firmata: new (link: EventEmitter, options: Options) => FirmataIo };
  export default firmataIo;
}

declare module 'johnny-five' {
  import type { EventEmitter } from 'node:events';
  import type { FirmataIo } from 'firmata-io';

  export type Board = EventEmitter;
  interface BoardOptions {
    readonly io: FirmataIo;
    readonly repl: false;
    readonly debug: false;
    readonly sigint: false;
  }
  export interface Pin {
    /** Setting it sends it to the board. */
    mode: number;
  }
  const five: {
    readonly Board: new (options: BoardOptions) => Board;
    readonly Pin: new (options: {
      /** Taken as it is: what is called `pin` johnny-five translates by its own ideas of boards. */
      readonly addr: number;
      readonly board: Board;
      readonly mode: number;
    }) => Pin;
  };
  export default five;
}
