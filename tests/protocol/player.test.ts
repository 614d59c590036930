/** The player's finer points; the scenarios show how it plays a session. */
import { describe, expect, it } from 'vitest';
import {
  NEW_PLAYER,
  adoptStage,
  play,
  practise,
  type Player,
  type Scene,
  type Shown,
} from '../../protocol/player.ts';
import { NO_REPEAT } from '../../protocol/rules.ts';
import { scoreOf } from '../../protocol/programme.ts';
import { OPENING, adopt, put, step, type Stage, type State } from '../../protocol/stage.ts';
import { instant, seconds, type Duration, type Instant } from '../../protocol/time.ts';
import { clapTalks } from '../support/programmes.ts';

const [GREEN, AMBER, RED] = [1, 2, 4];
const programme = clapTalks(3);
const at = (s: number): Instant => instant(Math.round(s * 1000));

const stageAt = (state: State, elapsed: Duration | null, now: Instant, rev = 0): Stage =>
  put({ ...OPENING, rev }, { state, talk: 0, elapsed, granted: seconds(0) }, now);

/** A player that has followed a talk from its start at 0 up to `s`. */
function running(s: number): { player: Player; stage: Stage } {
  const stage = stageAt('running', seconds(0), at(0));
  let { player } = play(NEW_PLAYER, scene(stage), at(0));
  for (const due of [240, 280, 300, 330, 360].filter((due) => due <= s))
    ({ player } = play(player, scene(stage), at(due)));
  return { player, stage };
}

const scene = (stage: Stage, more: Partial<Scene> = {}): Scene => ({
  programme,
  stage,
  level: 'quiet',
  ...more,
});

const cuesOf = (shown: Shown): string[] =>
  shown.cues.map(({ cue, position }) => `${String(cue)} at ${String(position)}`);

describe('a player that is woken late', () => {
  it.each([
    [0, true],
    [250, true],
    [251, false],
  ])('by %d ms plays the sound: %s', (late, sounds) => {
    const { player, stage } = running(100);
    const shown = play(player, scene(stage), instant(240_000 + late));
    expect(cuesOf(shown)).toEqual([`1 at ${String(240_000 + late)}`]);
    expect(shown.buzzer).toBe(sounds);
    expect(shown.lamps).toBe(AMBER);
  });

  it('enters each cue that has passed, and plays the sound of none but a fresh one', () => {
    const { player, stage } = running(100);
    const shown = play(player, scene(stage), at(300));
    expect(cuesOf(shown)).toEqual(['1 at 300000', '2 at 300000', '3 at 300000']);
    expect(shown).toMatchObject({ lamps: RED, buzzer: true });
  });
});

describe('a clock that is corrected', () => {
  const corrected = (by: number) => {
    const { player, stage } = running(240);
    const place = { state: 'running', talk: 0, granted: seconds(0) } as const;
    const back = put(stage, { ...place, elapsed: seconds(240 - by) }, at(240));
    return { player, back, shown: play(player, scene(back), at(240)) };
  };

  it('by less than a second does not take back a cue that was shown', () => {
    const { shown } = corrected(0.999);
    expect(cuesOf(shown)).toEqual([]);
    expect(shown).toMatchObject({ lamps: AMBER, buzzer: false });
  });

  it('and does not play that cue again when its time comes once more', () => {
    const { back, shown } = corrected(0.999);
    const again = play(shown.player, scene(back), at(240.999));
    expect(again).toMatchObject({ cues: [], lamps: AMBER, buzzer: false });
  });

  it('by a second does, and the cue plays again', () => {
    const { back, shown } = corrected(1);
    expect(cuesOf(shown)).toEqual(['0 at 239000']);
    expect(shown.lamps).toBe(GREEN);
    const again = play(shown.player, scene(back), at(241));
    expect(cuesOf(again)).toEqual(['1 at 240000']);
    expect(again.buzzer).toBe(true);
  });
});

describe('what a player shows when no talk is on', () => {
  const never = seconds(0);

  it('with no programme: a red wink, once in four seconds', () => {
    const empty = scene(OPENING, { programme: { talks: [], scores: [] } });
    const shown = play(NEW_PLAYER, empty, at(8));
    expect(shown).toMatchObject({ lamps: RED, next: at(8.1), cues: [] });
    expect(play(shown.player, empty, at(8.1))).toMatchObject({ lamps: 0, next: at(12) });
  });

  it('closed: nothing, and only an event can change that', () => {
    const shown = play(NEW_PLAYER, scene(stageAt('closed', never, at(0))), at(5));
    expect(shown).toMatchObject({ lamps: 0, next: undefined, cues: [] });
  });

  it('after a loss of power: the set of the changeover, and an amber wink', () => {
    const lost = scene(stageAt('standby', null, at(0)), { powerLost: true });
    const shown = play(NEW_PLAYER, lost, at(4));
    expect(shown).toMatchObject({ lamps: GREEN, next: at(4.1) });
    expect(play(shown.player, lost, at(4.1)).lamps).toBe(GREEN | AMBER);
  });

  it('in the changeover before the first talk: a lasting set', () => {
    expect(play(NEW_PLAYER, scene(OPENING), at(0))).toMatchObject({
      lamps: GREEN | AMBER,
      next: undefined,
    });
  });
});

