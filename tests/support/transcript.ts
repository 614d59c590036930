/** The lines of a scenario: what is pressed when, and what is then seen and heard. */
import { expect } from 'vitest';
import type { Programme } from '../../protocol/programme.ts';
import { scoreOf } from '../../protocol/programme.ts';
import { cue } from '../../protocol/score.ts';
import type { SoundName } from '../../protocol/signal.ts';
import type { EventName, Placement, Refusal, State, StageEvent } from '../../protocol/stage.ts';
import { seconds } from '../../protocol/time.ts';
import type { Driver } from './driver.ts';
import { watch } from './watch.ts';

/** What a scenario is played on, and for whom. */
export interface Stand {
  readonly driver: Driver;
  readonly programme: Programme;
  readonly speakers: readonly string[];
}

/** When a line is played: in ms, until the transcript goes on, and as failures tell it. */
export interface When {
  readonly ms: number;
  readonly until: number;
  readonly told: string;
}

export interface Line {
  readonly text: string;
  /** A line that watches for some seconds comes after all others of its moment. */
  readonly watches: boolean;
  readonly play: (stand: Stand, when: When) => void;
}

/** One moment of a transcript. Events must be accepted, unless it says `refused`. */
export class Moment {
  readonly #add: (line: Line) => void;

  constructor(add: (line: Line) => void) {
    this.#add = add;
  }

  start = (): this => this.#event({ type: 'start' });
  hold = (): this => this.#event({ type: 'hold' });
  finish = (): this => this.#event({ type: 'finish' });
  skip = (): this => this.#event({ type: 'skip' });
  back = (): this => this.#event({ type: 'back' });
  reopen = (): this => this.#event({ type: 'reopen' });
  undo = (): this => this.#event({ type: 'undo' });
  go = (): this => this.#event({ type: 'go' });
  /** Time given or, if negative, taken, in seconds. */
  grant = (s: number): this => this.#event({ type: 'grant', amount: seconds(s) });
  refused = (type: EventName, reason: Refusal): this => this.#event({ type }, reason);

  put = (place: Placement): this =>
    this.#line('put', ({ driver }) => {
      driver.put(place);
    });

  /** Shows a cue of a score for so many seconds. */
  practise = (score: number, number: number, s: number): this =>
    this.#line('practise', ({ driver }) => {
      driver.practise(score, number, seconds(s));
    });

  /** State, and speaker of the talk that is on or waited for. */
  is = (state: State, speaker?: string): this =>
    this.#line(`is ${state} ${speaker ?? ''}`, ({ driver, speakers }, { told }) => {
      const look = driver.look();
      expect([look.state, speakers[look.talk]], told).toEqual([state, speaker]);
    });

  /** Phase of the score that is played. */
  phase = (name: string): this =>
    this.#line(`phase ${name}`, ({ driver, programme }, { told }) => {
      const look = driver.look();
      const score = scoreOf(programme, look);
      expect(score && cue(score, look.cue).phase, told).toBe(name);
    });

  /** The light and the sound that begin now: see `watch` for how to write a light. */
  expect = (light: string, sound: SoundName = 'none'): this =>
    this.#line(
      `${light}, sound ${sound}`,
      ({ driver }, { ms, until, told }) => {
        const { seen, wanted } = watch(driver, ms, until, light, sound);
        expect(seen, told).toEqual(wanted);
      },
      true,
    );

  #event(event: StageEvent, wanted: 'ok' | Refusal = 'ok'): this {
    return this.#line(event.type, ({ driver }, { told }) => {
      expect(driver.event(event), told).toBe(wanted);
    });
  }

  #line(text: string, play: Line['play'], watches = false): this {
    this.#add({ text, play, watches });
    return this;
  }
}
