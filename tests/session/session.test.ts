import { describe, expect, it } from 'vitest';
import { minutes, seconds } from '../../protocol/time.ts';
import { stand, talk, told } from './stand.ts';

describe('a session', () => {
  it('journals an event before it answers, and the cues as they are shown', async () => {
    const { session, clock, lines } = stand();
    const answer = await session.act({ type: 'start', rev: 0, by: 'terminal' });
    expect(answer).toEqual({ ok: true, rev: 1 });
    clock.pass(minutes(5));
    expect(told(lines, 'start', 'cue')).toEqual([
      {
        ms: 0,
        type: 'cue',
        talk: 0,
        cue: 'changeover',
        number: 0,
        due: 0,
        shown: 0,
        player: 'none',
      },
      {
        ms: 0,
        type: 'start',
        by: 'terminal',
        rev: 1,
        talk: 0,
        id: 1,
        state: 'running',
        now: 0,
        nowId: 1,
        elapsed: 0,
        granted: 0,
      },
      ...[
        { cue: 'go', number: 0, at: 0 },
        { cue: 'one-finger', number: 1, at: 240_000 },
        { cue: 'two-finger', number: 2, at: 280_000 },
        { cue: 'applause', number: 3, at: 300_000 },
      ].map(({ at, ...cue }) => ({
        ms: at,
        type: 'cue',
        talk: 0,
        ...cue,
        due: at,
        shown: at,
        player: 'none',
      })),
    ]);
  });

  it('refuses what was pressed for another revision, in a sentence', async () => {
    const { session, lines } = stand();
    await session.act({ type: 'start', rev: 0, by: 'terminal' });
    const answer = await session.act({ type: 'finish', rev: 0, by: 'web' });
    expect(answer).toMatchObject({ ok: false, code: 'stale' });
    expect(told(lines, 'refused')).toMatchObject([{ event: 'finish', reason: 'stale', by: 'web' }]);
  });

  it('answers a retry with the same request id as it did at first, and acts once', async () => {
    const { session } = stand();
    const press = { type: 'skip', by: 'web', request: 'a' } as const;
    const answers = await Promise.all([session.act(press), session.act(press)]);
    expect(answers).toEqual([
      { ok: true, rev: 1 },
      { ok: true, rev: 1 },
    ]);
    expect(session.snapshot().stage.talk).toBe(1);
  });

  it('of two presses at once takes the first', async () => {
    const { session } = stand();
    const [first, second] = await Promise.all([
      session.act({ type: 'start', rev: 0, by: 'terminal' }),
      session.act({ type: 'skip', rev: 0, by: 'web' }),
    ]);
    expect([first.ok, second.ok]).toEqual([true, false]);
  });

  it('journals cues that a grant jumps over as such', async () => {
    const { session, clock, lines } = stand();
    await session.act({ type: 'start', by: 'terminal' });
    clock.pass(seconds(230));
    await session.act({ type: 'grant', amount: seconds(-60), by: 'terminal' });
    const cues = lines.filter(({ type }) => type === 'cue').slice(2);
    expect(cues).toMatchObject([
      { cue: 'one-finger', jumped: true },
      { cue: 'two-finger', shown: 290_000 },
    ]);
  });

  it('tells how each talk came out, and takes it back with undo', async () => {
    const { session, clock } = stand();
    const statuses = (): string[] => session.snapshot().entries.map(({ status }) => status);
    expect(statuses()).toEqual(['next', 'waiting', 'waiting']);
    await session.act({ type: 'start', by: 'terminal' });
    clock.pass(seconds(61));
    expect(statuses()).toEqual(['on', 'waiting', 'waiting']);
    await session.act({ type: 'finish', by: 'terminal' });
    await session.act({ type: 'skip', by: 'terminal' });
    expect(statuses()).toEqual(['ended', 'missed', 'next']);
    expect(session.snapshot().entries[0]?.took).toBe(61_000);
    await session.act({ type: 'undo', by: 'terminal' });
    expect(statuses()).toEqual(['ended', 'next', 'waiting']);
  });

  it('closes after the last talk and says so once', async () => {
    const { session, lines } = stand([talk('Samir')]);
    await session.act({ type: 'start', by: 'terminal' });
    await session.act({ type: 'finish', by: 'terminal' });
    expect(session.snapshot().stage.state).toBe('closed');
    expect(told(lines, 'closed')).toHaveLength(1);
  });

  it('shows practice in standby only', async () => {
    const { session } = stand();
    expect(await session.practise(1)).toMatchObject({ ok: true });
    await session.act({ type: 'start', by: 'terminal' });
    expect(await session.practise(1)).toMatchObject({ ok: false });
  });

  it('shows a late cue all the same, and journals how late it was', async () => {
    const { session, clock, lines } = stand();
    await session.act({ type: 'start', by: 'terminal' });
    clock.pass(seconds(239));
    clock.block(2000);
    expect(lines.at(-1)).toMatchObject({ cue: 'one-finger', due: 240_000, shown: 241_000 });
  });
});
