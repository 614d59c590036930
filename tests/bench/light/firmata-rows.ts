/** Cues on a genuine StandardFirmata, while the same process serves a hundred clients. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { hostClock } from '../../../host/clock.ts';
import { FirmataBoard } from '../../../host/firmata/board.ts';
import { outputsOf } from '../../../host/firmata/outputs.ts';
import { openNamed } from '../../../host/light/find.ts';
import { USUAL_WIRING } from '../../../host/light/wiring.ts';
import { closeSerial } from '../../../host/light/serial.ts';
import { LocalTimekeeper } from '../../../host/session/local.ts';
import { lampSet } from '../../../protocol/signal.ts';
import { after, duration, seconds, type Instant } from '../../../protocol/time.ts';
import { standardFirmata } from '../../firmata/standard-firmata.ts';
import { Rig } from '../../light/rig.ts';
import { median, percentile, type Row } from '../row.ts';
import { CLIENTS } from './clients.ts';

const CUES = 200;
/** Every other cue lights a lamp: two onsets a second are allowed. */
const APART = duration(270);

/** From the moment that a cue is due to the moment that its bytes were handed to the port. */
export async function firmataCues(): Promise<Row[]> {
  const image = standardFirmata();
  if (image === undefined) throw new Error('no StandardFirmata: it is fetched from the registry');
  const stop = await serve();
  const rig = await Rig.of(image);
  const { port } = await openNamed(rig.path);
  const board = new FirmataBoard(outputsOf(USUAL_WIRING));
  await board.meet(port);
  const late = await playCues(board);
  board.off();
  await closeSerial(port);
  await rig.close();
  stop();
  const name = 'Firmata: cue due to bytes written, 200 cues, 100 clients';
  return [
    { name: `${name}, p50`, value: median(late), unit: 'ms' },
    { name: `${name}, p99`, value: percentile(late, 99), unit: 'ms', target: '<= 5' },
  ];
}

async function playCues(board: FirmataBoard): Promise<number[]> {
  const clock = hostClock();
  const cues = Array.from({ length: CUES }, (_, i) => ({
    due: duration(i * APART),
    phase: String(i),
    signal: {
      lamps: i % 2 === 0 ? lampSet('green') : lampSet('green', 'red'),
      announcement: 'none' as const,
      sound: 'none' as const,
    },
  }));
  const score = { cues, repeat: { every: seconds(0), times: 0 } };
  const talk = { id: 1, score: 1, silent: true, noFlash: true, length: seconds(60) };
  const written: Instant[] = [];
  const keeper = new LocalTimekeeper(
    clock,
    { talks: [talk], scores: [score, score] },
    {
      light: { kind: 'firmata', name: 'bench', reached: true, truth: 'sure' },
      level: 'off',
      show: (lamps, buzzer) => {
        board.show(lamps, buzzer);
        if (keeper.stage.state === 'running') written.push(clock.now());
      },
    },
  );
  const late: number[] = [];
  let end = (): void => undefined;
  const played = new Promise<void>((resolve) => {
    end = resolve;
  });
  let anchor = clock.now();
  keeper.listen((happening) => {
    if (happening.kind === 'event') anchor = happening.at;
    if (happening.kind !== 'cue' || happening.changeover) return;
    const at = written.at(-1);
    if (at !== undefined && happening.cue > 0)
      late.push(at - after(anchor, duration(happening.cue * APART)));
    if (happening.cue === CUES - 1) end();
  });
  await keeper.act({ type: 'start' });
  await played;
  await keeper.close();
  return late;
}

/** Streams of events, as a mirror's pages have them, to clients in a process of their own. */
async function serve(): Promise<() => void> {
  const streams = new Set<ServerResponse>();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    streams.add(response);
    response.on('close', () => streams.delete(response));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const clients = fork(fileURLToPath(new URL('clients.js', import.meta.url)), [String(port)]);
  await once(clients, 'message');
  if (streams.size !== CLIENTS) throw new Error(`${String(streams.size)} clients came`);
  const data = `data: ${'x'.repeat(200)}\n\n`;
  const telling = setInterval(() => {
    for (const stream of streams) stream.write(data);
  }, 500);
  return () => {
    clearInterval(telling);
    clients.kill();
    server.closeAllConnections();
    server.close();
  };
}
