/** Scenarios that read as transcripts, played on everything that plays programmes. */
import { describe, it } from 'vitest';
import type { Programme } from '../../protocol/programme.ts';
import type { LampSet, SoundLevel } from '../../protocol/signal.ts';
import { PlayerDriver, type Driver } from './driver.ts';
import { ImageDriver } from './image-driver.ts';
import { lengthOf, programmeOf, rulesOf } from './programmes.ts';
import { Moment, type Line, type Stand } from './transcript.ts';

const DRIVERS: readonly {
  readonly name: string;
  readonly make: (programme: Programme, level: SoundLevel) => Driver;
}[] = [
  { name: 'stage and player', make: (programme, level) => new PlayerDriver(programme, level) },
  { name: 'the image', make: (programme, level) => new ImageDriver(programme, level) },
];

interface TalkSetup {
  readonly speaker: string;
  readonly length?: string;
  readonly rules?: string;
  readonly silent?: boolean;
  readonly noFlash?: boolean;
}

interface Setup {
  /** Default: Ada, Grace and Joan. */
  readonly talks?: readonly (string | TalkSetup)[];
  /** Rules and length of talks that name none. Default: `clap`, `5:00`. */
  readonly rules?: string;
  readonly length?: string;
  /** Default: green, amber and red. */
  readonly lamps?: LampSet;
  readonly level?: SoundLevel;
  /** It asks what is so at the very millisecond, or presses twice in one: a line is too slow for that. */
  readonly exact?: boolean;
}

/** Records the lines of a transcript. Its times are `m:ss`, and never go back. */
class Transcript {
  readonly lines: (Line & { readonly ms: number; readonly told: string })[] = [];
  #origin = 0;
  #latest = 0;

  /** A moment, counted from the beginning or from the last `after`. */
  at(time: string): Moment {
    const ms = this.#origin + msOf(time);
    if (ms < this.#latest) throw new RangeError(`the transcript goes back to ${time}`);
    this.#latest = ms;
    return new Moment((line) => {
      this.lines.push({ ...line, ms, told: `${time} ${line.text}` });
    });
  }

  /** So long after the last line. Times count from this moment then. */
  after(time: string): Moment {
    this.#origin = this.#latest + msOf(time);
    return this.at('0:00');
  }
}

function msOf(time: string): number {
  const match = /^(\d+):([0-5]\d(?:\.\d{1,3})?)$/.exec(time);
  if (!match) throw new Error(`not a time: ${time}`);
  return Math.round((Number(match[1]) * 60 + Number(match[2])) * 1000);
}

export function scenario(title: string, body: (s: Transcript) => void, setup: Setup = {}): void {
  const transcript = new Transcript();
  body(transcript);
  const { programme, speakers } = cast(setup);
  describe(title, () => {
    const drivers = DRIVERS.slice(0, setup.exact === true ? 1 : DRIVERS.length);
    const named = drivers.map(({ name, make }) => [name, make] as const);
    it.each(named)('on %s', { timeout: 180_000 }, (_, make) => {
      const driver = make(programme, setup.level ?? 'quiet');
      run(transcript.lines, { driver, programme, speakers });
    });
  });
}

function cast({
  talks = ['Ada', 'Grace', 'Joan'],
  rules,
  length,
  lamps,
}: Setup): Omit<Stand, 'driver'> {
  const setups = talks.map((talk) => (typeof talk === 'string' ? { speaker: talk } : talk));
  const plans = setups.map(({ speaker: _, ...talk }: TalkSetup, i) => ({
    ...talk,
    id: i + 1,
    rules: rulesOf(talk.rules ?? rules ?? 'clap'),
    length: lengthOf(talk.length ?? length ?? '5:00'),
  }));
  return { programme: programmeOf(plans, lamps), speakers: setups.map(({ speaker }) => speaker) };
}

function run(lines: Transcript['lines'], stand: Stand): void {
  const inOrder = lines.toSorted((a, b) => a.ms - b.ms || Number(a.watches) - Number(b.watches));
  for (const { ms, told, play } of inOrder) {
    const until = inOrder.find((line) => line.ms > ms)?.ms ?? Infinity;
    stand.driver.at(ms);
    play(stand, { ms, until, told });
  }
}
