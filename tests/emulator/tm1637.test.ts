/** The module with a TM1637, pin by pin: what it takes, and which faults of a driver it does not let pass. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Tm1637 } from '../../host/emulator/tm1637.ts';

const PINS = { data: 2, clock: 3 };
/** In cycles: as quick as a driver may be. */
const PULSE = 16;

let module: Tm1637;
let cycle: number;
let answers: boolean[];
let line: { data: boolean; clock: boolean };

beforeEach(() => {
  module = new Tm1637(PINS);
  cycle = 0;
  answers = [];
  module.onPull = (_, low) => answers.push(low);
  line = { data: true, clock: true };
  set({});
});

/** Drives the lines low; what is high is let go, as the module's resistors hold it up. */
function set(next: Partial<typeof line>, after = PULSE): void {
  line = { ...line, ...next };
  cycle += after;
  const outputs = (1 << PINS.clock) | (line.data ? 0 : 1 << PINS.data);
  module.take({ outputs, levels: line.clock ? 1 << PINS.clock : 0, pullUps: 0 }, cycle);
}

const start = (): void => {
  set({ data: false });
  set({ clock: false });
};
const bit = (high: boolean): void => {
  set({ data: high });
  set({ clock: true });
  set({ clock: false });
};
function byte(value: number): void {
  for (let i = 0; i < 8; i++) bit(((value >> i) & 1) === 1);
  bit(true);
}
const stop = (): void => {
  set({ data: false });
  set({ clock: true });
  set({ data: true });
};
function send(...bytes: readonly number[]): void {
  start();
  for (const value of bytes) byte(value);
  stop();
}

describe('a TM1637', () => {
  it('shows what was written once it is lit, and answers each byte', () => {
    send(0x40);
    send(0xc0, 0x06, 0x5b | 0x80, 0x4f, 0x66);
    expect(module.text).toBe('');
    send(0x8b);
    expect([module.text, module.brightness]).toEqual(['12:34', 3]);
    expect(answers).toEqual(Array.from({ length: 14 }, (_, i) => i % 2 === 0));
    send(0x80);
    expect(module.text).toBe('');
  });

  it('is written from any of its digits on, and not beyond them', () => {
    send(0xc2, 0x7f, 0x40);
    send(0x8f);
    expect(module.text).toBe('8-');
    expect(() => {
      send(0xc3, 0x06, 0x06);
    }).toThrow('written beyond its digits');
  });

  it.each([[[0x00]], [[0x44]], [[0x40, 0x01]]])('has no command %j', (bytes) => {
    expect(() => {
      send(...bytes);
    }).toThrow('no command');
  });
});

describe('a driver of a TM1637 is not let pass with', () => {
  const refused = (steps: () => void, why: string): void => {
    expect(steps).toThrow(why);
  };

  it('a pulse that is too short', () => {
    refused(() => {
      start();
      set({ clock: true }, PULSE - 1);
    }, 'a pulse is too short');
  });

  it('data that change with the clock', () => {
    refused(() => {
      start();
      set({ clock: true, data: true });
    }, 'DIO changed with the clock');
  });

  it('a start within a command', () => {
    refused(() => {
      start();
      bit(true);
      set({ data: true });
      set({ clock: true });
      set({ data: false });
    }, 'a start within a command');
  });

  it('a stop without a start, or within a byte', () => {
    refused(() => {
      set({ clock: false });
      stop();
    }, 'a stop without a start');
    beginAnew();
    refused(() => {
      start();
      bit(true);
      stop();
    }, 'a stop after 2 bits');
  });

  it('a line that is held up where the module answers', () => {
    start();
    for (let i = 0; i < 7; i++) bit(false);
    set({ clock: true });
    const both = (1 << PINS.clock) | (1 << PINS.data);
    const up = { outputs: both, levels: 1 << PINS.data, pullUps: 0 };
    set({ clock: false });
    expect(answers).toEqual([true]);
    expect(() => {
      module.take(up, cycle + PULSE);
    }).toThrow('both drive DIO');
  });

  it('but one that lets go of the clock, as in a reset, begins anew', () => {
    start();
    bit(true);
    module.take({ outputs: 0, levels: 0, pullUps: 0 }, (cycle += PULSE));
    beginAnew(module);
    send(0x8f);
    expect(module.brightness).toBe(7);
  });
});

function beginAnew(again = new Tm1637(PINS)): void {
  module = again;
  line = { data: true, clock: true };
  set({});
}
