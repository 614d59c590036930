/** What the operator tells the speaker and the room. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSession } from '../../host/commands/read-session.ts';
import type { Message } from '../../host/session/types.ts';
import { LONGEST_MESSAGE, READY_MESSAGES } from '../../protocol/message-texts.ts';
import { stand, told, type Stand } from './stand.ts';

const WRAP_UP: Message = { to: 'speaker', text: 'wrap up' };
const PAUSE: Message = { to: 'room', text: 'technical pause, we go on shortly' };

async function saying(...messages: readonly Message[]): Promise<Stand> {
  const made = stand();
  for (const message of messages)
    expect(await made.session.message(message, 'terminal')).toMatchObject({ ok: true });
  return made;
}

describe('a message', () => {
  it('shows to the speaker or to the room, and is journalled with who sent it', async () => {
    const { session, lines } = await saying(WRAP_UP, PAUSE);
    expect(session.snapshot().messages).toEqual({ speaker: WRAP_UP.text, room: PAUSE.text });
    expect(told(lines, 'message')).toEqual([
      { type: 'message', ms: 0, ...WRAP_UP, by: 'terminal' },
      { type: 'message', ms: 0, ...PAUSE, by: 'terminal' },
    ]);
  });

  it('raises no revision: whoever looks at the light may still press', async () => {
    const { session } = await saying(WRAP_UP);
    expect(await session.act({ type: 'start', rev: 0, by: 'web' })).toMatchObject({ ok: true });
  });

  it('takes the place of the one before, and an empty one takes it away', async () => {
    const { session } = await saying(WRAP_UP, { to: 'speaker', text: 'louder' }, PAUSE);
    expect(session.snapshot().messages).toEqual({ speaker: 'louder', room: PAUSE.text });
    await session.message({ to: 'speaker', text: ' ' }, 'web');
    expect(session.snapshot().messages).toEqual({ room: PAUSE.text });
  });

  it('is over with the next start and with a finish, with nothing else', async () => {
    const { session } = await saying(WRAP_UP);
    await session.act({ type: 'start', by: 'terminal' });
    expect(session.snapshot().messages).toEqual({});
    await session.message(PAUSE, 'terminal');
    for (const type of ['hold', 'undo'] as const) await session.act({ type, by: 'terminal' });
    expect(session.snapshot().messages).toEqual({ room: PAUSE.text });
    await session.act({ type: 'finish', by: 'terminal' });
    expect(session.snapshot().messages).toEqual({});
  });

  it('asked for again with the same request is shown once', async () => {
    const { session, lines } = stand();
    for (const text of ['louder', 'other'])
      expect(await session.message({ to: 'speaker', text }, 'web', 'a')).toEqual({
        ok: true,
        rev: 0,
      });
    expect(told(lines, 'message')).toHaveLength(1);
  });

  it('has room for each of the ready ones', () => {
    for (const text of Object.values(READY_MESSAGES).flat())
      expect(text.length).toBeLessThanOrEqual(LONGEST_MESSAGE);
  });

  it.each([
    ['too long', 'x'.repeat(41)],
    ['an escape', 'a\x1b[2Jb'],
    ['a null', 'a\0b'],
    ['half a character', 'a\ud800'],
    ['marks alone', '\u0301\u0302'],
  ])('of %s is refused and changes nothing', async (_, text) => {
    const { session, lines } = stand();
    const answer = await session.message({ to: 'room', text }, 'web');
    expect(answer).toMatchObject({ ok: false, code: 'text' });
    expect(session.snapshot().messages).toEqual({});
    expect(told(lines, 'message')).toEqual([]);
  });

  it('is one line without what cannot be seen', async () => {
    const { session } = await saying({ to: 'room', text: '  a\n\u202eb\u200b  ' });
    expect(session.snapshot().messages).toEqual({ room: 'a b' });
    await session.message({ to: 'room', text: '🎉'.repeat(LONGEST_MESSAGE) }, 'web');
    expect(session.snapshot().messages.room).toHaveLength(2 * LONGEST_MESSAGE);
  });
});

describe('a session that was cut off', () => {
  const resumed = async (then: (made: Stand) => Promise<unknown>, ...more: readonly object[]) => {
    const made = stand();
    await then(made);
    const lines = [...made.lines, ...more].map((line) => `${JSON.stringify(line)}\n`);
    const path = join(mkdtempSync(join(tmpdir(), 'claplight-messages-')), 'session-a.jsonl');
    writeFileSync(path, lines.join(''));
    return readSession(path)?.messages;
  };

  it('goes on with what it told', async () => {
    expect(await resumed(({ session }) => session.message(WRAP_UP, 'web'))).toEqual({
      speaker: 'wrap up',
    });
  });

  it('has forgotten what a finish ended', async () => {
    const messages = await resumed(async ({ session }) => {
      await session.act({ type: 'start', by: 'web' });
      await session.message(WRAP_UP, 'web');
      await session.act({ type: 'finish', by: 'web' });
    });
    expect(messages).toEqual({});
  });

  it('believes no line of a journal that could not have been a message', async () => {
    const line = { seq: 9, time: new Date(0).toISOString(), up: 0, ms: 0, type: 'message' };
    const messages = await resumed(
      () => Promise.resolve(),
      { ...line, to: 'room', text: 'x'.repeat(50) },
      { ...line, to: '__proto__', text: 'x' },
      { ...line, to: 'speaker', text: 7 },
    );
    expect(messages).toEqual({});
  });
});
