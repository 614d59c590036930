/** Far more connections than the server takes, while it plays a lamp. */
import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { percentile, type Row } from '../row.ts';

const TRIED = 5000;
/** So many at a time, each after some ms. */
const BATCH = 100;
const PAUSE = 20;

interface Played {
  readonly late: readonly number[];
  /** MB. */
  readonly rss: number;
  readonly streams: number;
}

export async function siege(): Promise<Row[]> {
  const host = await besieged('host');
  const podium = await besieged('podium');
  const p99 = ({ late }: Played): number => percentile(late, 99);
  const tried = '5,000 connections tried against the cap of 1,200';
  return [
    { name: "lateness of a podium's lamp, quiet, p99", value: p99(podium.quiet), unit: 'ms' },
    { name: `the same with ${tried}`, value: p99(podium.under), unit: 'ms', target: '<= 1.5' },
    {
      name: 'lateness of a lamp that the host plays, quiet, p99',
      value: p99(host.quiet),
      unit: 'ms',
    },
    { name: `the same with ${tried}`, value: p99(host.under), unit: 'ms' },
    { name: 'streams that got through', value: host.under.streams, unit: '', target: '<= 1200' },
    {
      name: 'resident memory of the host meanwhile',
      value: host.under.rss,
      unit: 'MB',
      target: '<= 160',
    },
  ];
}

/** A talk in quiet and two under siege. */
async function besieged(player: string): Promise<Record<'quiet' | 'under', Played>> {
  const program = 'dist/tests/bench/faults/besieged-house.js';
  const child = spawn(process.execPath, [program, player], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const heard = async <T>(): Promise<T> => JSON.parse(String((await lines.next()).value)) as T;
  const { port } = await heard<{ port: number }>();
  const play = (): Promise<Played> => {
    child.stdin.write('\n');
    return heard<Played>();
  };
  await play();
  const quiet = await play();
  const flood = new Flood(port);
  const first = play();
  await flood.begin();
  const played = [await first, await play()];
  flood.end();
  child.stdin.end();
  const most = (of: (one: Played) => number): number => Math.max(...played.map(of));
  const under = {
    late: played.flatMap(({ late }) => late),
    rss: most(({ rss }) => rss),
    streams: most(({ streams }) => streams),
  };
  return { quiet, under };
}

/** Streams that are asked for again whenever they are closed, up to a number of tries. */
class Flood {
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #over = false;

  constructor(port: number) {
    this.#port = port;
  }

  async begin(): Promise<void> {
    for (let tried = 0; tried < TRIED && !this.#over; tried += BATCH) {
      for (let i = 0; i < BATCH; i++) this.#try();
      await new Promise((resume) => setTimeout(resume, PAUSE));
    }
  }

  end(): void {
    this.#over = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  #try(): void {
    const socket = connect(this.#port, '127.0.0.1');
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    // What comes is read and forgotten.
    socket.resume();
    socket.write(`GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:${String(this.#port)}\r\n\r\n`);
  }
}
