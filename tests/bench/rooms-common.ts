/** What figures of many rooms share. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Room } from '../remotes/support/room.ts';

export const LINES = ['allow_anonymous true', 'max_queued_messages 5000', 'log_type error'];
export const names = (n: number): string[] =>
  Array.from({ length: n }, (_, i) => `Room ${String(i + 1)}`);

/** Starts and takes back, by turns. */
export async function press({ house }: Room): Promise<void> {
  const on = house.session.snapshot().stage.state === 'running';
  await house.session.act({ type: on ? 'back' : 'start', by: 'terminal' });
}

export async function until(done: () => boolean): Promise<void> {
  for (const end = performance.now() + 60_000; !done();) {
    if (performance.now() > end) throw new Error('it does not become so');
    await pause(5);
  }
}