describe('practice', () => {
  const signal = { lamps: RED, announcement: 'none', sound: 'tick' } as const;

  it('shows nothing outside standby, and ends a sound', () => {
    const { player, stage } = running(240);
    const shown = play(practise(player, stage, signal, seconds(5), at(241)), scene(stage), at(241));
    expect(shown).toMatchObject({ lamps: AMBER, buzzer: false });
  });

  it('ends by itself, and its sound with it', () => {
    const gong = { lamps: RED, announcement: 'none', sound: 'gong' } as const;
    const loud = scene(OPENING, { level: 'normal' });
    const { player } = play(NEW_PLAYER, loud, at(0));
    const shown = play(practise(player, OPENING, gong, seconds(0.1), at(2)), loud, at(2));
    expect(shown).toMatchObject({ lamps: RED, buzzer: true, next: at(2.1) });
    expect(play(shown.player, loud, at(2.1))).toMatchObject({
      lamps: GREEN | AMBER,
      buzzer: false,
    });
  });

  it('blinks, but not for a talk that must not', () => {
    const blink = { lamps: RED, announcement: 'blink', sound: 'none' } as const;
    const calm = { ...programme, talks: programme.talks.map((t) => ({ ...t, noFlash: true })) };
    const dark = (of: Scene): number => {
      const { player } = play(practise(NEW_PLAYER, OPENING, blink, seconds(5), at(2)), of, at(2));
      return play(player, of, at(2.6)).lamps;
    };
    expect(dark(scene(OPENING))).toBe(0);
    expect(dark(scene(OPENING, { programme: calm }))).toBe(RED);
  });

  it('gives way to the sound of a talk that starts', () => {
    const started = step(OPENING, { type: 'start' }, at(1), 3);
    if (!started.accepted) throw new Error(started.reason);
    const begun = practise(NEW_PLAYER, OPENING, signal, seconds(5), at(0));
    const { player } = play(begun, scene(OPENING), at(0));
    const shown = play(player, scene(started.stage), at(1));
    expect(shown).toMatchObject({ lamps: GREEN, buzzer: false });
    expect(shown.player.practice).toBeNull();
  });
});

describe('another talk, another score', () => {
  const place = { elapsed: seconds(0), granted: seconds(0) } as const;
  const cuesAfter = (from: Stage, to: Stage): Shown['cues'] => {
    const { player } = play(NEW_PLAYER, scene(from), at(0));
    return play(player, scene(to), at(1)).cues;
  };

  it('shows the changeover anew for the talk after one that was skipped', () => {
    const skipped = step(OPENING, { type: 'skip' }, at(1), 3);
    if (!skipped.accepted) throw new Error(skipped.reason);
    expect(cuesAfter(OPENING, skipped.stage)).toEqual([
      { talk: 1, changeover: true, cue: 0, position: 0 },
    ]);
  });

  it('shows the first cue of a talk that is put after a closed stage', () => {
    const closed = put(OPENING, { ...place, state: 'closed', talk: 2 }, at(0));
    const running = put(closed, { ...place, state: 'running', talk: 2 }, at(1));
    expect(cuesAfter(closed, running)).toEqual([
      { talk: 2, changeover: false, cue: 0, position: 0 },
    ]);
  });

  it('keeps the profile of a talk out of its changeover', () => {
    const signal = { lamps: RED, announcement: 'blink', sound: 'tick' } as const;
    const [changeover, ...others] = programme.scores;
    const loud = {
      ...changeover,
      length: seconds(0),
      repeat: NO_REPEAT,
      cues: [{ phase: 'next', due: seconds(0), signal }],
    };
    const talks = programme.talks.map((talk) => ({ ...talk, silent: true, noFlash: true }));
    const quiet = scene(stageAt('standby', seconds(0), at(0)), {
      programme: { talks, scores: [loud, ...others] },
    });
    const shown = play(NEW_PLAYER, quiet, at(0));
    expect(shown).toMatchObject({ lamps: RED, buzzer: true });
    expect(play(shown.player, quiet, at(0.5)).lamps).toBe(0);
  });
});

describe('an onset too many', () => {
  it('waits until the limit allows it', () => {
    const resting = scene(OPENING);
    let player = NEW_PLAYER;
    const practised = (lamps: number, s: number): Shown => {
      const signal = { lamps, announcement: 'none', sound: 'none' } as const;
      const shown = play(practise(player, OPENING, signal, seconds(5), at(s)), resting, at(s));
      ({ player } = shown);
      return shown;
    };
    practised(GREEN, 0.1);
    practised(AMBER, 0.4);
    expect(practised(RED, 0.7)).toMatchObject({ lamps: 0, next: at(1.1) });
    expect(play(player, resting, at(1.1)).lamps).toBe(RED);
  });
});

describe('an edit of the lineup', () => {
  it('changes neither the cue nor the sound of the talk that is on', () => {
    const { player, stage } = running(240);
    const edited = adopt(stage, 2);
    const shown = play(adoptStage(player, edited), scene(edited), at(241.401));
    expect(shown).toMatchObject({ cues: [], lamps: AMBER, buzzer: true });
  });
});

describe('the score of a stage', () => {
  it('is that of the talk while one is on, else that of the changeover', () => {
    const [changeover, talk] = programme.scores;
    expect(scoreOf(programme, { state: 'running', talk: 1 })).toBe(talk);
    expect(scoreOf(programme, { state: 'held', talk: 1 })).toBe(talk);
    expect(scoreOf(programme, { state: 'standby', talk: 1 })).toBe(changeover);
    expect(scoreOf(programme, { state: 'closed', talk: 3 })).toBeUndefined();
    expect(scoreOf({ talks: [], scores: [] }, OPENING)).toBeUndefined();
  });

  it('is that of the changeover for a talk that is not in the programme', () => {
    expect(scoreOf(programme, { state: 'running', talk: 9 })).toBe(programme.scores[0]);
  });
});
