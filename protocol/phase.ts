/**
 * Which phase is shown, and by which lasting signal: for words and shapes, where the player itself
 * knows lamps alone. No DOM here: the server uses it for `/api/state`.
 */
import type { Player, Scene } from './player.ts';
import { scoreOf } from './programme.ts';
import { cue, type Score } from './score.ts';
import { POWER_LOST, RHYTHM, STATE_SIGNALS, type Signal } from './signal.ts';
import { positionOf } from './stage.ts';
import { since, type Instant } from './time.ts';

export interface Phase {
  /** A phase of the rules, or `changeover`, `held`, `closed`, `no-programme`. */
  readonly name: string;
  readonly signal: Signal;
  /** True while a blink announces it, also where blinking is left out. */
  readonly announced: boolean;
  readonly practised: boolean;
}

/** The phase that a player shows; `player` is what `play` gave for the same scene and moment. */
export function phaseShown(player: Player, scene: Scene, now: Instant): Phase {
  const { programme, stage } = scene;
  const phase = (name: string, signal: Signal, elapsed = Infinity, practised = false): Phase => ({
    name,
    signal,
    announced: signal.announcement === 'blink' && elapsed < RHYTHM.blinkLasts,
    practised,
  });
  if (player.practice) {
    const { signal, from } = player.practice;
    return phase(nameOf(signal, programme.scores), signal, since(from, now), true);
  }
  if (programme.talks.length === 0) return phase('no-programme', STATE_SIGNALS['no-programme']);
  if (stage.state === 'held') return phase('held', STATE_SIGNALS.held);
  const score = scoreOf(programme, stage);
  if (!score) return phase('closed', STATE_SIGNALS.closed);
  const { phase: name, due, signal } = cue(score, player.entered);
  return scene.powerLost === true
    ? phase(name, { ...signal, announcement: POWER_LOST })
    : phase(name, signal, positionOf(stage, now) - due);
}

/** Practice has a signal only; it is called as the cue that lights the same lamps. */
const nameOf = ({ lamps }: Signal, scores: readonly Score[]): string =>
  scores.flatMap(({ cues }) => cues).find(({ signal }) => signal.lamps === lamps)?.phase ??
  'practice';
