import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../host/system/random.ts';
import { CYCLES_PER_MS } from '../../host/emulator/uno.ts';
import { WireError, decodeRequest, frame } from '../../protocol/codec.ts';
import { TAG_LIMIT } from '../../protocol/wire.ts';
import { clapTalks } from '../support/programmes.ts';
import { answer, listening } from './listening.ts';

const BODIES = [
  '7 hello',
  '7 start 0',
  '7 grant 0 -30',
  '7 put 0 running 1 4200000000 -3600',
  '7 put 0 standby 0 - 0',
  '7 load 49 A1B2',
  '7 data 0 00FF',
  '7 commit 0 0 0000',
  '7 log 0',
  '7 practise 1 0 3',
  '7 lamps 7 2',
  '7 buzz roll',
  '7 mute 1',
  '7 get trim',
];
const SPOILT = [
  '',
  '-',
  '-1',
  '-0',
  '+1',
  '65535',
  '65536',
  '4200000001',
  '4294967296',
  '9999999999',
  '99999999999',
]
  .concat([
    '123456789012',
    '000000000001',
    '1.5',
    '0x1',
    'ff',
    'FFF',
    'FFFF',
    'on',
    'Trim',
    '~',
    '?',
  ])
  .concat(['A'.repeat(40), 'A'.repeat(42), '7', '10000', 'hello', 'undo']);

/** What a podium answers to a body that is no request; `read` for one that is. */
function codecSays(body: string): string {
  const [word = ''] = body.split(' ');
  const tag = /^\d{1,11}$/.test(word) && Number(word) >= 1 && Number(word) <= TAG_LIMIT;
  try {
    decodeRequest(frame(body));
    return 'read';
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return `error ${tag ? String(Number(word)) : '-'} ${error.code}`;
  }
}

