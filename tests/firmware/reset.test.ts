import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mulberry32 } from '../../host/lineup/random.ts';
import { Chip } from '../../host/virtual/chip.ts';
import { frame } from '../../protocol/codec.ts';
import { ImageBoard } from '../support/image-board.ts';
import { CLAP, clapTalks, lengthOf, programmeOf } from '../support/programmes.ts';

/** An Uno with its bootloader, in the middle of the second talk. */
function onStage(): ImageBoard {
  const board = new ImageBoard();
  board.run(100);
  board.load(clapTalks(4));
  for (const event of ['start', 'finish', 'start'] as const)
    board.values(event, { rev: board.values('stage', {}).rev });
  return board;
}

/** Whole numbers from `least` to `most`, the same for the same seed. */
function drawing(seed: number): (least: number, most: number) => number {
  const random = mulberry32(seed);
  return (least, most) => least + Math.floor(random() * (most - least + 1));
}

/** What the stage's clock says, less what has really passed. */
const lead = (board: ImageBoard): number => (board.values('stage', {}).elapsed ?? 0) - board.uno.ms;

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
  /** The chip that is running, to take its program counter elsewhere. */
  let chip: Chip | undefined;

  beforeEach(() => {
    const original = Object.getOwnPropertyDescriptor(Chip.prototype, 'run')?.value as Chip['run'];
    vi.spyOn(Chip.prototype, 'run').mockImplementation(function (this: Chip, end) {
      running(this);
      original.call(this, end);
    });
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  function running(which: Chip): void {
    chip = which;
  }

  /** Sends it into a loop of one instruction, `rjmp .-2`, with interrupts on. */
  function hang(): void {
    if (!chip) throw new Error('it has not run yet');
    const { cpu } = chip;
    while (((cpu.data[0x5f] ?? 0) & 0x80) === 0) chip.run(cpu.cycles + 1);
    cpu.pc = cpu.progMem.indexOf(0xcfff);
  }

  it('is back within a second, in the same talk, with its clock right', () => {
    const board = onStage();
    const before = lead(board);
    const begun = board.uno.ms;
    hang();
    while (boots(board) < 2) board.run(1);
    expect(board.uno.ms - begun).toBeLessThan(1000);
    expect(board.values('boot', {}).why).toBe('watchdog');
    expect(board.values('stage', {})).toMatchObject({ state: 'running', talk: 1, truth: '~' });
    expect(Math.abs(lead(board) - before)).toBeLessThan(60);
  });

  it('says so after three times in a row, and does nothing more until it is reset', () => {
    const board = onStage();
    for (let i = 0; i < 3; i++) {
      hang();
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

  it('never comes back without a watchdog, in the image for old bootloaders', () => {
    const image = readFileSync('firmware/images/claplight-uno-nowatchdog.hex', 'utf8');
    const board = new ImageBoard({ image });
    board.run(100);
    hang();
    board.run(3000);
    expect(boots(board)).toBe(1);
  });
});
