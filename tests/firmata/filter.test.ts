import { describe, expect, it } from 'vitest';
import { MessageFilter, type Known } from '../../host/firmata/filter.ts';

const READY: Known = { pins: 20, ready: true };
const NEW: Known = { pins: 0, ready: false };
const pass = (filter: MessageFilter, bytes: number[], known = READY): number[][] =>
  [...filter.push(Uint8Array.from(bytes), () => known)].map((message) => [...message]);

describe('what firmata-io gets to hear', () => {
  it('is whole messages, however they are cut', () => {
    const filter = new MessageFilter();
    expect(pass(filter, [0xf9, 2])).toEqual([]);
    expect(pass(filter, [4, 0x90, 4, 0])).toEqual([
      [0xf9, 2, 4],
      [0x90, 4, 0],
    ]);
  });

  it('is no sysex that never ends, which it would keep for ever', () => {
    const filter = new MessageFilter();
    expect(pass(filter, [0xf0, ...Array.from({ length: 100_000 }, () => 1)])).toEqual([]);
    expect(filter.dropped).toBe(1);
    expect(pass(filter, [0xf9, 2, 4])).toEqual([[0xf9, 2, 4]]);
  });

  it('is no message that was cut off by another', () => {
    const filter = new MessageFilter();
    expect(pass(filter, [0xf0, 0x79, 2, 0x90, 1, 0])).toEqual([[0x90, 1, 0]]);
    expect(filter.dropped).toBe(1);
  });

  it('is no state of a pin, at which it throws if the pin is none', () => {
    const filter = new MessageFilter();
    expect(pass(filter, [0xf0, 0x6e, 99, 1, 1, 0xf7])).toEqual([]);
  });

  it('is no name of a firmware without its version', () => {
    expect(pass(new MessageFilter(), [0xf0, 0x79, 0xf7])).toEqual([]);
    expect(pass(new MessageFilter(), [0xf0, 0x79, 2, 4, 0xf7])).toHaveLength(1);
  });

  it('is capabilities once, and whole', () => {
    const capabilities = [0xf0, 0x6c, 0, 1, 1, 1, 0x7f, 0x7f, 0xf7];
    expect(pass(new MessageFilter(), capabilities, NEW)).toHaveLength(1);
    expect(pass(new MessageFilter(), capabilities, READY)).toHaveLength(0);
    expect(pass(new MessageFilter(), [0xf0, 0x6c, 0, 1, 1, 0xf7], NEW)).toHaveLength(0);
  });

  it('is an analog mapping of as many pins as there are', () => {
    const mapping = [0xf0, 0x6a, 127, 0, 0xf7];
    const known = (pins: number): Known => ({ pins, ready: false });
    expect(pass(new MessageFilter(), mapping, known(2))).toHaveLength(1);
    expect(pass(new MessageFilter(), mapping, known(1))).toHaveLength(0);
  });

  it('is an analog mapping with a -1 in it, as of a pin that is none', () => {
    const known: Known = { pins: 3, ready: false };
    expect(pass(new MessageFilter(), [0xf0, 0x6a, 127, 0xff, 0, 0xf7], known)).toEqual([
      [0xf0, 0x6a, 127, 127, 0, 0xf7],
    ]);
    const endless = [0xf0, 0x6a, ...Array.from({ length: 5000 }, () => 0xff), 0xf9, 2, 5];
    expect(pass(new MessageFilter(), endless, known)).toEqual([[0xf9, 2, 5]]);
  });
});
