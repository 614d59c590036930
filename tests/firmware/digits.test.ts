/** Digits on the image's pins, read off modules that take them as their datasheets say. */
import { describe, expect, it } from 'vitest';
import {
  DIGIT_CHANGEOVERS,
  digitsAt,
  digitsText,
  type DigitsSettings,
} from '../../protocol/digits.ts';
import { OPENING, put, type Stage } from '../../protocol/stage.ts';
import { duration, instant, remaining, seconds, type Instant } from '../../protocol/time.ts';
import type { DigitsOnPins } from '../../host/emulator/digit-modules.ts';
import { Max7219 } from '../../host/emulator/max7219.ts';
import { Tm1637 } from '../../host/emulator/tm1637.ts';
import { boxText } from '../../host/page/box-text.ts';
import { publicDocument } from '../../host/session/public-document.ts';
import { DIGIT_PINS, plugIn } from '../support/digits-on-board.ts';
import { ImageBoard } from '../support/image-board.ts';
import { CLAP, programmeOf } from '../support/programmes.ts';

/** What is unchanged is sent again within so many ms. */
const REFRESHED = 600;
/** A look every 8 ms, then a round of all its pieces, a millisecond each. */
const SETTLED = 30;
const EARLY = 100;
const LENGTH = 40;
const PROGRAMME = programmeOf([
  { id: 1, rules: CLAP, length: seconds(LENGTH) },
  { id: 2, rules: CLAP, length: seconds(LENGTH), noFlash: true },
]);

class Box {
  readonly board = new ImageBoard();
  readonly module: DigitsOnPins;

  constructor(name: 'max7219' | 'tm1637', settings: Partial<DigitsSettings> = {}) {
    this.board.run(100);
    this.module = plugIn(name, this.board);
    const { changeover = 'dark' } = settings;
    this.set('digits-changeover', DIGIT_CHANGEOVERS.indexOf(changeover));
    this.board.load(PROGRAMME);
  }

  set(name: 'digits' | 'digits-changeover' | 'digits-brightness', value: number): void {
    this.board.values('set', { name, value });
  }

  act(name: 'start' | 'hold' | 'finish'): void {
    this.board.values(name, { rev: this.board.values('stage', {}).rev });
  }

  /** The stage that the podium tells, and its clock. */
  look(): { readonly stage: Stage; readonly now: Instant } {
    const { clock, state, talk, elapsed, granted } = this.board.values('stage', {});
    const place = {
      ...{ state, talk, granted: seconds(granted) },
      elapsed: elapsed === null ? null : duration(elapsed),
    };
    const now = instant(clock);
    return { stage: put(OPENING, place, now), now };
  }

  /** What it says now, by the one function. */
  expected(settings: DigitsSettings): string {
    const { stage, now } = this.look();
    return digitsText(digitsAt({ programme: PROGRAMME, stage }, settings, now));
  }

  /** What the page says beside it, by the document that a session would send it. */
  onPage(digits: DigitsSettings): string {
    const { stage, now } = this.look();
    const light = { kind: 'podium', name: 'box', reached: true, truth: 'sure', digits } as const;
    const told = { name: 'box', until: undefined, warnings: [], undo: false, messages: {} };
    const entries = PROGRAMME.talks.map(({ id, length }) => ({
      ...{ id, length, rules: CLAP.name, status: 'waiting' as const },
      talk: { speaker: 'A speaker', title: 'A title' },
    }));
    const session = { ...told, entries, changeover: seconds(60), muted: false };
    return boxText(
      publicDocument({ ...session, stage, programme: PROGRAMME, light }, 'box', 1),
      now,
    );
  }
}

