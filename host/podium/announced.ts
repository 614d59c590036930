/**
 * What the talk that is on has announced, whoever was told: a podium that lost its power forgets it,
 * and is told with where it is put, so that nobody is alarmed twice.
 */
import { heardBefore } from '../../protocol/heard.ts';
import { NEW_PLAYER, adoptStage, play, type Player } from '../../protocol/player.ts';
import type { Programme } from '../../protocol/programme.ts';
import type { Placement, Stage } from '../../protocol/stage.ts';
import type { Instant } from '../../protocol/time.ts';
import type { Happening } from '../session/timekeeper.ts';

/** Where a podium is put, and how many cues of the talk are quiet if they come again; 0: none. */
export interface Place extends Placement {
  readonly quiet?: number;
}

export class Announced {
  readonly #programme: () => Programme;
  /** Shows nothing to anybody: it counts what a player of this stage would have announced. */
  #player: Player = NEW_PLAYER;

  constructor(programme: () => Programme) {
    this.#programme = programme;
  }

  /** A session that goes on: so many cues of the talk were shown, by its journal. */
  resume(place: Placement, shown: number): void {
    this.#player = { ...NEW_PLAYER, heard: heardBefore(this.#programme(), place, shown) };
  }

  heard(happening: Happening): void {
    if (happening.kind !== 'event') return;
    this.#play(happening.from, happening.at);
    this.#play(happening.stage, happening.at);
  }

  /** The same talk has another index. */
  adopt(stage: Stage): void {
    this.#player = adoptStage(this.#player, stage);
  }

  /** How many cues of the stage's talk are quiet if they come again. */
  quietAt(stage: Stage, now: Instant): number {
    this.#play(stage, now);
    return this.quietIn(stage);
  }

  /** The same without looking at the time that has passed. */
  quietIn({ talk }: Pick<Placement, 'talk'>): number {
    const { heard } = this.#player;
    return heard.talk === talk ? heard.quiet : 0;
  }

  #play(stage: Stage, now: Instant): void {
    const scene = { programme: this.#programme(), stage, level: 'off' as const };
    this.#player = play(this.#player, scene, now).player;
  }
}
