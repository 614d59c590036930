/** Presses with the token while far too many connections are held by others. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { serve, type Served } from '../mirror/child.ts';
import { percentile, type Row } from '../row.ts';

const PRESSES = 200;
const WARM = 40;
const APART = 25;

export async function crowds(): Promise<Row[]> {
  // Every place is taken by those who look like an audience.
  const audience = await pressed(['stream=1200', 'poller=300'], 40);
  const hostile = await pressed(
    ['stream=300', 'silent=300', 'pipelined=300', 'unread=200', 'poller=200', 'slow=200'],
    PRESSES,
  );
  return [
    {
      name: 'of 40 presses beside 1,200 streams and 300 pollers, answered',
      value: audience.length,
      unit: '',
      target: '>= 40',
    },
    {
      name: 'of 200 presses beside 1,500 hostile connections, answered',
      value: hostile.length,
      unit: '',
      target: '>= 200',
    },
    { name: '1,500 hostile connections, press p50', value: percentile(hostile, 50), unit: 'ms' },
    {
      name: '1,500 hostile connections, press p99',
      value: percentile(hostile, 99),
      unit: 'ms',
      target: '<= 100',
    },
  ];
}

/** How long each press that was done took, its connection made anew, in ms. */
async function pressed(kinds: readonly string[], count: number): Promise<number[]> {
  const server = await serve('ours');
  const program = 'dist/tests/bench/faults/hostile-crowd.js';
  const crowd = spawn(process.execPath, [program, String(server.port), ...kinds], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(crowd.stdout, 'data');
  const times: number[] = [];
  // The first are slower: code is not compiled yet. A session has had presses before it matters.
  for (let i = 0; i < WARM; i++) await press(server, i % 2 === 0);
  for (let i = 0; i < count; i++) {
    const from = performance.now();
    if ((await press(server, i % 2 === 0)) === 200) times.push(performance.now() - from);
    await pause(APART);
  }
  crowd.kill('SIGKILL');
  server.close();
  return times;
}

/** The status, or the code of what went wrong with the connection. */
function press({ port, token }: Served, on: boolean): Promise<number | string> {
  return new Promise((resolve) => {
    const headers = { Authorization: `Bearer ${token}` };
    const options = { host: '127.0.0.1', port, path: '/api/mute', method: 'POST', headers };
    const sent = request({ ...options, agent: false }, (response) => {
      response.resume().on('end', () => {
        resolve(response.statusCode ?? 0);
      });
    });
    sent.on('error', ({ message }) => {
      resolve(message);
    });
    sent.end(JSON.stringify({ on }));
  });
}
