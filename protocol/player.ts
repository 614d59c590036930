/**
 * The player: which cue of a score is shown, which lamps are lit and whether the buzzer sounds, as a
 * pure function of the stage and the time. `firmware/claplight/player.cpp` is its twin.
 */
import { DARK, limitOnsets, type Column } from './column.ts';
import { CORRECTION, NOTHING_HEARD, heardAfter, heardMore, isQuiet, type Heard } from './heard.ts';
import { scoreOf, type Programme } from './programme.ts';
import { cue, cueAt, cueCount, type Score } from './score.ts';
import {
  POWER_LOST,
  STATE_SIGNALS,
  buzzerAt,
  lampsAt,
  unblinking,
  untilBuzzerChange,
  untilLampsChange,
  type LampSet,
  type Signal,
  type SoundLevel,
  type SoundName,
} from './signal.ts';
import { positionOf, type Stage, type State } from './stage.ts';
import { after, duration, minus, seconds, since, type Duration, type Instant } from './time.ts';

/** A cue that is entered later than this is shown without its sound. */
export const SOUND_LATEST: Duration = duration(250);
/** Practice lasts at most so long. */
export const PRACTICE_LONGEST: Duration = seconds(10);

/** Any signal of the programme, shown in standby so that the MC can explain it. */
export interface Practice {
  readonly signal: Signal;
  readonly rev: number;
  readonly from: Instant;
  readonly until: Instant;
}

export interface Player {
  readonly column: Column;
  /** What the player has followed: the stage's revision, state and talk, and the number of the cue. */
  readonly rev: number | null;
  readonly state: State | null;
  readonly talk: number;
  readonly entered: number;
  /** Where the clock was, less what was granted. */
  readonly position: Duration;
  /** How many cues of a talk were shown, and how many of them are quiet if they come again. */
  readonly heard: Heard;
  readonly sound: { readonly name: SoundName; readonly from: Instant } | null;
  readonly practice: Practice | null;
}

export const NEW_PLAYER: Player = {
  column: DARK,
  rev: null,
  state: null,
  talk: 0,
  entered: 0,
  position: duration(0),
  heard: NOTHING_HEARD,
  sound: null,
  practice: null,
};

/** What a player does with its lamps and tells its listeners. */
export interface Shown {
  readonly player: Player;
  readonly lamps: LampSet;
  readonly buzzer: boolean;
  /** Cues entered since the player was last asked, oldest first. Late ones tell by their positions. */
  readonly cues: readonly ShownCue[];
  /** The next moment at which anything may change, or undefined if only an event can. */
  readonly next: Instant | undefined;
}

export interface ShownCue {
  readonly talk: number;
  /** True for the cues of the changeover. */
  readonly changeover: boolean;
  readonly cue: number;
  /** Position at which it was shown; its due time is in the score. */
  readonly position: Duration;
}

export interface Scene {
  readonly programme: Programme;
  readonly stage: Stage;
  readonly level: SoundLevel;
  /** Power was lost and nothing has happened since. */
  readonly powerLost?: boolean;
}

/** What a player shows at `now`. Ask again at `next`, and before and after every event. */
export function play(player: Player, scene: Scene, now: Instant): Shown {
  const followed = follow(player, scene, now);
  const practice = practiceAt(player.practice, scene.stage, now);
  const practised = practice !== player.practice && followed.player.sound === player.sound;
  const sound = practised ? null : followed.player.sound;
  const current = { ...followed.player, practice, sound };
  const { signal, elapsed } = wanted(current, scene, now);
  const { column, retry } = limitOnsets(player.column, lampsAt(signal, elapsed), now);
  const heard = sound && { name: sound.name, elapsed: since(sound.from, now) };
  const waits = [
    retry && since(now, retry),
    untilLampsChange(signal, elapsed),
    heard && untilBuzzerChange(heard.name, scene.level, heard.elapsed),
    untilNextCue(current, scene, now),
    practice && since(now, practice.until),
  ].filter((wait) => typeof wait === 'number');
  return {
    player: { ...current, column },
    lamps: column.lit,
    buzzer: heard ? buzzerAt(heard.name, scene.level, heard.elapsed) : false,
    cues: followed.cues,
    next: waits.length > 0 ? after(now, duration(Math.min(...waits))) : undefined,
  };
}

/**
 * Begins practice: a signal for up to ten seconds, with its sound. It ends with the next event, and
 * is shown in standby only.
 */
export function practise(
  player: Player,
  stage: Stage,
  signal: Signal,
  length: Duration,
  now: Instant,
): Player {
  const until = after(now, duration(Math.min(length, PRACTICE_LONGEST)));
  const sound = { name: signal.sound, from: now };
  return { ...player, practice: { signal, rev: stage.rev, from: now, until }, sound };
}

