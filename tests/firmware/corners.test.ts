/** What the wire's page says of corners, tried on the image. */
import { describe, expect, it } from 'vitest';
import { crc16 } from '../../protocol/crc.ts';
import { LAMPS } from '../../protocol/signal.ts';
import { BEAT_PERIOD } from '../../protocol/wire.ts';
import { clapTalks } from '../support/programmes.ts';
import { answer, listening, loaded } from './listening.ts';

/** Loads bytes in digits; what their commit is answered. */
function committed(hex: string): string {
  const board = listening();
  const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  const crc = crc16(bytes).toString(16).toUpperCase().padStart(4, '0');
  answer(board, `1 load ${String(bytes.length)} ${crc}`);
  for (let at = 0; at < bytes.length; at += 20)
    answer(
      board,
      `2 data ${String(at)} ${bytes
        .subarray(at, at + 20)
        .toString('hex')
        .toUpperCase()}`,
    );
  return answer(board, `3 commit 0 0 ${crc}`);
}

describe('settings', () => {
  it.each([
    ['pin-red 1', 'range'],
    ['pin-red 0', 'range'],
    ['pin-red 70', 'range'],
    ['pin-red 20', 'wiring'],
    ['pin-red 4', 'wiring'],
  ])('set %s: %s', (words, code) => {
    expect(answer(listening(), `5 set ${words}`)).toBe(`error 5 ${code}`);
  });

  it('a pin of the blue lamp that is not there may be another', () => {
    expect(answer(listening(), '5 set pin-blue 7')).toBe('ok 5 7');
  });
});

describe('practice and tests', () => {
  it('are refused by where the stage is, and an index beyond the end is out of range', () => {
    const board = loaded();
    expect(answer(board, '5 practise 1 99 1')).toBe('error 5 range');
    expect(answer(board, '5 practise 8 0 1')).toBe('error 5 range');
    board.values('put', { rev: 1, state: 'closed', talk: 3, elapsed: null, granted: 0 });
    expect(answer(board, '6 practise 1 0 1')).toBe('error 6 busy');
    expect(answer(board, '7 lamps 7 1')).toBe('ok 7');
    expect(answer(board, '8 buzz gong')).toBe('ok 8');
    board.values('put', { rev: 2, state: 'held', talk: 0, elapsed: 5, granted: 0 });
    for (const words of ['practise 1 0 1', 'lamps 7 1', 'buzz tick', 'set pin-red 13'])
      expect(answer(board, `9 ${words}`)).toBe('error 9 busy');
    expect(answer(board, '9 set sound 0')).toBe('ok 9 0');
  });

  it('buzz sounds through mute and through the sound that is off', () => {
    const board = loaded();
    answer(board, '5 set sound 0');
    answer(board, '6 mute 1');
    const before = board.edges.length;
    answer(board, '7 buzz gong');
    board.run(700);
    expect(board.edges.slice(before).some(({ buzzer }) => buzzer)).toBe(true);
  });
});

describe('a programme', () => {
  const head = (talks: string, scores: string, cues: string): string =>
    `${talks} ${scores} ${cues} 02`;
  const changeover = '01 00 00 00 00';
  const green = '00 00 00 01';
  it.each([
    ['no talks', `${head('00', '01', '01')} ${changeover} ${green}`, 'ok 3 1'],
    ['no score', head('00', '00', '00') + '00'.repeat(9), 'error 3 damaged'],
    [
      'two talks of one id',
      `${head('02', '02', '02')} 010001 010001 ${changeover} ${changeover} ${green} ${green}`,
      'ok 3 1',
    ],
    [
      'the id 0',
      `${head('01', '02', '02')} 000001 ${changeover} ${changeover} ${green} ${green}`,
      'error 3 damaged',
    ],
    [
      'the score 0 for a talk',
      `${head('01', '02', '02')} 010000 ${changeover} ${changeover} ${green} ${green}`,
      'error 3 damaged',
    ],
    ['a repeat every 0 s', `${head('00', '01', '01')} 01 00 03 00 00 ${green}`, 'error 3 damaged'],
    [
      'a repeat that is none, every 5 s',
      `${head('00', '01', '01')} 01 05 00 00 00 ${green}`,
      'ok 3 1',
    ],
    [
      'a score whose first cue is late',
      `${head('00', '01', '01')} ${changeover} 01 00 00 01`,
      'error 3 damaged',
    ],
    [
      'a length below its cues',
      `${head('00', '01', '02')} 02 00 00 01 00 ${green} E8 03 00 04`,
      'ok 3 1',
    ],
  ])('with %s', (_, hex, expected) => {
    expect(committed(hex)).toBe(expected);
  });

  it('without talks is as none: it winks, and refuses every event', () => {
    const board = listening();
    board.run(3_000);
    expect(answer(board, '4 start 0')).toBe('error 4 no-programme 0');
    expect(answer(board, '5 practise 0 0 1')).toBe('error 5 no-programme 0');
  });
});

