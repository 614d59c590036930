import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../host/lineup/random.ts';
import { CYCLES_PER_MS } from '../../host/virtual/uno.ts';
import { frame } from '../../protocol/codec.ts';
import { SETTING_NAMES, SETTINGS } from '../../protocol/wire.ts';
import { ImageBoard } from '../support/image-board.ts';
import { clapTalks } from '../support/programmes.ts';

function listening(options: ConstructorParameters<typeof ImageBoard>[0] = {}): ImageBoard {
  const board = new ImageBoard(options);
  board.run(100);
  return board;
}

/** A whole answer to a body, as a text. */
function answer(board: ImageBoard, body: string): string {
  const reply = board.exchange(`${frame(body)}\n`);
  const tag = String(reply.tag ?? '-');
  if (reply.ok) return ['ok', tag, ...reply.words].join(' ');
  return ['error', tag, reply.code, ...(reply.rev === undefined ? [] : [reply.rev])].join(' ');
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
    ['00005 get trim', 'ok 5 0'],
    ['5 start', 'error 5 syntax'],
    ['5 start 0 0', 'error 5 syntax'],
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
    ['5 load 12 000', 'error 5 syntax'],
    ['5 load 12 000g', 'error 5 syntax'],
    ['5 load 12 ffff', 'error 5 syntax'],
    ['5 data 0 AA', 'error 5 no-load'],
    ['5 commit 0 0', 'error 5 no-load'],
    ['5 commit 9 0', 'error 5 stale 0'],
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

describe('a retry', () => {
  it('of an event gets the first answer, and acts not', () => {
    const board = listening();
    board.load(clapTalks(3));
    expect(answer(board, '700 start 1')).toBe('ok 700 2');
    expect(answer(board, '701 skip 2')).toBe('error 701 refused 2');
    expect(answer(board, '702 grant 2 30')).toBe('ok 702 3');
    expect(answer(board, '702 grant 2 30')).toBe('ok 702 3');
    expect(answer(board, '700 start 1')).toBe('ok 700 2');
    expect(answer(board, '701 skip 2')).toBe('error 701 refused 2');
    expect(answer(board, '700 finish 1')).toBe('error 700 stale 3');
    expect(board.values('stage', {})).toMatchObject({ rev: 3, granted: 30 });
  });

  it('is known among the last four', () => {
    const board = listening();
    board.load(clapTalks(3));
    for (let i = 0; i < 4; i++)
      answer(board, `${String(800 + i)} ${i % 2 ? 'finish' : 'start'} ${String(1 + i)}`);
    expect(answer(board, '800 start 1')).toBe('ok 800 2');
    answer(board, '804 start 5');
    expect(answer(board, '800 start 1')).toMatch(/^error 800 stale/);
  });
});

describe('the log', () => {
  it('holds the last 32 entries, and says which are forgotten', () => {
    const board = listening();
    board.load(clapTalks(3));
    for (let i = 0; i < 20; i++)
      answer(board, `${String(900 + i)} ${i % 2 ? 'back' : 'start'} ${String(1 + i)}`);
    const newest = Number(answer(board, '30 log 65535').split(' ')[2]) + 31;
    expect(answer(board, `31 log ${String(newest)}`)).toBe(`ok 31 ${String(newest)} end 0 0 0 0`);
    expect(answer(board, '32 log 1')).toBe(`ok 32 ${String(newest - 31)} gap 0 0 0 0`);
    const oldest = answer(board, `33 log ${String(newest - 32)}`);
    expect(oldest).toMatch(new RegExp(`^ok 33 ${String(newest - 31)} `));
  });

  it('tells what go did, and how much was granted', () => {
    const board = listening();
    board.load(clapTalks(3));
    board.run(2500);
    answer(board, '40 go 1');
    answer(board, '41 grant 2 -90');
    board.run(2500);
    answer(board, '42 go 3');
    const kinds = board.log().map(({ kind, value }) => `${kind} ${String(value)}`);
    expect(kinds.slice(-5)).toEqual(['start 0', 'cue 0', 'grant -90', 'finish 0', 'cue 0']);
  });
});

describe('settings', () => {
  it('are there after the power was lost, and begin as the definitions say', () => {
    const board = listening();
    for (const name of SETTING_NAMES)
      expect(board.values('get', { name }).value).toBe(SETTINGS[name].start);
    for (const [name, value] of [
      ['pin-red', 11],
      ['trim', -2021],
      ['boot-delay', 1325],
      ['lamps', 15],
    ] as const)
      expect(board.values('set', { name, value }).value).toBe(value);
    board.uno.reset('power');
    board.run(1500);
    const names = ['pin-red', 'trim', 'boot-delay', 'lamps'] as const;
    const values = names.map((name) => board.values('get', { name }).value);
    expect(values).toEqual([11, -2021, 1325, 15]);
  });

  it.each([-20_000, -2021, 0, 17, 20_000])('trim the clock by %i ppm', (trim) => {
    const board = listening();
    board.values('set', { name: 'trim', value: trim });
    const read = (): number => {
      const { clock, us } = board.values('time', {});
      return clock + us / 1000 - board.repliedAt / CYCLES_PER_MS;
    };
    const before = read();
    board.run(100_000);
    expect((read() - before) / 100_000).toBeCloseTo(trim / 1e6, 4);
  });
});
