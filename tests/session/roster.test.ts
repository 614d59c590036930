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
      'That talk is on, or already given: it can’t be changed.',
    ],
    [
      'a talk that is on is not sent later',
      { type: 'later' },
      'Only a talk that waits to start can go to the end.',
    ],
    [
      'nothing goes before it',
      { type: 'move', id: 3, before: 1 },
      'A talk cannot go before one that was given or is on.',
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

describe('undo after an edit', () => {
  it('takes the edit back, once, and leaves the clock of the talk alone', async () => {
    const { session, clock } = stand();
    await session.act({ type: 'start', by: 'terminal' });
    clock.pass(seconds(10));
    const { anchor } = session.snapshot().stage;
    await session.edit({ type: 'swap', id: 2, with: 3 }, undefined, 'web');
    expect(order(session)).toBe('Samir Lukas Chuk');
    const { rev } = session.snapshot().stage;
    expect(await session.act({ type: 'undo', rev, by: 'terminal' })).toMatchObject({ ok: true });
    expect(order(session)).toBe('Samir Chuk Lukas');
    expect(session.snapshot().stage).toMatchObject({ state: 'running', anchor });
    expect(await session.act({ type: 'undo', by: 'terminal' })).toMatchObject({ code: 'nothing' });
  });

  it('takes back the event when one came after the edit', async () => {
    const { session } = stand();
    await session.edit({ type: 'later' }, undefined, 'web');
    await session.act({ type: 'start', by: 'terminal' });
    await session.act({ type: 'undo', by: 'terminal' });
    expect(session.snapshot().stage.state).toBe('standby');
    expect(order(session)).toBe('Chuk Lukas Samir');
  });
});

describe('a talk that was missed', () => {
  it('is called back to be the next', async () => {
    const { session } = stand();
    await session.act({ type: 'skip', by: 'terminal' });
    expect(await session.edit({ type: 'call', id: 1 }, undefined, 'web')).toMatchObject({
      ok: true,
    });
    expect(order(session)).toBe('Samir Chuk Lukas');
    expect(session.snapshot().entries.map(({ status }) => status)).toEqual([
      'next',
      'waiting',
      'waiting',
    ]);
  });

  it('is called back behind the talk that is on', async () => {
    const { session } = stand();
    await session.act({ type: 'skip', by: 'terminal' });
    await session.act({ type: 'start', by: 'terminal' });
    await session.edit({ type: 'call', id: 1 }, undefined, 'web');
    expect(order(session)).toBe('Chuk Samir Lukas');
    expect(session.snapshot().stage).toMatchObject({ state: 'running', talk: 0 });
  });

  it.each(['standby', 'running'] as const)(
    'is a no-show again when that is undone: %s',
    async (state) => {
      const { session } = stand();
      await session.act({ type: 'skip', by: 'terminal' });
      if (state === 'running') await session.act({ type: 'start', by: 'terminal' });
      const before = session.snapshot();
      await session.edit({ type: 'call', id: 1 }, undefined, 'web');
      expect(session.snapshot().undo).toBe(true);
      expect(await session.act({ type: 'undo', by: 'terminal' })).toMatchObject({
        sentence: 'Undone: Bring back. Samir is a no-show again.',
      });
      const { entries, stage } = session.snapshot();
      expect(entries).toEqual(before.entries);
      expect(stage).toMatchObject({ state, talk: 1, anchor: before.stage.anchor });
    },
  );

  it('may have been left out by the organisers', async () => {
    const { session } = stand([talk('Samir'), talk('Chuk', { skip: true })]);
    expect(session.snapshot().programme.talks).toHaveLength(1);
    await session.edit({ type: 'call', id: 2 }, undefined, 'web');
    expect(order(session)).toBe('Chuk Samir');
    expect(session.snapshot().programme.talks).toHaveLength(2);
  });
});

describe('a lineup file that is saved while its session runs', () => {
  const talks = ['Samir', 'Chuk', 'Lukas'].map((name) => talk(name));
  const saved = (...names: string[]) => ({
    lineup: { talks: names.map((name) => talk(name)), remarks: [] },
    rules: new Map(),
  });

  it('is offered and not taken by itself', async () => {
    const { session } = stand(talks);
    session.fileSaved(saved('Samir', 'Seth', 'Chuk', 'Lukas'));
    expect(session.snapshot().offer).toBe('1 added');
    expect(order(session)).toBe('Samir Chuk Lukas');
    expect(await session.takeOffer('terminal')).toMatchObject({ ok: true });
    expect(order(session)).toBe('Samir Seth Chuk Lukas');
    expect(session.snapshot().offer).toBeUndefined();
  });

  it('leaves what was added on a screen, and the talk that is on', async () => {
    const { session } = stand(talks);
    await session.act({ type: 'start', by: 'terminal' });
    await session.edit({ type: 'add', talk: talk('Indra') }, undefined, 'web');
    session.fileSaved(saved('Lukas', 'Chuk'));
    await session.takeOffer('terminal');
    expect(order(session).split(' ')[0]).toBe('Samir');
    expect(order(session)).toContain('Indra');
    expect(session.snapshot().stage).toMatchObject({ state: 'running', talk: 0 });
  });

  it('with a mistake changes nothing and says where it is', () => {
    const { session } = stand(talks);
    session.fileFailed('the saved lineup was not used: lineup.csv:3:1: no speaker');
    expect(session.snapshot().warnings).toEqual([
      'the saved lineup was not used: lineup.csv:3:1: no speaker',
    ]);
    expect(session.snapshot().offer).toBeUndefined();
  });
});
