/** What an undo says: what was taken back, and how it stands now. */
import { describe, expect, it } from 'vitest';
import { seconds } from '../../protocol/time.ts';
import type { Answer, Edit, Press } from '../../host/session/types.ts';
import { sentence, tell } from '../../host/terminal/tell.ts';
import { stand, talk } from './stand.ts';

const TALKS = ['Ada', 'Bo', 'Cy'].map((speaker) => talk(speaker));
type Step = Omit<Press, 'by'> | Edit;

const isEdit = (step: Step): step is Edit =>
  ['later', 'add', 'move', 'swap', 'call', 'remove', 'change', 'paste'].includes(step.type);

/** Presses and edits one after another, then undo: what whoever pressed it is told. */
async function undone(...steps: readonly Step[]): Promise<[Answer, string | undefined]> {
  const { session, clock } = stand(TALKS);
  for (const step of steps) {
    clock.pass(seconds(3));
    const answer = isEdit(step)
      ? await session.edit(step, undefined, 'web')
      : await session.act({ ...step, by: 'web' });
    expect(answer.ok, step.type).toBe(true);
  }
  const before = session.snapshot();
  const answer = await session.act({ type: 'undo', by: 'web' });
  const [event] = tell(before, session.snapshot(), session.now());
  return [answer, event && sentence(event)];
}

const START = { type: 'start' } as const;
const FINISH = { type: 'finish' } as const;
const SKIP = { type: 'skip' } as const;
const HOLD = { type: 'hold' } as const;
const BACK = { type: 'back' } as const;

describe('undo says what it took back', () => {
  it.each<[string, readonly Step[], string]>([
    ['a start', [START], 'Start. Ada is next again.'],
    ['a finish', [START, FINISH], 'Finish. Ada is on again.'],
    ['a finish in a pause', [START, HOLD, FINISH], 'Finish. Ada is paused again.'],
    ['a pause', [START, HOLD], 'Pause. Ada is on again.'],
    ['its end', [START, HOLD, START], 'Go on. Ada is paused again.'],
    ['more time', [START, { type: 'grant', amount: seconds(60) }], '+1:00 for Ada.'],
    ['less time', [START, { type: 'grant', amount: seconds(-30) }], '−0:30 for Ada.'],
    ['a no-show', [SKIP], 'No-show. Ada is next again.'],
    ['a false start', [START, BACK], 'Restart. Ada is on again.'],
    ['a step back', [SKIP, BACK], 'Previous. Bo is next again.'],
    ['the last no-show', [SKIP, SKIP, SKIP], 'No-show. Cy is next again.'],
    ['the last finish', [SKIP, SKIP, START, FINISH], 'Finish. Cy is on again.'],
    ['a reopening', [SKIP, SKIP, SKIP, { type: 'reopen' }], 'Reopen. The session is over again.'],
    ['a step back from the end', [SKIP, SKIP, SKIP, BACK], 'Previous. The session is over again.'],
    ['a move to the end', [{ type: 'later' }], 'Move to end. The lineup is as it was.'],
    ['a talk more', [{ type: 'add', talk: talk('Di') }], 'Add. Di is not in the lineup any more.'],
    [
      'a no-show brought back',
      [SKIP, { type: 'call', id: 1 }],
      'Bring back. Ada is a no-show again.',
    ],
    ['a talk less', [{ type: 'remove', id: 2 }], 'Remove. Bo is in the lineup again.'],
  ])('%s', async (_, steps, text) => {
    const [answer, told] = await undone(...steps);
    expect(answer).toMatchObject({ ok: true, sentence: `Undone: ${text}` });
    expect(told).toBe(`Undone: ${text}`);
  });

  it('other presses have no sentence', async () => {
    const { session } = stand(TALKS);
    expect(await session.act({ ...START, by: 'web' })).toEqual({ ok: true, rev: 1 });
  });
});
