import { describe, expect, test } from 'vitest';
import { CYCLES_PER_MS } from '../../host/emulator/uno.ts';
import { Board, BUTTON, BUZZER, LAMP } from './board.ts';

const text = (bytes: number[]): string => Buffer.from(bytes).toString('latin1');

describe('time', () => {
  test('a sketch that sleeps between ticks blinks at its period, to the cycle', () => {
    const { uno, edges } = new Board();
    uno.runMs(3100);
    const lit = edges.filter(({ state }) => state.outputs & (1 << LAMP)).slice(1);
    expect(lit.map(({ state }) => (state.levels >> LAMP) & 1)).toEqual([1, 0, 1, 0, 1, 0]);
    const gaps = lit.slice(1).map(({ cycle }, i) => cycle - (lit[i]?.cycle ?? 0));
    for (const gap of gaps) expect(Math.abs(gap - 500 * CYCLES_PER_MS)).toBeLessThan(16);
  });

  test('a sleep ends where the run ends', () => {
    const { uno } = new Board();
    uno.runMs(10);
    const end = uno.cycles + 5_000;
    uno.runTo(end);
    expect(uno.cycles - end).toBeGreaterThanOrEqual(0);
    expect(uno.cycles - end).toBeLessThan(4);
  });

  test('the same in one run or in many small ones', () => {
    const whole = new Board();
    const pieces = new Board();
    for (const { uno } of [whole, pieces]) uno.receive(Buffer.from('one two'));
    whole.uno.runTo(40 * CYCLES_PER_MS);
    for (let end = 0; end < 40 * CYCLES_PER_MS; end += 777) pieces.uno.runTo(end);
    pieces.uno.runTo(40 * CYCLES_PER_MS);
    expect(pieces.sent).toEqual(whole.sent);
    expect(pieces.uno.cycles).toBe(whole.uno.cycles);
    expect(pieces.uno.instructions).toBe(whole.uno.instructions);
  });

  test('a stop from a callback ends the run there', () => {
    const { uno } = new Board();
    uno.onPins = () => uno.stop();
    uno.runMs(2000);
    expect(Math.round(uno.ms)).toBe(500);
    uno.runMs(2000);
    expect(Math.round(uno.ms)).toBe(1000);
  });
});

describe('pins', () => {
  test('an undriven input with a pull-up reads high, a pressed button low', () => {
    const board = new Board();
    expect(text(board.ask('b'))).toBe('1');
    expect(board.uno.pins.pullUps).toBe(1 << BUTTON);
    board.uno.setInput(BUTTON, false);
    expect(text(board.ask('b'))).toBe('0');
    board.uno.setInput(BUTTON, undefined);
    expect(text(board.ask('b'))).toBe('1');
  });

  test('a button that is held at a reset is still held after it', () => {
    const board = new Board();
    board.uno.setInput(BUTTON, false);
    board.uno.reset('external');
    board.uno.runMs(1500);
    expect(text(board.ask('b'))).toBe('0');
  });

  test('tone() on timer 2 makes 1 kHz', () => {
    const { uno, edges } = new Board();
    uno.receive(Buffer.from('m'));
    uno.runMs(20);
    const begin = edges.length;
    uno.runMs(1000);
    const buzzes = edges.slice(begin).filter(({ state }, i) => {
      const before = edges[begin + i - 1]?.state.levels ?? 0;
      return (before ^ state.levels) & (1 << BUZZER);
    });
    expect(buzzes.length).toBeGreaterThanOrEqual(1999);
    expect(buzzes.length).toBeLessThanOrEqual(2001);
  });
});

describe('resets', () => {
  test('an external reset: held by the bootloader, pins as inputs, memory kept', () => {
    const board = new Board();
    const { uno, edges } = board;
    uno.runMs(700);
    expect(uno.pins.outputs).toBe(1 << LAMP);
    const at = uno.cycles;
    uno.reset('external');
    expect(uno.pins).toEqual({ outputs: 0, levels: 0, pullUps: 0 });
    expect(uno.cycles).toBe(at);
    uno.runMs(1397);
    expect(uno.held).toBe(true);
    expect(edges.at(-1)?.state.outputs).toBe(0);
    uno.runMs(2);
    expect(uno.pins.outputs).toBe(1 << LAMP);
    expect(board.ask('n')).toEqual([0x5a, 0, 1]);
    expect(board.ask('s')).toEqual([0]);
  });

  test('a watchdog bite: interrupt first, then reset, and the application starts at once', () => {
    const board = new Board();
    board.ask('h');
    const hung = board.uno.ms;
    while (board.resets.length === 0 && board.uno.ms < 2000) board.uno.runMs(1);
    // Twice 0.25 s: the first time-out only takes the interrupt.
    expect(board.uno.ms - hung).toBeGreaterThan(480);
    expect(board.uno.ms - hung).toBeLessThan(530);
    expect(board.resets).toEqual(['watchdog']);
    board.uno.runMs(10);
    expect(board.ask('n')).toEqual([0x5a, 1, 1]);
  });

  test('a hang with interrupts off is reset too, without the mark', () => {
    const board = new Board();
    board.ask('H');
    board.uno.runMs(600);
    expect(board.resets).toEqual(['watchdog']);
    expect(board.ask('n')).toEqual([0x5a, 0, 1]);
  });

  test.each([0, 0xff, { seed: 7 }])('power: memory is filled anew with %j', (sram) => {
    const board = new Board({ sram: 0x5a });
    board.uno.runMs(100);
    board.uno.reset('power', { sram });
    board.uno.runMs(1300);
    const values = new Set(board.uno.sram.subarray(0x200, 0x600));
    if (typeof sram === 'number') expect([...values]).toEqual([sram]);
    else expect(values.size).toBeGreaterThan(200);
    board.uno.runMs(100);
    expect(board.ask('n').slice(-3)).toEqual([0x5a, 0, 0]);
  });

  test('in the middle of a byte, in both directions: the link works afterwards', () => {
    const board = new Board();
    board.uno.runMs(10);
    for (const offset of [100, 900, 1700, 2500, 4000]) {
      board.ask('xyz', 0);
      board.uno.runTo(board.uno.cycles + offset);
      board.uno.reset('external');
      board.uno.runMs(1410);
      expect(text(board.ask('hallo'.replace('h', 'c')))).toBe('callo');
    }
  });

  test('from within a callback', () => {
    const board = new Board();
    board.uno.onTransmit = () => {
      board.uno.onTransmit = (byte, cycle) => board.sent.push({ byte, cycle });
      board.uno.reset('external');
    };
    board.ask('a', 1500);
    expect(text(board.ask('x'))).toBe('x');
    expect(board.resets).toEqual(['external']);
  });

  test('ticks go on counting cycles across resets', () => {
    const board = new Board();
    board.uno.runMs(1000);
    board.uno.reset('watchdog');
    board.uno.runMs(1000);
    expect(board.uno.ms).toBeGreaterThanOrEqual(2000);
    expect(board.ticks).toBeLessThan(1020);
  });
});