describe('the line', () => {
  it('takes zeros before a number, and no more than eleven digits', () => {
    const board = loaded();
    expect(answer(board, '0005 start 00001')).toBe('ok 5 2');
    expect(answer(board, '6 hold 000000000002')).toBe('error 6 syntax');
  });

  it('checks fields, then the fault, the programme, the revision, the stage', () => {
    const board = loaded();
    expect(answer(board, '5 grant 9 5000')).toBe('error 5 range');
    expect(answer(board, '5 grant 9 31')).toBe('error 5 stale 1');
    expect(answer(board, '5 grant 1 31')).toBe('error 5 refused 1');
    expect(answer(board, '5 back 1')).toBe('error 5 first 1');
    expect(answer(board, '5 start 1 4000000')).toBe('error 5 moment 1');
    expect(answer(board, '5 start 1')).toBe('ok 5 2');
    expect(answer(board, '5 grant 2 31')).toBe('error 5 amount 2');
    expect(answer(board, '5 grant 2 3600')).toBe('ok 5 3');
    expect(answer(board, '5 grant 3 30')).toBe('error 5 limit 3');
    expect(answer(board, '5 put 3 held 0 5 45')).toBe('ok 5 4');
    expect(answer(board, '5 grant 4 30')).toBe('ok 5 5');
    expect(board.values('stage', {}).granted).toBe(75);
  });

  it('beats come every two seconds from the greeting on, and a second greeting begins anew', () => {
    const board = listening();
    board.run(5_000);
    expect(board.pushes.some(({ name }) => name === 'beat')).toBe(false);
    board.values('hello', {});
    board.run(BEAT_PERIOD - 100);
    board.values('hello', {});
    board.run(BEAT_PERIOD - 100);
    expect(board.pushes.some(({ name }) => name === 'beat')).toBe(false);
    board.run(200);
    expect(board.pushes.filter(({ name }) => name === 'beat')).toHaveLength(1);
  });

  it('a greeting forgets nothing: replies, log, mute and stage are as they were', () => {
    const board = loaded();
    expect(answer(board, '700 start 1')).toBe('ok 700 2');
    const entries = board.log().length;
    board.values('hello', {});
    expect(answer(board, '700 start 1')).toBe('ok 700 2');
    expect(board.log()).toHaveLength(entries);
  });
});

describe('lamps outside cues', () => {
  it('on hold, closed, and while a power loss is not put right', () => {
    const board = loaded();
    board.values('put', { rev: 1, state: 'held', talk: 0, elapsed: 5, granted: 0 });
    expect(board.lamps).toBe(LAMPS.red | LAMPS.green);
    board.run(2_000);
    board.values('put', { rev: 2, state: 'closed', talk: 3, elapsed: null, granted: 0 });
    expect(board.lamps).toBe(0);
  });

  it('a hold tells no cue, nor does closing; going on tells none that was shown', () => {
    const board = loaded();
    const cues = (): number => board.pushes.filter(({ name }) => name === 'cue').length;
    board.values('start', { rev: 1 });
    const started = cues();
    board.values('hold', { rev: 2 });
    board.values('start', { rev: 3 });
    expect(cues()).toBe(started);
    board.values('put', { rev: 4, state: 'closed', talk: 3, elapsed: null, granted: 0 });
    expect(cues()).toBe(started);
  });

  it('the guard is ended by put, and by nothing but time else', () => {
    const board = loaded();
    board.values('start', { rev: 1 });
    expect(board.outcome('go', { rev: 2 })).toBe('guard');
    board.values('undo', { rev: 2 });
    expect(board.outcome('go', { rev: 3 })).toBe('guard');
    board.load(clapTalks(2));
    expect(board.outcome('go', { rev: 4 })).toBe('guard');
    board.values('put', { rev: 4, state: 'standby', talk: 0, elapsed: null, granted: 0 });
    expect(board.outcome('go', { rev: 5 })).toBe('ok');
  });
});
