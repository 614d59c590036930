import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hostClock } from '../../host/system/host-clock.ts';
import type { Session } from '../../host/session/session.ts';
import { EventLines } from '../../host/terminal/lines.ts';
import { minutes, seconds } from '../../protocol/time.ts';
import type { EventName } from '../../protocol/stage.ts';
import { exampleTalks, sessionOn } from './stand.ts';

/** Keeps lines; fails as a closed pipe does once `closed` is set. */
class Pipe extends Writable {
  text = '';
  closed_ = false;
  override _write(chunk: Buffer, _encoding: unknown, done: (error?: Error) => void): void {
    if (this.closed_) {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      return;
    }
    this.text += chunk.toString();
    done();
  }
}

let pipe: Pipe;
let session: Session;
let lines: EventLines;

beforeEach(() => {
  vi.useFakeTimers();
  pipe = new Pipe();
  const opened = sessionOn(hostClock(), { talks: exampleTalks(3) });
  session = opened.session;
  lines = new EventLines(session, pipe, { wall: opened.wall });
});

afterEach(() => {
  lines.stop();
  vi.useRealTimers();
});

const pass = (s: number): Promise<unknown> => vi.advanceTimersByTimeAsync(s * 1000);
const act = (type: EventName): Promise<unknown> => session.act({ type, by: 'web' });

it('prints one line an event, in plain words', async () => {
  await pass(12);
  await act('start');
  await pass(100);
  await act('hold');
  await pass(20);
  await act('start');
  await session.act({ type: 'grant', amount: seconds(30), by: 'web' });
  await pass(242);
  await act('finish');
  await pass(60);
  await act('skip');
  await act('undo');
  await session.edit({ type: 'later' }, undefined, 'web');
  await session.mute(true);
  await act('start');
  await act('back');
  await act('skip');
  await act('skip');
  await act('reopen');
  expect(`\n${pipe.text}`).toBe(`
14:00:00  next              1 Samir – Data science without data
14:00:12  started           1 Samir – Data science without data
14:01:52  paused            1 Samir – Data science without data
14:02:12  goes on           1 Samir – Data science without data
14:02:12  +0:30 added       1 Samir – Data science without data
14:05:02  one finger        1 Samir – Data science without data
14:05:42  two fingers       1 Samir – Data science without data
14:06:02  applause          1 Samir – Data science without data
14:06:14  finished          1 Samir – Data science without data (5:42)
14:07:14  no-show           2 Chuk – Culture shock at my first PyCon US
14:07:14  undone            No-show. Chuk is next again.
14:07:14  moved to end      3 Chuk – Culture shock at my first PyCon US
14:07:14  sound             muted
14:07:14  started           2 Lukas – Typing: covariance and contravariance with animals
14:07:14  back to the start 2 Lukas – Typing: covariance and contravariance with animals
14:07:14  no-show           2 Lukas – Typing: covariance and contravariance with animals
14:07:14  no-show           3 Chuk – Culture shock at my first PyCon US
14:07:14  closed            1 talk given, 2 no-shows
14:07:14  reopened          1 Samir – Data science without data
`);
});

it('tells edits of the lineup', async () => {
  const before = pipe.text.length;
  await session.edit({ type: 'add', talk: { speaker: 'Ada', title: 'Late' } }, undefined, 'web');
  await session.edit({ type: 'change', id: 2, talk: { duration: minutes(3) } }, undefined, 'web');
  await session.edit({ type: 'move', id: 3, before: 1 }, undefined, 'web');
  await session.edit({ type: 'remove', id: 1 }, undefined, 'web');
  expect(pipe.text.slice(before)).toBe(`\
14:00:00  added             4 Ada – Late
14:00:00  changed           2 Chuk – Culture shock at my first PyCon US
14:00:00  new order         next 1 Lukas – Typing: covariance and contravariance with animals
14:00:00  removed           2 Samir – Data science without data
`);
});

it('when nobody reads it any more, it stops and the session goes on', async () => {
  pipe.closed_ = true;
  await act('start');
  await pass(400);
  expect(session.snapshot().stage.state).toBe('running');
  await act('finish');
  expect(pipe.text.split('\n')).toHaveLength(2);
});

it('prints nothing after it was stopped', async () => {
  lines.stop();
  lines.stop();
  await act('start');
  await pass(300);
  expect(pipe.text.split('\n')).toHaveLength(2);
});
