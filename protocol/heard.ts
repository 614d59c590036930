/** What a talk has announced already, so that kindness does not alarm twice. */
import { scoreOf, type Programme } from './programme.ts';
import { cueAt, type Score } from './score.ts';
import type { Placement, Stage } from './stage.ts';
import { duration, seconds, type Duration } from './time.ts';

/** A clock that is put back by less than this does not take back a cue that was shown. */
export const CORRECTION: Duration = seconds(1);

/** How many cues of a talk were shown, and how many of them are quiet if they come again. */
export interface Heard {
  readonly talk: number;
  readonly shown: number;
  readonly quiet: number;
}

export const NOTHING_HEARD: Heard = { talk: -1, shown: 0, quiet: 0 };

type Where = Pick<Stage, 'state' | 'talk'>;

/**
 * What was heard after an event. When a grant leaves a talk over its length, cues that have been shown
 * stay quiet if they come again; one that brings it under its length lets all cues ahead play.
 */
export function heardAfter(
  { heard, position: before }: { readonly heard: Heard; readonly position: Duration },
  { state, talk }: Where,
  now: { score: Score; position: Duration; fresh: boolean; at: number },
): Heard {
  if (state === 'standby') return heard;
  const { score, position, fresh, at } = now;
  const over = position >= score.length;
  if (!over || (fresh && heard.talk !== talk)) return { talk, shown: at + 1, quiet: 0 };
  // An event that carries its moment puts the clock back a little; a grant by half a minute or more.
  const back = !fresh && before - position >= CORRECTION;
  return back ? { ...heard, quiet: heard.shown } : heard;
}

/** What was heard of a talk that is put back to where it was, after so many of its cues were shown. */
export function heardBefore(programme: Programme, place: Placement, shown: number): Heard {
  const score = scoreOf(programme, place);
  const position = duration((place.elapsed ?? 0) - place.granted);
  // Only what comes again was announced: the cue that holds goes on as it was.
  const again = score !== undefined && shown > cueAt(score, position) + 1;
  return { talk: place.talk, shown, quiet: again ? shown : 0 };
}

/** The same after the cue `entered` was shown. */
export const heardMore = (heard: Heard, { state }: Where, entered: number): Heard =>
  state === 'standby' ? heard : { ...heard, shown: Math.max(heard.shown, entered + 1) };

/** Whether a cue makes no sound and does not blink. */
export const isQuiet = (heard: Heard, { state }: Where, cue: number): boolean =>
  state !== 'standby' && cue < heard.quiet;