describe.each(['max7219', 'tm1637'] as const)('a %s', (name) => {
  const usual: DigitsSettings = {
    module: name,
    count: 'down',
    over: 'count-on',
    changeover: 'since',
  };

  it('says what pages say, at every second of a session', () => {
    const box = new Box(name, { changeover: 'since' });
    const { board } = box;
    const told: string[] = [];
    const wanted: string[] = [];
    const pages: string[] = [];
    for (const talk of [0, 1]) {
      box.act('start');
      const began = board.log().findLast(({ kind }) => kind === 'start')?.clock ?? 0;
      const zero = board.uno.ms - board.values('stage', {}).clock;
      for (let second = 0; second < LENGTH + 15; second++) {
        board.run(began + second * 1000 + SETTLED + zero - board.uno.ms);
        told.push(box.module.text);
        pages.push(box.onPage(usual));
        const left = remaining(duration(second * 1000), seconds(LENGTH));
        wanted.push((left.over && left.seconds > 0 ? '-' : '') + left.text);
      }
      box.act('finish');
      board.run(61_500);
      told.push(box.module.text);
      pages.push(box.onPage(usual));
      wanted.push(talk === 0 ? '1:01' : '');
    }
    expect(told).toEqual(wanted);
    expect(pages).toEqual(told);
  });

  it('blinks on hold but in a talk in which nothing may, and shows all its segments in a lamp test', () => {
    const box = new Box(name);
    const texts = (): Set<string> => {
      const seen = new Set<string>();
      for (let i = 0; i < 40; i++) {
        box.board.run(100);
        seen.add(box.module.text);
      }
      return seen;
    };
    box.act('start');
    box.board.run(5_000);
    box.act('hold');
    expect([...texts()].sort()).toEqual(['', '0:35']);
    // Two seconds, a period of the box's blinks: the page does not blink.
    const page = Array.from({ length: 8 }, () => {
      box.board.run(250);
      return box.onPage(usual);
    });
    expect(new Set(page)).toEqual(new Set(['0:35']));
    box.act('finish');
    box.act('start');
    box.board.run(5_000);
    box.act('hold');
    expect([...texts()]).toEqual(['0:35']);
    box.act('finish');
    box.board.values('lamps', { set: 1, length: 2 });
    box.board.run(100);
    expect(box.module.text).toBe(name === 'max7219' ? '8:'.repeat(8) : '8:'.repeat(4));
    box.board.run(3000);
    expect(box.module.text).toBe('');
  });

  it('goes on after a reset in the middle of a talk, and in the middle of a piece', () => {
    const box = new Box(name);
    box.act('start');
    box.board.run(7_000);
    for (const [i, kind] of (['external', 'power', 'watchdog'] as const).entries()) {
      // Within the round that follows the next second, each time at another piece of it.
      const ms = box.board.values('stage', {}).elapsed ?? 0;
      box.board.run(1000 - (ms % 1000) + 9.3 + 3.17 * i);
      box.board.uno.reset(kind);
      box.board.run(2000);
      expect(box.module.text).toBe(box.expected({ ...usual, changeover: 'dark' }));
    }
  });

  it('goes dark when it is set off, and its pins are free for something else', () => {
    const box = new Box(name, { changeover: 'dashes' });
    box.board.run(100);
    expect(box.module.text).toMatch(/^-+$/);
    expect(box.board.outcome('set', { name: 'pin-red', value: 13 })).toBe('wiring');
    expect(box.board.outcome('set', { name: 'pin-red', value: 10 })).toBe(
      name === 'max7219' ? 'wiring' : 'ok',
    );
    box.set('digits', 0);
    expect(box.module.text).toBe('');
    expect(box.board.uno.pins.outputs & ((1 << 11) | (1 << 13))).toBe(0);
    expect(box.board.outcome('set', { name: 'pin-red', value: 13 })).toBe('ok');
    expect(box.board.outcome('set', { name: 'digits', value: 1 })).toBe('wiring');
  });

  it('takes its brightness while a talk is on, but no other pins', () => {
    const box = new Box(name);
    box.act('start');
    box.set('digits-brightness', 15);
    box.board.run(REFRESHED);
    expect((box.module as Max7219 | Tm1637).brightness).toBe(name === 'max7219' ? 15 : 7);
    expect(box.board.outcome('set', { name: 'pin-digits-data', value: 5 })).toBe('busy');
    expect(box.board.outcome('set', { name: 'digits', value: 0 })).toBe('busy');
  });
});

it('two MAX7219 in a chain say the same, and one that is plugged in late catches up', () => {
  const box = new Box('max7219');
  box.act('start');
  box.board.run(2_000);
  const late = new Max7219(DIGIT_PINS, 2);
  box.board.digits.push(late);
  box.board.run(REFRESHED);
  const { text } = box.module;
  expect(text).toMatch(/^0:3[78]$/);
  expect([late.textOf(0), late.textOf(1)]).toEqual([text, text]);
});

it('seconds change in time while the line is full and programmes are written', () => {
  const box = new Box('max7219');
  const { board } = box;
  box.act('start');
  const late: number[] = [];
  let shown = box.module.text;
  for (let round = 0; round < 400; round++) {
    if (round % 100 === 0) {
      board.load(PROGRAMME);
      shown = box.module.text;
    }
    const { elapsed } = board.values('stage', {});
    board.values('hello', {});
    if (box.module.text === shown) continue;
    shown = box.module.text;
    // What was told a little before the second counts as early.
    late.push((((elapsed ?? 0) + EARLY) % 1000) - EARLY);
  }
  expect(late.length).toBeGreaterThan(5);
  expect(Math.max(...late)).toBeLessThan(150);
});
