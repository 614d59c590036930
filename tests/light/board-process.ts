/**
 * An emulated Uno in a process of its own, on one end of a serial cable that may vanish and come back:
 * `board-process.js IMAGE PORT [PPM] [SPEED]`. Told and telling by messages between processes.
 */
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import type { SerialPort } from 'serialport';
import { openSerial } from '../../host/serial/serial-port.ts';
import { Runner } from '../../host/emulator/runner.ts';
import type { Report, Request, Settings } from '../../host/emulator/worker-messages.ts';
import { CYCLES_PER_MS } from '../../host/emulator/uno.ts';
import { sharedMs } from './shared-clock.ts';

/** What it tells: pins that changed, and when, on the clock that all processes share. */
export interface PinsTold {
  readonly levels: number;
  readonly outputs: number;
  readonly at: number;
}

const [, , image = '', path = '', crystalPpm = '0', speed = '1'] = process.argv;
const RETRY = 20;

const settings: Settings = {
  image: readFileSync(image, 'utf8'),
  speed: Number(speed),
  crystalPpm: Number(crystalPpm),
  bootDelayMs: undefined,
  startDelayMs: 0,
  sram: undefined,
};

let port: SerialPort | undefined;
/** When its cycle 0 was. */
let began = 0;
const runner = new Runner(settings, () => performance.now(), tell);

function tell(report: Report): void {
  if (report.type === 'open') began = sharedMs();
  if (report.type !== 'happened') return;
  for (const happening of report.happenings)
    if (happening.type === 'bytes') port?.write(Buffer.from(happening.bytes));
    else if (happening.type === 'pins')
      process.send?.({
        levels: happening.state.levels,
        outputs: happening.state.outputs,
        at: began + happening.cycle / CYCLES_PER_MS / settings.speed,
      } satisfies PinsTold);
}

let next: NodeJS.Timeout | undefined;
function turn(): void {
  clearTimeout(next);
  const wait = runner.step();
  next = setTimeout(turn, wait);
}

function ask(request: Request): void {
  runner.handle(request);
  turn();
}

async function open(): Promise<void> {
  try {
    port = await openSerial(path);
    port.on('data', (bytes: Buffer) => {
      ask({ type: 'bytes', bytes });
    });
    await once(port, 'close');
  } catch {
    // There is no cable.
  }
  port = undefined;
  setTimeout(() => void open(), RETRY);
}

process.on('message', ask);
process.on('disconnect', () => process.exit());
void open();
turn();
