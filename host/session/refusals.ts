/** Why a press was refused, in words for operators. */
import type { EventName, Refusal, State } from '../../protocol/stage.ts';
import type { Answer } from './types.ts';

const STATE_WORDS: Readonly<Record<State, string>> = {
  standby: 'no talk is on',
  running: 'a talk is on',
  held: 'the talk is paused',
  closed: 'the session is closed',
};

const MENDS: Readonly<Partial<Record<EventName, Partial<Record<State, string>>>>> = {
  start: { running: 'it has been started already', closed: 'reopen it first' },
  finish: { standby: 'start the next one first' },
  skip: { running: 'finish it, or go back if it was a false start', held: 'finish it, or go back' },
  hold: { held: 'Go on (space) ends that' },
  grant: { standby: 'time is added while a talk is on' },
  reopen: {
    standby: 'it is open already',
    running: 'it is open already',
    held: 'it is open already',
  },
};

/** The answer that refuses `event` in `state`. */
export const refusalOf = (code: Refusal, event: EventName, state: State): Answer => ({
  ok: false,
  code,
  sentence: refusalSentence(code, event, state),
});

/** One sentence for a refusal of `event` in `state`. */
export function refusalSentence(reason: Refusal, event: EventName, state: State): string {
  switch (reason) {
    case 'stale':
      return 'Something else happened first: look at the light, then press again if you still want to.';
    case 'guard':
      return 'Too soon after the last press: wait two seconds.';
    case 'first':
      return 'This is the first talk: there is none before it.';
    case 'nothing':
      return 'There is nothing to undo.';
    case 'amount':
      return 'Time is added in steps of 30 seconds.';
    case 'limit':
      return 'No more than an hour can be added or taken away.';
    case 'no-programme':
      return 'No lineup is loaded.';
    case 'moment':
      return 'Not that long ago: a minute at most, and not before the last press.';
    case 'refused': {
      const mend = MENDS[event]?.[state];
      return `Not now: ${STATE_WORDS[state]}${mend === undefined ? '' : `; ${mend}`}.`;
    }
  }
}
