/** "Try it": draws the podium, hands the frames to the worker, and has the few controls of its own. */
import { lampNames, type LampSet } from '../../../protocol/signal.ts';
import { openButton } from './box-button.ts';
import { Buzzer } from './buzzer.ts';
import type { Reader, Told, Wanted } from './messages.ts';
import { field, part, pressed, save, tell } from './parts.ts';

const worker = new Worker(new URL('./try-worker.js', import.meta.url), { type: 'module' });
const buzzer = new Buzzer();
let speed = 1;

function want(wanted: Wanted, ports: Transferable[] = []): void {
  worker.postMessage(wanted, ports);
}

function showLamps(lit: LampSet): void {
  const names = lampNames(lit);
  const podium = part('podium');
  podium.dataset.lit = names.join(' ');
  const lamps = names.length === 0 ? 'all dark' : `${[...names].reverse().join(' and ')} lit`;
  part('lamps').setAttribute('aria-label', `The podium's lamps: ${lamps}`);
}

/** Beats are too short to be seen: each shows for so long, in ms. */
const BEAT = 120;
let beat: number | undefined;

function showBeat(beats: number): void {
  const { dataset } = part('podium');
  if (beats === 0) return;
  dataset.beats = String(Number(dataset.beats) + beats);
  dataset.sound = 'on';
  clearTimeout(beat);
  beat = setTimeout(() => {
    dataset.sound = 'off';
  }, BEAT);
}

const FILES = {
  journal: ['claplight-session.jsonl', 'application/jsonl'],
  report: ['claplight-report.html', 'text/html'],
} as const;

function heard(told: Told): void {
  if (told.type === 'lamps') showLamps(told.lit);
  else if (told.type === 'digits') part('podium-digits').textContent = told.text || ' ';
  else if (told.type === 'buzzer') {
    buzzer.play(told.edges, speed);
    showBeat(told.edges.filter(({ on }) => on).length);
  } else if (told.type === 'begun') {
    document.body.dataset.begun = 'yes';
    const next = 'Press Start on the operator’s page, or the button on the box.';
    tell('said', [`${String(told.talks)} talks are in the podium. ${next}`, ...told.remarks]);
  } else if (told.type === 'problem') tell('said', [told.text]);
  else if (told.type === 'possible')
    part('possible').textContent =
      `Your browser could run this board ${String(Math.round(told.speed))} times as fast as real time.`;
  else if (told.type === 'closed') {
    pressed('autopilot', false);
    tell('said', ['All talks were given. The report tells how it went.']);
  } else if (told.text === '') tell('said', ['There is nothing to report yet.']);
  else {
    const [name, type] = FILES[told.what];
    save(name, type, told.text);
  }
}

worker.onmessage = ({ data }: MessageEvent<Told>): void => {
  heard(data);
};
worker.onerror = () => {
  tell('said', ['This browser cannot run it: a newer one can.']);
};

/** Frames ask for the session once they run; before that nobody would hear them. */
addEventListener('message', (event: MessageEvent<{ type: string; reader: Reader }>) => {
  const [port] = event.ports;
  if (event.origin !== location.origin || event.data.type !== 'reader' || !port) return;
  want({ type: 'reader', reader: event.data.reader }, [port]);
});
for (const frame of document.querySelectorAll<HTMLIFrameElement>('iframe[data-src]'))
  frame.src = frame.dataset.src ?? '';

openButton(part('box'), (down) => {
  want({ type: 'button', down });
});
for (const choice of document.querySelectorAll<HTMLInputElement>('input[name="speed"]'))
  choice.addEventListener('change', () => {
    speed = Number(choice.value);
    want({ type: 'speed', speed });
  });
part('sound').addEventListener('click', () => {
  buzzer.turn(!buzzer.on);
  pressed('sound', buzzer.on);
});
part('autopilot').addEventListener('click', () => {
  const on = part('autopilot').getAttribute('aria-pressed') !== 'true';
  pressed('autopilot', on);
  want({ type: 'autopilot', on });
});
for (const what of ['journal', 'report'] as const)
  part(`save-${what}`).addEventListener('click', () => {
    want({ type: 'save', what });
  });

function begin(text: string | undefined): void {
  pressed('autopilot', false);
  want({ type: 'begin', text, speed });
}

part('lineup').addEventListener('submit', (event) => {
  event.preventDefault();
  begin(field('pasted').value);
});
part('example').addEventListener('click', () => {
  begin(undefined);
});
begin(undefined);
