/** "Flash it": a board on Web Serial, by the same code as `claplight flash` and `claplight doctor`. */
import uno from '../../../firmware/images/claplight-uno.hex';
import withoutWatchdog from '../../../firmware/images/claplight-uno-nowatchdog.hex';
import { BAUD_RATE } from '../../../protocol/wire.ts';
import { seconds } from '../../../protocol/time.ts';
import { imageBytes } from '../../../host/emulator/intel-hex.ts';
import { flashBoard, type Flashed } from '../../../host/flash/flash-board.ts';
import { greetFlashed, writtenSentence } from '../../../host/flash/greeting.ts';
import { examine } from '../../../host/podium/checkup.ts';
import { PodiumLink } from '../../../host/podium/podium-link.ts';
import { identify, type Behind } from '../../../host/serial/identify.ts';
import { boardName } from '../../../host/serial/usb-boards.ts';
import { hostClock } from '../../../host/system/host-clock.ts';
import { LightProblem, Problem } from '../../../host/system/problem.ts';
import { part } from './parts.ts';
import { NAME, WebPort, type SerialDevice } from './web-port.ts';

const IMAGES = { uno, 'uno-nowatchdog': withoutWatchdog };
const BUTTONS = ['choose', 'flash', 'test'] as const;
/** An Uno's first bytes come up to 3.5 s after its port was opened; more than that is not waited for, in ms. */
const PATIENCE = 4000;
/** The clock is measured so long. */
const MEASURED = seconds(5);

const BEHIND: Readonly<Record<Behind, string>> = {
  podium: 'A podium with our firmware answers: it can be tested, or flashed again.',
  firmata:
    'It has StandardFirmata, which Claplight plays on as it is. Flashed, it plays by itself.',
  other: 'Something else answers there. If it is an Uno or a Nano, it can be flashed.',
  nothing:
    'Nothing answers there, as from a new board. If it is an Uno or a Nano, it can be flashed.',
};

const serial = (navigator as { serial?: { requestPort(): Promise<SerialDevice> } }).serial;
let device: SerialDevice | undefined;

function say(sentence: string): void {
  const line = document.createElement('span');
  line.textContent = sentence;
  part('said').append(line);
}

/** What it is, by its USB ids. */
function nameOf(chosen: SerialDevice): string {
  const { usbVendorId, usbProductId } = chosen.getInfo();
  const hex = (id: number | undefined): string | undefined => id?.toString(16).padStart(4, '0');
  return boardName({ vendorId: hex(usbVendorId), productId: hex(usbProductId) }) ?? 'A port';
}

function enable(...names: readonly (typeof BUTTONS)[number][]): void {
  for (const name of BUTTONS) (part(name) as HTMLButtonElement).disabled = !names.includes(name);
}

/** One thing at a time; what goes wrong is a sentence. */
async function busy(work: () => Promise<boolean>): Promise<void> {
  enable();
  part('said').replaceChildren();
  let podium = false;
  try {
    podium = await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.describe());
  } finally {
    (part('progress') as HTMLProgressElement).hidden = true;
    part('asking').hidden = true;
    enable(
      'choose',
      ...(device ? (['flash'] as const) : []),
      ...(podium ? (['test'] as const) : []),
    );
  }
}

/** Opens the port as a session does, sees what greets, and does something with it. */
async function withPort<T>(
  chosen: SerialDevice,
  use: (port: WebPort, behind: Behind) => Promise<T>,
  patience?: number,
): Promise<T> {
  const port = await WebPort.open(chosen, BAUD_RATE);
  try {
    const gone = new LightProblem(`${NAME}: it was unplugged. Plug it in again.`);
    const behind = await identify(port, {
      reset: true,
      ...(patience === undefined ? {} : { patience }),
    }).catch(() => Promise.reject(gone));
    return await use(port, behind);
  } finally {
    await port.close();
  }
}

async function choose(): Promise<boolean> {
  try {
    device = await serial?.requestPort();
  } catch {
    say('No port was chosen.');
    return false;
  }
  if (!device) return false;
  say(`${nameOf(device)}. Listening to it …`);
  const behind = await withPort(device, (_, found) => Promise.resolve(found), PATIENCE);
  say(BEHIND[behind]);
  return behind === 'podium';
}

async function flash(chosen: SerialDevice): Promise<boolean> {
  const bar = part('progress') as HTMLProgressElement;
  bar.hidden = false;
  bar.value = 0;
  part('doing').textContent = 'Resetting the board …';
  let flashed: Flashed;
  try {
    flashed = await flashBoard(
      {
        name: NAME,
        open: (baud) => WebPort.open(chosen, baud),
        close: (port) => port.close(),
      },
      {
        image: (name) => imageBytes(IMAGES[name]),
        progress: (step, done, of) => {
          const share = Math.floor((100 * done) / of);
          bar.value = step === 'write' ? share / 2 : 50 + share / 2;
          part('doing').textContent =
            `${step === 'write' ? 'Writing' : 'Reading back'} ${String(share)} %`;
        },
      },
    );
  } finally {
    part('doing').textContent = '';
  }
  say(writtenSentence(flashed));
  return withPort(chosen, async (port, behind) => {
    if (behind !== 'podium') throw new LightProblem(`${NAME}: no podium greets. Flash it again.`);
    await greetFlashed(port.lines(), flashed.loader, say);
    say('Next: test its lamps.');
    return true;
  });
}

/** Asks whoever stands before the light. */
function ask(question: string): Promise<boolean> {
  part('question').textContent = question;
  part('asking').hidden = false;
  part('yes').focus();
  return new Promise((resolve) => {
    for (const id of ['yes', 'no'])
      part(id).onclick = () => {
        part('asking').hidden = true;
        resolve(id === 'yes');
      };
  });
}

const test = (chosen: SerialDevice): Promise<boolean> =>
  withPort(chosen, async (port, behind) => {
    if (behind !== 'podium') throw new LightProblem(`${NAME}: no podium greets.`);
    const link = new PodiumLink(port.lines());
    const clock = hostClock();
    const well = await examine(link, { clock, say, ask, length: MEASURED, trim: false });
    say(well ? 'All is well.' : 'Fix what is said above, then test again.');
    return true;
  });

part('able').hidden = serial === undefined;
part('unable').hidden = serial !== undefined;
part('choose').addEventListener('click', () => void busy(choose));
part('flash').addEventListener('click', () => {
  const chosen = device;
  if (chosen) void busy(() => flash(chosen));
});
part('test').addEventListener('click', () => {
  const chosen = device;
  if (chosen) void busy(() => test(chosen));
});
