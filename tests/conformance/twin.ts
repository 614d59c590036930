/** The TypeScript stage and player, driven by events at given moments: what the firmware must equal. */
import { digitsAt, type DigitsSettings } from '../../protocol/digits.ts';
import { NEW_PLAYER, play, practise, type Player, type ShownCue } from '../../protocol/player.ts';
import type { Programme } from '../../protocol/programme.ts';
import { cue } from '../../protocol/score.ts';
import type { LampSet, SoundLevel } from '../../protocol/signal.ts';
import { OPENING, step, type Refusal, type Stage, type StageEvent } from '../../protocol/stage.ts';
import { instant, seconds, type Instant } from '../../protocol/time.ts';

export interface TwinEdge {
  readonly ms: number;
  readonly lamps: LampSet;
  readonly buzzer: boolean;
}

export class Twin {
  stage: Stage;
  readonly edges: TwinEdge[] = [];
  readonly cues: ShownCue[] = [];
  readonly #programme: Programme;
  readonly #level: SoundLevel;
  #player: Player = NEW_PLAYER;
  #next: Instant | undefined;

  /** Begins in the opening, at a moment of the firmware's clock and with its revision. */
  constructor(programme: Programme, level: SoundLevel, ms: number, rev: number) {
    this.#programme = programme;
    this.#level = level;
    this.stage = { ...OPENING, rev };
    this.#play(instant(ms));
  }

  /** Lets time pass: the player is asked when it wants to be, and never in between. */
  passTo(ms: number): void {
    while (this.#next !== undefined && this.#next <= ms) this.#play(this.#next);
  }

  event(event: StageEvent, ms: number): 'ok' | Refusal {
    this.passTo(ms);
    const now = instant(ms);
    this.#play(now);
    const outcome = step(this.stage, event, now, this.#programme.talks.length);
    if (!outcome.accepted) return outcome.reason;
    this.stage = outcome.stage;
    this.#play(now);
    return 'ok';
  }

  practise(score: number, number: number, length: number, ms: number): void {
    this.passTo(ms);
    const now = instant(ms);
    const found = this.#programme.scores[score];
    if (!found) throw new RangeError(`no score ${String(score)}`);
    const { signal } = cue(found, number);
    this.#player = practise(this.#player, this.stage, signal, seconds(length), now);
    this.#play(now);
  }

  /** What digits say at a moment, two hex digits a cell. */
  digits(settings: DigitsSettings, ms: number): string {
    const scene = { programme: this.#programme, stage: this.stage };
    return Buffer.from(digitsAt(scene, settings, instant(ms)))
      .toString('hex')
      .toUpperCase();
  }

  #play(now: Instant): void {
    const scene = { programme: this.#programme, stage: this.stage, level: this.#level };
    const { player, lamps, buzzer, cues, next } = play(this.#player, scene, now);
    this.#player = player;
    this.#next = next;
    this.cues.push(...cues);
    const last = this.edges.at(-1);
    if (last?.lamps === lamps && last.buzzer === buzzer) return;
    if (last?.ms === now) this.edges.pop();
    this.edges.push({ ms: now, lamps, buzzer });
  }
}
