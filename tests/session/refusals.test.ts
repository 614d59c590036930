import { describe, expect, it } from 'vitest';
import { refusalSentence } from '../../host/session/refusals.ts';
import { EVENT_NAMES, REFUSALS, STATES } from '../../protocol/stage.ts';

describe('a refusal', () => {
  it('is a whole sentence for every reason, event and state', () => {
    for (const reason of REFUSALS)
      for (const event of EVENT_NAMES)
        for (const state of STATES)
          expect(refusalSentence(reason, event, state)).toMatch(/^[A-Z][^\n]*[a-z]\.$/);
  });

  it.each([
    ['start', 'running', 'Not now: a talk is on; it has been started already.'],
    ['finish', 'standby', 'Not now: no talk is on; start the next one first.'],
    ['grant', 'closed', 'Not now: the session is closed.'],
  ] as const)('of %s in %s says what to do, where something can be done', (event, state, said) => {
    expect(refusalSentence('refused', event, state)).toBe(said);
  });
});