describe('the line', () => {
  it('is greeted with greeting, boot and stage, in this order', () => {
    const names = listening().pushes.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['claplight', 'boot', 'stage']);
  });

  it.each([
    ['7 hello*0000', 'checksum'],
    ['hello', 'checksum'],
    ['*29B1', 'checksum'],
    [`${'x'.repeat(56)}*1234`, 'long'],
    ['é'.repeat(20), 'checksum'],
    ['x'.repeat(300), 'long'],
  ])('answers %j with an error that has no tag', (line, code) => {
    expect(listening().exchange(`${line}\n`)).toEqual({ ok: false, tag: null, code });
  });

  it.each([
    ['5', 'error 5 syntax'],
    ['5 ', 'error 5 syntax'],
    ['5 helo', 'error 5 syntax'],
    ['5 hello ', 'error 5 syntax'],
    ['5  hello', 'error 5 syntax'],
    ['x hello', 'error - syntax'],
    ['+5 hello', 'error - syntax'],
    ['0 hello', 'error - range'],
    ['10000 hello', 'error - range'],
    ['-5 hello', 'error - range'],
    ['-0 hello', 'error - range'],
    ['00005 get trim', 'ok 5 0'],
    ['5 start', 'error 5 syntax'],
    ['5 start 0 0', 'error 5 no-programme 0'],
    ['5 start 0 -', 'error 5 no-programme 0'],
    ['5 start 0 99999999999', 'error 5 no-programme 0'],
    ['5 start 0 999999999999', 'error 5 syntax'],
    ['5 start 0 -1', 'error 5 range'],
    ['5 start 0 ', 'error 5 syntax'],
    ['5 start 0 0 0', 'error 5 syntax'],
    ['5 skip 0 0', 'error 5 syntax'],
    ['5 start +0', 'error 5 syntax'],
    ['5 start 1e3', 'error 5 syntax'],
    ['5 start -1', 'error 5 range'],
    ['5 start 65536', 'error 5 range'],
    ['5 start 99999999999', 'error 5 range'],
    ['5 start 999999999999', 'error 5 syntax'],
    ['5 start 0', 'error 5 no-programme 0'],
    ['5 put 0 on 0 0 0', 'error 5 range'],
    ['5 put 0 held 0 4200000001 0', 'error 5 range'],
    ['5 put 0 held 0 -1 0', 'error 5 range'],
    ['5 put 0 held 65 - x', 'error 5 range'],
    ['5 load 11 0000', 'error 5 range'],
    ['5 load -12 0000', 'error 5 range'],
    ['5 set trim -0', 'ok 5 0'],
    ['5 load 13 000', 'error 5 syntax'],
    ['5 load 13 000g', 'error 5 syntax'],
    ['5 load 13 ffff', 'error 5 syntax'],
    ['5 data 0 AA', 'error 5 no-load'],
    ['5 commit 0 0 0000', 'error 5 no-load'],
    ['5 commit 9 0 0000', 'error 5 stale 0'],
    ['5 practise 1 0 3', 'error 5 no-programme 0'],
    ['5 lamps 16 1', 'error 5 range'],
    ['5 buzz drum', 'error 5 range'],
    ['5 get colour', 'error 5 range'],
    ['5 set pin-red 7', 'error 5 wiring'],
    ['5 set pin-red 20', 'error 5 wiring'],
    ['5 set sound 3', 'error 5 range'],
  ])('answers "%s" with "%s"', (body, expected) => {
    expect(answer(listening(), body)).toBe(expected);
  });

  it('reads requests as the codec does, whatever is wrong with them', () => {
    const board = listening();
    const random = mulberry32(21);
    const draw = (length: number): number => Math.floor(random() * length);
    for (let i = 0; i < 1500; i++) {
      const words = (BODIES[draw(BODIES.length)] ?? '').split(' ');
      const at = draw(words.length);
      const spoilt = [SPOILT[draw(SPOILT.length)] ?? '', words[at] ?? ''][draw(2)] ?? '';
      words.splice(at, draw(3), ...[spoilt, spoilt].slice(draw(3)));
      const body = words.join(' ').slice(0, 55);
      if (body.length === 0) continue;
      const wanted = codecSays(body);
      const got = answer(board, body);
      if (wanted !== 'read') expect(`${body}: ${got}`).toBe(`${body}: ${wanted}`);
      else expect(`${body}: ${got}`).not.toMatch(/error \S+ syntax$/);
      // Bad lines are answered twenty times a second.
      if (got.startsWith('error -')) board.run(60);
    }
  });

  it('takes a carriage return, and ignores empty lines', () => {
    const board = listening();
    expect(board.exchange(`\n\r\n\n${frame('7 hello')}\r\n`)).toMatchObject({ ok: true, tag: 7 });
  });

  it('answers twenty bad lines in a second, and good ones always', () => {
    const board = listening();
    const errors: number[] = [];
    const heard = board.uno.onTransmit;
    let line = '';
    board.uno.onTransmit = (byte, cycle) => {
      heard(byte, cycle);
      line = byte === 10 ? '' : line + String.fromCharCode(byte);
      if (byte !== 10 && line === 'error - c') errors.push(cycle / CYCLES_PER_MS);
    };
    for (let i = 0; i < 150; i++) {
      board.send('x\n');
      board.run(20);
    }
    expect(board.exchange(`${frame('7 hello')}\n`)).toMatchObject({ ok: true, tag: 7 });
    for (const at of errors)
      expect(errors.filter((other) => other >= at && other < at + 990).length).toBeLessThan(41);
    expect(errors.length).toBeGreaterThanOrEqual(60);
    expect(errors.length).toBeLessThanOrEqual(80);
  });

  it('answers a bad line whenever the last second of them was', () => {
    const board = listening();
    for (let i = 0; i < 25; i++) {
      board.send('x\n');
      board.run(20);
    }
    // 16 bits of milliseconds have come round, and a little.
    board.run(65_536 + 300 - 500);
    expect(answer(board, '\u0001')).toBe('error - checksum');
  });

  it('survives noise at full speed, moves nothing by it, and answers the next good line', () => {
    const board = listening();
    board.load(clapTalks(3));
    const before = board.values('stage', {});
    const random = mulberry32(9);
    for (let i = 0; i < 300; i++) {
      board.uno.receive(Array.from({ length: 60 }, () => Math.floor(random() * 256)));
      board.run(9);
    }
    board.send('\n');
    while (board.uno.incoming > 0) board.run(1);
    board.run(50);
    expect(board.exchange(`${frame('7 hello')}\n`)).toMatchObject({ ok: true, tag: 7 });
    const { rev, state, talk } = board.values('stage', {});
    expect({ rev, state, talk }).toEqual({ rev: before.rev, state: 'standby', talk: 0 });
    expect(board.values('boot', {}).boot).toBe(1);
    expect(board.noise).toEqual([]);
  });

  it('beats every two seconds from hello on', () => {
    const board = listening();
    board.run(5000);
    expect(board.pushes.filter(({ name }) => name === 'beat')).toEqual([]);
    board.values('hello', {});
    board.run(10_000);
    const clocks = board.pushes.flatMap((push) =>
      push.name === 'beat' ? [push.values.clock] : [],
    );
    expect(clocks.length).toBe(5);
    for (const [i, clock] of clocks.slice(1).entries()) expect(clock - (clocks[i] ?? 0)).toBe(2000);
  });
});
