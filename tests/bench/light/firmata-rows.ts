/** Cues on lights that the host plays, while the same process is the mirror of a hundred clients. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { hostClock } from '../../../host/system/host-clock.ts';
import { FirmataBoard } from '../../../host/firmata/firmata-board.ts';
import { outputsOf } from '../../../host/firmata/outputs.ts';
import { openNamed } from '../../../host/serial/find-light.ts';
import { USUAL_WIRING } from '../../../host/serial/wiring.ts';
import { closeSerial, openSerial } from '../../../host/serial/serial-port.ts';
import type { PlayedLight } from '../../../host/light/light.ts';
import { Tower } from '../../../host/light/tower.ts';
import { LocalTimekeeper } from '../../../host/session/local-timekeeper.ts';
import { lampSet } from '../../../protocol/signal.ts';
import { after, duration, seconds, type Instant } from '../../../protocol/time.ts';
import { standardFirmata } from '../../firmata/standard-firmata.ts';
import { Rig } from '../../light/rig.ts';
import { openHouse } from '../../mirror/support/house.ts';
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
  await stop();
  const name = `Firmata: cue due to bytes written, 200 cues, a mirror with ${String(CLIENTS)} clients`;
  return [
    { name: `${name}, p50`, value: median(late), unit: 'ms' },
    { name: `${name}, p99`, value: percentile(late, 99), unit: 'ms', target: '<= 5' },
  ];
}

/** The same on a tower light; the other end of its line is a terminal that takes its bytes. */
export async function towerCues(): Promise<Row[]> {
  const stop = await serve();
  const rig = new Rig();
  await rig.plug();
  const port = await openSerial(rig.path, 9600);
  const end = await openSerial(rig.far, 9600);
  end.resume();
  const tower = new Tower();
  await tower.meet(port);
  const late = await playCues(tower);
  tower.off();
  await closeSerial(port);
  await closeSerial(end);
  await rig.close();
  await stop();
  const name = `tower light: cue due to bytes written, 200 cues, a mirror with ${String(CLIENTS)} clients`;
  return [
    { name: `${name}, p50`, value: median(late), unit: 'ms' },
    { name: `${name}, p99`, value: percentile(late, 99), unit: 'ms', target: '<= 5' },
  ];
}

async function playCues(board: PlayedLight): Promise<number[]> {
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
  const score = { length: seconds(0), cues, repeat: { every: seconds(0), times: 0 } };
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

/** A mirror of a session in which something happens twice a second, with a hundred clients. */
async function serve(): Promise<() => Promise<void>> {
  const house = await openHouse();
  const script = fileURLToPath(new URL('clients.js', import.meta.url));
  const clients = fork(script, [String(house.mirror.port)]);
  await once(clients, 'message');
  let running = false;
  const acting = setInterval(() => {
    running = !running;
    void house.post(running ? 'start' : 'hold');
  }, 500);
  return async () => {
    clearInterval(acting);
    clients.kill();
    await house.close();
  };
}
