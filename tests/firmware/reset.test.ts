import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { frame } from '../../protocol/codec.ts';
import { ImageBoard } from '../support/image-board.ts';
import { programmeCrc, type Programme } from '../../protocol/programme.ts';
import { CLAP, clapTalks, lengthOf, programmeOf } from '../support/programmes.ts';
import { withHangs } from './hang.ts';
import { drawing, lead, onStage } from './on-stage.ts';

class Reset extends Error {}

const boots = (board: ImageBoard): number =>
  board.pushes.filter(({ name }) => name === 'boot').length;

describe('a reset in the middle of a talk', () => {
  it('loses neither talk nor clock, whenever it comes', () => {
    const board = onStage();
    const draw = drawing(11);
    const before = lead(board);
    for (let i = 0; i < 25; i++) {
      board.run(draw(0, 60));
      board.uno.runTo(board.uno.cycles + draw(0, 16_000));
      board.uno.reset('external');
      board.run(1500);
      const { state, talk, truth } = board.values('stage', {});
      expect({ state, talk, truth }).toEqual({ state: 'running', talk: 1, truth: '~' });
    }
    expect(Math.abs(lead(board) - before)).toBeLessThan(60);
  });

  it('brings back the lamps that were lit, and plays no sound again', () => {
    const board = onStage();
    board.values('put', { rev: 4, state: 'running', talk: 1, elapsed: 250_000, granted: 0 });
    board.run(2000);
    const { lamps } = board;
    expect(lamps).not.toBe(0);
    board.uno.reset('external');
    board.run(1300);
    expect(board.lamps).toBe(0);
    const from = board.uno.cycles;
    board.run(700);
    expect(board.lamps).toBe(lamps);
    expect(board.edges.filter(({ cycle, buzzer }) => cycle > from && buzzer)).toEqual([]);
  });

  it('answers a retry as it had answered, and carries nothing out twice', () => {
    const draw = drawing(3);
    const board = onStage();
    for (let i = 0; i < 20; i++) {
      const { rev, state } = board.values('stage', {});
      const event = state === 'held' ? 'start' : 'hold';
      const tag = 5000 + i;
      const line = `${String(tag)} ${event} ${String(rev)}`;
      board.send(`${frame(line)}\n`);
      board.run(draw(0, 40));
      board.uno.reset('external');
      board.run(1500);
      expect(board.exchange(`\n${frame(line)}\n`)).toMatchObject({ ok: true, tag });
      expect(board.values('stage', {}).rev).toBe(rev + 1);
    }
  });

  it('goes on by the score that the talk began with, although the programme was edited', () => {
    const board = onStage();
    const plans = [2, 3, 4, 5].map((id) => ({ id, rules: CLAP, length: lengthOf('1:30') }));
    board.load(programmeOf(plans), 0);
    const { rev } = board.values('stage', {});
    board.values('put', { rev, state: 'running', talk: 0, elapsed: 239_000, granted: 0 });
    // The put has begun the talk anew only as far as its clock goes: the score stays.
    board.uno.reset('external');
    board.run(1500);
    const shown = board.pushes.findLast(({ name }) => name === 'cue')?.values;
    expect(shown).toMatchObject({ talk: 0, cue: 1 });
    expect(board.values('stage', {})).toMatchObject({ state: 'running', talk: 0 });
  });

  it('loses neither talk nor programme at any write to the EEPROM that an edit makes', () => {
    const plans = [2, 3, 4, 5].map((id) => ({ id, rules: CLAP, length: lengthOf('1:30') }));
    const edited = programmeOf(plans);
    const crc = (programme: Programme): string =>
      programmeCrc(programme).toString(16).toUpperCase().padStart(4, '0');
    const seen = new Set<string>();
    for (let nth = 1, over = false; !over; nth++) {
      const board = onStage();
      let writes = 0;
      board.uno.eeprom.onWrite = () => {
        if (++writes === nth) throw new Reset();
      };
      try {
        board.load(edited, 0);
        over = true;
      } catch (error) {
        if (!(error instanceof Reset)) throw error;
        board.uno.reset('external');
        board.run(1500);
        expect(board.values('stage', {})).toMatchObject({ state: 'running', truth: '~' });
        const { programme } = board.values('boot', {});
        // The talk has another place in the edited one.
        const { talk } = board.values('stage', {});
        expect([`${crc(clapTalks(4))} 1`, `${crc(edited)} 0`]).toContain(
          `${programme} ${String(talk)}`,
        );
        seen.add(programme);
      }
    }
    expect(seen.size).toBe(2);
  });

  it('remembers what happened, and numbers it on', () => {
    const board = onStage();
    const known = board.log().at(-1)?.number ?? 0;
    board.uno.reset('external');
    board.run(1500);
    const entry = board.values('log', { since: known });
    expect(entry).toMatchObject({ number: known + 1, kind: 'boot', talk: 1 });
  });

  it.each([0, 0xff, { seed: 5 }])(
    'is not taken for one when the power comes, with memory %j',
    (sram) => {
      const board = new ImageBoard({ sram });
      board.run(100);
      expect(board.values('boot', {})).toMatchObject({ boot: 1, why: 'cold' });
      expect(board.values('log', { since: 0 })).toMatchObject({ number: 1, kind: 'boot' });
    },
  );
});

describe('a firmware that hangs', () => {
  it('is back within a second, in the same talk, with its clock right and its lamps as they were', () => {
    withHangs((hang) => {
      const board = onStage();
      board.run(1000); // Lamps that have just lit up twice wait for their second to be over.
      const before = lead(board);
      const { lamps } = board;
      const begun = board.uno.ms;
      hang(board);
      while (boots(board) < 2) board.run(1);
      expect(board.uno.ms - begun).toBeLessThan(1000);
      expect(board.values('boot', {}).why).toBe('watchdog');
      expect(board.values('stage', {})).toMatchObject({ state: 'running', talk: 1, truth: '~' });
      expect(Math.abs(lead(board) - before)).toBeLessThan(60);
      expect(board.lamps).toBe(lamps);
    });
  });

  it('says so after three times in a row, and does nothing more until it is reset', () => {
    withHangs((hang) => {
      const board = onStage();
      for (let i = 0; i < 3; i++) {
        hang(board);
        board.run(600);
      }
      expect(board.outcome('finish', { rev: 4 })).toBe('fault');
      const from = board.edges.length;
      board.run(8000);
      const winks = board.edges.slice(from).map(({ lamps }) => lamps);
      expect(new Set(winks)).toEqual(new Set([0, 2]));
      board.uno.reset('external');
      board.run(1500);
      expect(board.outcome('finish', { rev: 4 })).toBe('ok');
    });
  });

  it('may have hung a minute before, and one before that', () => {
    withHangs((hang) => {
      const board = onStage();
      for (let i = 0; i < 3; i++) {
        board.run(66_000); // 16 bits of milliseconds come round within.
        hang(board);
      }
      board.run(1500);
      expect(board.values('boot', {}).why).toBe('watchdog');
      expect(board.outcome('finish', { rev: 4 })).toBe('ok');
    });
  });

  it('never comes back without a watchdog, in the image for old bootloaders', () => {
    withHangs((hang) => {
      const image = readFileSync('firmware/images/claplight-uno-nowatchdog.hex', 'utf8');
      const board = new ImageBoard({ image });
      board.run(100);
      hang(board);
      board.run(3000);
      expect(boots(board)).toBe(1);
    });
  });
});
