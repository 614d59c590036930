/** The rows of the table that need no browser: presses, broadcasts, bytes and memory. */
import { setTimeout as pause } from 'node:timers/promises';
import { median, percentile, type Row } from '../row.ts';
import { serve } from './child.ts';
import { Crowd, Presser } from './crowd.ts';

const CLIENTS = 1000;
const PRESSES = 300;
const ROUNDS = 40;

/** From the press leaving its sender to the first client's event. */
export async function press(): Promise<Row[]> {
  const server = await serve('ours');
  const crowd = new Crowd(server.port);
  await crowd.join(1, '/api/events');
  const presser = new Presser(server.port, server.token);
  const times: number[] = [];
  for (let i = 0; i < PRESSES + 50; i++) {
    let answered: Promise<void> | undefined;
    const [time = NaN] = await crowd.latencies(() => {
      answered = presser.post(...pressOf(i));
    });
    await answered;
    // The first are slower: code is not compiled yet. A session has had presses before it matters.
    if (i >= 50) times.push(time);
    await pause(5);
  }
  presser.close();
  crowd.leave();
  server.close();
  return [
    {
      name: 'POST to the first event, p50',
      value: percentile(times, 50),
      unit: 'ms',
      target: '<= 1.5',
    },
    {
      name: 'POST to the first event, p99',
      value: percentile(times, 99),
      unit: 'ms',
      target: '<= 5',
    },
  ];
}

/** One change to a thousand clients, ours and a bare server's in turn, and what they cost. */
export async function crowd(): Promise<Row[]> {
  const ours = await serve('ours');
  const bare = await serve('bare');
  const crowds = { ours: new Crowd(ours.port), bare: new Crowd(bare.port) };
  await crowds.ours.join(CLIENTS, '/api/events');
  const connected = crowds.ours.bytes;
  await crowds.bare.join(CLIENTS, '/');
  const pressers = {
    ours: new Presser(ours.port, ours.token),
    bare: new Presser(bare.port, ''),
  };
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let i = 0; i < ROUNDS * 2; i++) {
    const kind = i % 4 === 0 || i % 4 === 3 ? 'ours' : 'bare';
    const number = Math.floor(i / 4) * 2 + (i % 4 === 3 ? 1 : 0);
    let answered: Promise<void> | undefined;
    const round = await crowds[kind].latencies(() => {
      // What the bare server writes are the bytes that ours wrote last.
      const [path, body] = kind === 'ours' ? pressOf(number) : ['/', crowds.ours.latest];
      answered = pressers[kind].post(path, body);
    });
    await answered;
    // The p99 of each change by itself: one hiccup of the machine is not taken for all of them.
    if (i >= 8) times[kind].push(percentile(round, 99));
    await pause(60);
  }
  const resident = ours.resident();
  for (const kind of ['ours', 'bare'] as const) {
    pressers[kind].close();
    crowds[kind].leave();
  }
  ours.close();
  bare.close();
  const p99 = { ours: median(times.ours), bare: median(times.bare) };
  return [
    { name: 'one change to 1,000 clients, p99', value: p99.ours, unit: 'ms' },
    { name: 'the same by a bare node:http server, p99', value: p99.bare, unit: 'ms' },
    { name: 'the one against the other', value: p99.ours / p99.bare, unit: '×', target: '<= 1.15' },
    {
      name: 'bytes to connect 1,000 event streams',
      value: connected / 1e6,
      unit: 'MB',
      target: '<= 5',
    },
    { name: 'resident memory with 1,000 clients', value: resident, unit: 'MB', target: '<= 120' },
  ];
}

/** Presses that are accepted one after the other for ever. */
function pressOf(number: number): [string, string] {
  const on = number % 2 === 0;
  return on ? ['/api/start', '{}'] : ['/api/back', '{}'];
}