type Followed = Pick<Shown, 'player' | 'cues'>;

/** Enters the cues that time has passed, or finds the cue anew after an event. */
function follow(player: Player, { programme, stage }: Scene, now: Instant): Followed {
  const score = scoreOf(programme, stage);
  const moved = { ...player, rev: stage.rev, state: stage.state, talk: stage.talk };
  const changed = player.rev !== stage.rev;
  if (!score)
    return { player: { ...moved, entered: 0, sound: changed ? null : player.sound }, cues: [] };
  const position = positionOf(stage, now);
  const at = cueAt(score, position);
  const fresh = changed && !sameScore(player, stage);
  const heard = changed ? heardAfter(player, stage, { score, position, fresh, at }) : player.heard;
  const began = fresh && at === 0 && position <= SOUND_LATEST;
  const enter = (from: number, sounds: boolean): Followed => ({
    player: {
      ...moved,
      entered: at,
      position,
      heard: heardMore(heard, stage, at),
      sound: sounds ? soundOf(score, at, now) : null,
    },
    cues: range(from, at).map((number) => ({
      talk: stage.talk,
      changeover: stage.state === 'standby',
      cue: number,
      position,
    })),
  });
  if (fresh) return enter(at, began && audible(programme, stage));
  const late = position - cue(score, at).due > SOUND_LATEST;
  if (at > player.entered)
    return changed
      ? enter(at, false)
      : enter(player.entered + 1, !late && audible(programme, stage) && !isQuiet(heard, stage, at));
  if (at < player.entered && cue(score, player.entered).due - position >= CORRECTION)
    return enter(at, false);
  return {
    player: { ...moved, position, heard, sound: changed ? null : player.sound },
    cues: [],
  };
}

/** Whether the player was already in the score that the stage plays now. */
const sameScore = (player: Player, stage: Stage): boolean =>
  player.state !== null &&
  player.state !== 'closed' &&
  player.talk === stage.talk &&
  (player.state === 'standby') === (stage.state === 'standby');

const audible = ({ talks }: Programme, { state, talk }: Stage): boolean =>
  state === 'standby' || !talks[talk]?.silent;

const soundOf = (score: Score, number: number, from: Instant): Player['sound'] => ({
  name: cue(score, number).signal.sound,
  from,
});

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** A player that has followed an edit of the lineup: same talk, same cue, another index. */
export const adoptStage = (player: Player, stage: Stage): Player => ({
  ...player,
  rev: stage.rev,
  talk: stage.talk,
  heard: { ...player.heard, talk: player.heard.talk === player.talk ? stage.talk : -1 },
});

const practiceAt = (practice: Practice | null, stage: Stage, now: Instant): Practice | null =>
  practice && stage.state === 'standby' && stage.rev === practice.rev && now < practice.until
    ? practice
    : null;

interface Wanted {
  readonly signal: Signal;
  /** Since the signal began; what belongs to no score winks with the player's own clock. */
  readonly elapsed: Duration;
}

function wanted(player: Player, scene: Scene, now: Instant): Wanted {
  const { programme, stage } = scene;
  const always = duration(now);
  if (player.practice) {
    const { signal, from } = player.practice;
    // Whoever comes up next sees it: in a talk that must not blink, neither does what is tried for it.
    const steady = programme.talks[stage.talk]?.noFlash === true;
    return { signal: steady ? unblinking(signal) : signal, elapsed: since(from, now) };
  }
  if (programme.talks.length === 0)
    return { signal: STATE_SIGNALS['no-programme'], elapsed: always };
  if (stage.state === 'held') return { signal: STATE_SIGNALS.held, elapsed: always };
  const score = scoreOf(programme, stage);
  if (!score) return { signal: STATE_SIGNALS.closed, elapsed: always };
  const { due, signal } = cue(score, player.entered);
  if (scene.powerLost) return { signal: { ...signal, announcement: POWER_LOST }, elapsed: always };
  const steady = flashless(programme, stage) || isQuiet(player.heard, stage, player.entered);
  return {
    signal: steady ? unblinking(signal) : signal,
    elapsed: minus(positionOf(stage, now), due),
  };
}

const flashless = ({ talks }: Programme, { state, talk }: Stage): boolean =>
  state !== 'standby' && talks[talk]?.noFlash === true;

function untilNextCue(
  player: Player,
  { programme, stage }: Scene,
  now: Instant,
): Duration | undefined {
  const score = scoreOf(programme, stage);
  const next = player.entered + 1;
  if (!score || stage.anchor === null || next >= cueCount(score)) return undefined;
  return minus(cue(score, next).due, positionOf(stage, now));
}
