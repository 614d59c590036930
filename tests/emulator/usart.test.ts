import { describe, expect, test } from 'vitest';
import { AVRUSART, usart0Config } from 'avr8js';
import { CPU } from '../../host/emulator/avr.ts';
import { Line } from '../../host/emulator/uart-line.ts';
import { Usart } from '../../host/emulator/usart.ts';
import { Bare } from './bare.ts';
import { Board } from './board.ts';

const [UCSRA, UCSRB, UBRRL, UDR] = [0xc0, 0xc1, 0xc4, 0xc6] as const;
const [RXC, TXC, UDRE, DOR, U2X] = [0x80, 0x40, 0x20, 0x08, 0x02] as const;
const [RXCIE, UDRIE, RXEN, TXEN] = [0x80, 0x20, 0x10, 0x08] as const;
/** 57600 baud as HardwareSerial sets it: 58,824, ten bits of 272 cycles. */
const BYTE = 2720;

function open(control = RXEN | TXEN) {
  const bare = new Bare();
  const usart = new Usart(bare.cpu, bare.agenda);
  const line = new Line();
  const sent: [number, number][] = [];
  usart.onTransmit = (byte, cycle) => sent.push([byte, cycle]);
  line.attach(bare.agenda, usart, 0);
  bare.write(UCSRA, U2X);
  bare.write(UBRRL, 33);
  bare.write(UCSRB, control);
  return { bare, usart, line, sent };
}

describe('receiving', () => {
  test('bytes come at line pace and wait, three at most', () => {
    const { bare, line } = open();
    line.send([1, 2, 3, 4], 0);
    bare.pass(BYTE - 1);
    expect(bare.read(UCSRA) & RXC).toBe(0);
    bare.pass(1);
    expect(bare.read(UCSRA) & (RXC | DOR)).toBe(RXC);
    bare.pass(3 * BYTE);
    expect(bare.read(UCSRA) & (RXC | DOR)).toBe(RXC | DOR);
    expect([bare.read(UDR), bare.read(UDR), bare.read(UDR)]).toEqual([1, 2, 3]);
    expect(bare.read(UCSRA) & (RXC | DOR)).toBe(0);
  });

  test('an unread byte survives a write to UCSRB, and its interrupt stays pending', () => {
    const { bare, line } = open(RXEN | TXEN | RXCIE);
    line.send([0x55], 0);
    bare.pass(BYTE);
    bare.write(UCSRB, RXEN | TXEN | RXCIE | UDRIE);
    bare.write(UCSRB, RXEN | TXEN | RXCIE);
    expect(bare.interrupt()).toBe(0x24);
    expect(bare.read(UDR)).toBe(0x55);
    expect(bare.interrupt()).toBeUndefined();
  });

  test('avr8js loses that byte, which is why it is not used', () => {
    const cpu = new CPU(new Uint16Array(16), 2048);
    const stock = new AVRUSART(cpu, usart0Config, 16e6);
    cpu.writeData(UCSRB, RXEN | TXEN | RXCIE);
    stock.writeByte(0x55, true);
    cpu.writeData(UCSRB, RXEN | TXEN | RXCIE);
    expect((cpu.data[UCSRA] ?? 0) & RXC).toBe(0);
  });

  test('bytes are lost while the receiver is off, also one that it was switched on within', () => {
    const { bare, line } = open(0);
    line.send([1, 2, 3], 0);
    bare.pass(4000);
    bare.write(UCSRB, RXEN);
    bare.pass(3 * BYTE);
    expect(bare.read(UDR)).toBe(3);
    expect(bare.read(UCSRA) & RXC).toBe(0);
  });

  test('switching the receiver off empties it', () => {
    const { bare, line } = open();
    line.send([1], 0);
    bare.pass(BYTE);
    bare.write(UCSRB, 0);
    expect(bare.read(UCSRA) & RXC).toBe(0);
  });
});

describe('sending', () => {
  test('a byte is told when its stop bit is out; one more may wait behind it', () => {
    const { bare, sent } = open();
    bare.write(UDR, 0x41);
    expect(bare.read(UCSRA) & UDRE).toBe(UDRE);
    bare.write(UDR, 0x42);
    expect(bare.read(UCSRA) & UDRE).toBe(0);
    bare.pass(BYTE);
    expect(bare.read(UCSRA) & (UDRE | TXC)).toBe(UDRE);
    bare.pass(BYTE);
    expect(bare.read(UCSRA) & (UDRE | TXC)).toBe(UDRE | TXC);
    expect(sent).toEqual([
      [0x41, BYTE],
      [0x42, 2 * BYTE],
    ]);
  });

  test('TXC is cleared by writing a one, and nothing else of UCSRA is', () => {
    const { bare } = open();
    bare.write(UDR, 0x41);
    bare.pass(BYTE);
    bare.write(UCSRA, U2X | TXC);
    expect(bare.read(UCSRA)).toBe(UDRE | U2X);
  });

  test('the empty interrupt comes again until something is written', () => {
    const { bare } = open(TXEN | UDRIE);
    expect(bare.interrupt()).toBe(0x26);
    expect(bare.interrupt()).toBe(0x26);
    bare.write(UDR, 1);
    bare.write(UDR, 2);
    expect(bare.interrupt()).toBeUndefined();
  });

  test('nothing leaves while the transmitter is off', () => {
    const { bare, sent } = open(RXEN);
    bare.write(UDR, 1);
    bare.pass(3 * BYTE);
    expect(sent).toEqual([]);
  });
});

test('full duplex with HardwareSerial: every byte of a long stream comes back', () => {
  const board = new Board();
  const text = 'ACGIJKLMNOPQRSTUVWXYZ0123456789 '.repeat(40);
  const echoed = board.ask(text, text.length * 0.18);
  expect(Buffer.from(echoed).toString()).toBe(text);
  const gaps = board.sent.slice(2).map(({ cycle }, i) => cycle - (board.sent[i + 1]?.cycle ?? 0));
  expect(Math.min(...gaps)).toBe(BYTE);
});
