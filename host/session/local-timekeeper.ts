/** The host keeps the time itself: no light, or one that cannot keep its own. */
import { heardBefore } from '../../protocol/heard.ts';
import { NEW_PLAYER, adoptStage, play, practise, type Player } from '../../protocol/player.ts';
import type { Programme } from '../../protocol/programme.ts';
import { cue } from '../../protocol/score.ts';
import type { LampSet, SoundLevel } from '../../protocol/signal.ts';
import {
  OPENING,
  adopt,
  put,
  step,
  type Outcome,
  type Placement,
  type Stage,
  type StageEvent,
} from '../../protocol/stage.ts';
import type { Duration, Instant } from '../../protocol/time.ts';
import type { Clock } from '../system/host-clock.ts';
import { cameTo } from './happening.ts';
import type { Happening, Resume, Timekeeper } from './timekeeper.ts';
import type { Light } from './types.ts';

export interface LocalOptions {
  readonly light: Light;
  readonly level: SoundLevel;
  /** Lamps and buzzer, for a light that the host plays; called when they change. */
  readonly show?: (lamps: LampSet, buzzer: boolean) => void;
}

export class LocalTimekeeper implements Timekeeper {
  stage: Stage = OPENING;
  programme: Programme;
  light: Light;
  readonly #clock: Clock;
  readonly #level: SoundLevel;
  readonly #show: LocalOptions['show'];
  #muted = false;
  #player: Player = NEW_PLAYER;
  #cancel: () => void = () => undefined;
  /** Cues that a session which goes on shows for the first time, before anybody listens. */
  readonly #untold: Happening[] = [];
  #shown = Infinity;
  #tell: (happening: Happening) => void = (happening) => {
    const { kind } = happening;
    if (kind === 'cue' && !happening.changeover && happening.cue >= this.#shown)
      this.#untold.push(happening);
  };

  constructor(clock: Clock, programme: Programme, { light, level, show }: LocalOptions) {
    this.#clock = clock;
    this.programme = programme;
    this.light = light;
    this.#level = level;
    this.#show = show;
  }

  now(): Instant {
    return this.#clock.now();
  }

  listen(tell: (happening: Happening) => void): void {
    this.#tell = tell;
    for (const happening of this.#untold.splice(0)) tell(happening);
    this.#play(this.now());
  }

  /** Goes on with an older session: what it has announced already does not alarm again. */
  resume(resume: Pick<Resume, 'rev' | 'place' | 'shown'>): Promise<void> {
    const { shown = 0 } = resume;
    this.#shown = shown;
    const place = resume.place();
    // Revisions go on: what a page saw before is stale, never by chance the same.
    this.stage = { ...this.stage, rev: resume.rev };
    const heard = heardBefore(this.programme, place, shown);
    this.#player = { ...this.#player, heard };
    return this.put(place);
  }

  /** An event of a button on a light that the host plays, or of this host. */
  act(event: StageEvent, button = false): Promise<Outcome> {
    const now = this.now();
    this.#play(now);
    const from = this.stage;
    const outcome = step(from, event, now, this.programme.talks.length);
    if (outcome.accepted) {
      const { stage } = outcome;
      this.stage = stage;
      const { amount, moment: at = now } = event;
      const type = cameTo(event.type, from.state);
      this.#tell({ kind: 'event', type, at, from, stage, button, ...(amount && { amount }) });
      this.#play(now);
    } else if (button) {
      this.#tell({ kind: 'refused', type: event.type, reason: outcome.reason, at: now });
    }
    return Promise.resolve(outcome);
  }

  load(programme: Programme, talk: number): Promise<void> {
    const now = this.now();
    this.#play(now);
    this.programme = programme;
    this.stage = adopt(this.stage, talk);
    this.#player = adoptStage(this.#player, this.stage);
    return this.#replaced(now);
  }

  put(place: Placement): Promise<void> {
    const now = this.now();
    this.stage = put(this.stage, place, now);
    return this.#replaced(now);
  }

  practise(score: number, number: number, length: Duration): Promise<boolean> {
    const found = this.programme.scores[score];
    if (!found || this.stage.state !== 'standby') return Promise.resolve(false);
    const now = this.now();
    this.#player = practise(this.#player, this.stage, cue(found, number).signal, length, now);
    this.#play(now);
    return Promise.resolve(true);
  }

  mute(on: boolean): Promise<void> {
    this.#muted = on;
    this.#play(this.now());
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#cancel();
    return Promise.resolve();
  }

  #replaced(now: Instant): Promise<void> {
    this.#tell({ kind: 'stage' });
    this.#play(now);
    return Promise.resolve();
  }

  #play(now: Instant): void {
    this.#cancel();
    const { programme, stage } = this;
    const level = this.#muted ? 'off' : this.#level;
    const shown = play(this.#player, { programme, stage, level }, now);
    this.#player = shown.player;
    this.#show?.(shown.lamps, shown.buzzer);
    for (const entered of shown.cues) this.#tell({ kind: 'cue', ...entered, at: now });
    if (shown.next !== undefined)
      this.#cancel = this.#clock.at(shown.next, () => {
        this.#play(this.now());
      });
  }
}
