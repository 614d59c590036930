import { describe, expect, it } from 'vitest';
import { seconds } from '../../protocol/time.ts';
import type { Edit } from '../../host/session/types.ts';
import { stand, talk } from './stand.ts';

const order = (session: ReturnType<typeof stand>['session']): string =>
  session
    .snapshot()
    .entries.map(({ talk: { speaker } }) => speaker)
    .join(' ');

describe('edits while the session runs', () => {
  it('later sends the talk in standby to the end of the lineup', async () => {
    const { session, lines } = stand();
    const answer = await session.edit({ type: 'later' }, 0, 'terminal');
    expect(answer).toEqual({ ok: true, rev: 1 });
    expect(order(session)).toBe('Chuk Lukas Samir');
    expect(lines.map(({ type }) => type)).toContain('later');
    expect(session.snapshot().entries[0]?.status).toBe('next');
  });

  it('never touches the clock of the talk that is on', async () => {
    const { session, clock, lines } = stand();
    await session.act({ type: 'start', by: 'terminal' });
    clock.pass(seconds(250));
    const { anchor } = session.snapshot().stage;
    const before = lines.filter(({ type }) => type === 'cue').length;
    await session.edit({ type: 'add', talk: talk('Seth'), next: true }, undefined, 'web');
    await session.edit({ type: 'move', id: 3, before: 2 }, undefined, 'web');
    expect(session.snapshot().stage).toMatchObject({ state: 'running', talk: 0, anchor });
    expect(lines.filter(({ type }) => type === 'cue')).toHaveLength(before);
    expect(order(session)).toBe('Samir Seth Lukas Chuk');
  });

  it.each<[string, Edit, string]>([
    [
      'a talk that is on is not removed',
      { type: 'remove', id: 1 },
      'That talk has been, or is on: it is not touched.',
    ],
    [
      'a talk that is on is not sent later',
      { type: 'later' },
      'Only a talk that waits to start can go to the end.',
    ],
    [
      'nothing goes before it',
      { type: 'move', id: 3, before: 1 },
      'A talk cannot go before one that has been or is on.',
    ],
    [
      'a talk that is not there',
      { type: 'remove', id: 9 },
      'That talk is not in the lineup any more.',
    ],
    ['a move to where it is', { type: 'move', id: 3, before: null }, 'It is there already.'],
  ])('%s', async (_, edit, sentence) => {
    const { session } = stand();
    await session.act({ type: 'start', by: 'terminal' });
    expect(await session.edit(edit, undefined, 'web')).toEqual({
      ok: false,
      code: 'edit',
      sentence,
    });
  });

  it('says which limit a new talk would break', async () => {
    const talks = Array.from({ length: 64 }, (_, i) => talk(`Speaker ${String(i)}`));
    const { session } = stand(talks);
    const answer = await session.edit({ type: 'add', talk: talk('Seth') }, undefined, 'web');
    expect(answer).toMatchObject({ ok: false, code: 'edit' });
    expect(answer.ok || answer.sentence).toMatch(/64 talks/);
  });

  it('changes a talk to come, and refuses an edit made for another revision', async () => {
    const { session } = stand();
    const edit: Edit = { type: 'change', id: 2, talk: { speaker: 'Chuck' } };
    expect(await session.edit(edit, 0, 'web')).toMatchObject({ ok: true });
    expect(order(session)).toBe('Samir Chuck Lukas');
    expect(await session.edit(edit, 0, 'web')).toMatchObject({ ok: false, code: 'stale' });
  });

  it('a removed last talk in standby closes nothing that is still to come', async () => {
    const { session } = stand();
    await session.edit({ type: 'remove', id: 1 }, undefined, 'web');
    expect(order(session)).toBe('Chuk Lukas');
    expect(session.snapshot().entries[0]?.status).toBe('next');
  });
});
