/** The worker of "Try it": podium and session, for the page and the frames that show them. */
import image from '../../../firmware/images/claplight-uno.hex';
import example from '../../../examples/lightning-talks-day-1.csv';
import { readTyped } from '../../../host/lineup/read-written.ts';
import { Problem } from '../../../host/system/problem.ts';
import { House } from './house.ts';
import type { Told, Wanted } from './messages.ts';
import { Readers } from './readers.ts';

/** How often the page is told what this browser could do, in ms. */
const MEASURED_EVERY = 3000;

const readers = new Readers();
let house: House | undefined;
/** The first stretch of a board's time is spent on its translation. */
let warm: House | undefined;
/** One beginning after the other. */
let turn: Promise<void> = Promise.resolve();

function tell(told: Told): void {
  self.postMessage(told);
}

async function begin(text: string | undefined, speed: number): Promise<void> {
  const source = text === undefined ? 'the example' : 'your lineup';
  try {
    const lineup = readTyped(source, text ?? example);
    const fresh = await House.open({
      lineup: text === undefined ? { ...lineup, name: 'Lightning talks' } : lineup,
      source,
      speed,
      image,
      listener: {
        lamps: (lit) => {
          tell({ type: 'lamps', lit });
        },
        digits: (text) => {
          tell({ type: 'digits', text });
        },
        buzzer: (edges) => {
          tell({ type: 'buzzer', edges });
        },
      },
    });
    await house?.close();
    house = fresh;
    readers.follow(fresh.session, fresh.clock);
    const remarks = lineup.remarks.map(({ message }) => message);
    tell({ type: 'begun', talks: lineup.talks.length, remarks });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    tell({ type: 'problem', text: error.describe() });
  }
}

async function saved(what: 'journal' | 'report'): Promise<string> {
  const lines = house?.lines ?? [];
  if (what === 'journal') return `${lines.join('\n')}\n`;
  const { reportOf } = await import('./report.ts');
  return reportOf(lines);
}

function handle(wanted: Wanted, port: MessagePort | undefined): void {
  if (wanted.type === 'reader') {
    if (port) readers.add(port, wanted.reader);
  } else if (wanted.type === 'begin') turn = turn.then(() => begin(wanted.text, wanted.speed));
  else if (wanted.type === 'speed') {
    house?.hurry(wanted.speed);
    readers.changed();
  } else if (wanted.type === 'button') house?.board.button(wanted.down);
  else if (wanted.type === 'autopilot')
    house?.autopilot(wanted.on, () => {
      tell({ type: 'closed' });
    });
  else
    void saved(wanted.what).then((text) => {
      tell({ type: 'saved', what: wanted.what, text });
    });
}

self.onmessage = ({ data, ports }: MessageEvent<Wanted>): void => {
  handle(data, ports[0]);
};

setInterval(() => {
  const measured = house;
  void measured?.board.possible().then((speed) => {
    if (warm === measured) tell({ type: 'possible', speed });
    warm = measured;
  });
}, MEASURED_EVERY);
