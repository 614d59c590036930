/** Whatever plays a programme and can be driven by a test, in simulated time. */
import { NEW_PLAYER, play, practise, type Player, type Shown } from '../../protocol/player.ts';
import type { Programme } from '../../protocol/programme.ts';
import { cue } from '../../protocol/score.ts';
import type { LampSet, SoundLevel } from '../../protocol/signal.ts';
import {
  OPENING,
  put,
  step,
  type Placement,
  type Refusal,
  type Stage,
  type StageEvent,
  type State,
} from '../../protocol/stage.ts';
import { instant, type Duration, type Instant } from '../../protocol/time.ts';

/** What can be seen of a player from outside. */
export interface Look {
  readonly state: State;
  readonly talk: number;
  readonly lamps: LampSet;
  readonly buzzer: boolean;
  /** Number of the cue entered last in the score that is played. */
  readonly cue: number;
}

export interface Driver {
  /** How late, in ms, lamps and buzzer may follow their due times; never early. */
  readonly tolerance: number;
  /** Lets time pass up to `ms` after the beginning. Throws a RangeError for going back. */
  at(ms: number): void;
  /** An event now: `ok`, or why it was refused. */
  event(event: StageEvent): 'ok' | Refusal;
  put(place: Placement): void;
  /** Shows a cue of a score, as for the wire's request of that name. */
  practise(score: number, cue: number, length: Duration): void;
  look(): Look;
}

/** The stage and the player of protocol/, woken when they ask to be and never in between. */
export class PlayerDriver implements Driver {
  readonly tolerance = 0;
  readonly cues: { readonly shown: Shown['cues'][number]; readonly now: Instant }[] = [];
  stage: Stage = OPENING;
  shown: Shown;
  readonly #programme: Programme;
  readonly #level: SoundLevel;
  #player: Player = NEW_PLAYER;
  #now = instant(0);

  constructor(programme: Programme, level: SoundLevel = 'quiet') {
    this.#programme = programme;
    this.#level = level;
    this.shown = this.#play();
  }

  at(ms: number): void {
    if (ms < this.#now) throw new RangeError(`${String(ms)} ms is past`);
    for (let next = this.shown.next; next !== undefined && next <= ms; next = this.shown.next) {
      this.#now = next;
      this.shown = this.#play();
      if (this.shown.next === next) throw new Error(`stuck at ${String(next)} ms`);
    }
    this.#now = instant(ms);
  }

  event(event: StageEvent): 'ok' | Refusal {
    this.shown = this.#play();
    const outcome = step(this.stage, event, this.#now, this.#programme.talks.length);
    if (!outcome.accepted) return outcome.reason;
    this.stage = outcome.stage;
    this.shown = this.#play();
    return 'ok';
  }

  put(place: Placement): void {
    this.shown = this.#play();
    this.stage = put(this.stage, place, this.#now);
    this.shown = this.#play();
  }

  practise(score: number, number: number, length: Duration): void {
    const found = this.#programme.scores[score];
    if (!found) throw new RangeError(`no score ${String(score)}`);
    const { signal } = cue(found, number);
    this.#player = practise(this.#player, this.stage, signal, length, this.#now);
    this.shown = this.#play();
  }

  look(): Look {
    const { lamps, buzzer, player } = this.shown;
    return { state: this.stage.state, talk: this.stage.talk, lamps, buzzer, cue: player.entered };
  }

  #play(): Shown {
    const scene = { programme: this.#programme, stage: this.stage, level: this.#level };
    const shown = play(this.#player, scene, this.#now);
    this.#player = shown.player;
    this.cues.push(...shown.cues.map((cue) => ({ shown: cue, now: this.#now })));
    return shown;
  }
}
