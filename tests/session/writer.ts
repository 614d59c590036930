/**
 * A session whose journal is a file, in a process that is killed at one of its system calls:
 * `writer.js JOURNAL [LINGER]`. Prints the request of each press once it is acknowledged; then stays
 * so many ms, and ends in order.
 */
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { seconds } from '../../protocol/time.ts';
import type { Press } from '../../host/session/types.ts';
import { openLineThread } from '../../host/journal/line-thread.ts';
import { stand } from './stand.ts';

const [, , path = '', linger = '0'] = process.argv;
const { session, clock } = stand(undefined, path, await openLineThread(path));

async function press(request: string, type: Press['type'], amount?: number): Promise<void> {
  const grant = amount === undefined ? {} : { amount: seconds(amount) };
  const answer = await session.act({ type, request, by: 'web', ...grant });
  if (answer.ok) writeSync(1, `${request}\n`);
}

await press('a', 'start');
clock.pass(seconds(250));
await press('b', 'grant', 30);
await press('c', 'hold');
await press('d', 'start');
await press('e', 'finish');
await pause(Number(linger));
await session.close();
