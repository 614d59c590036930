/** Alerts of the page of all rooms: a bar at its foot, and by title, sound and notification where that was asked for. */
import { Alarms, wrongNow, type Standing } from '../../protocol/rooms.ts';
import { part, setText } from './draw.ts';
import { answer } from './room-answer.ts';

const box = (id: string): HTMLInputElement => part(id) as HTMLInputElement;
const BOXES = ['alert-title', 'alert-sound', 'alert-note'] as const;
/** So many are told by name. */
const MOST = 4;

const joined = (all: readonly string[]): string =>
  [
    ...all.slice(0, MOST),
    ...(all.length > MOST ? [`and ${String(all.length - MOST)} more`] : []),
  ].join(' · ');

export class RoomAlerts {
  readonly #alarms = new Alarms();
  readonly #title = document.title;
  #audio: AudioContext | undefined;
  /** As it was last; undefined before the first look. */
  #wrong: readonly string[] | undefined;

  constructor() {
    for (const id of BOXES) {
      box(id).checked = kept(id);
      box(id).addEventListener('change', () => {
        keep(id, box(id).checked);
      });
    }
    box('alert-sound').addEventListener('change', () => {
      // Browsers let sound begin by a gesture alone: this is one, and it lets hear what will come.
      if (box('alert-sound').checked) this.#sound();
    });
    box('alert-note').addEventListener('change', () => {
      if (box('alert-note').checked) void this.#ask();
    });
    if (box('alert-sound').checked) this.#wake();
  }

  look(rooms: readonly Standing[]): void {
    const news = this.#alarms.look(rooms);
    const wrong = wrongNow(rooms);
    // Whoever opens the page with alerts on is told all that is wrong already.
    const told = this.#wrong === undefined ? wrong : news;
    this.#wrong = wrong;
    setText(part('alarm'), joined(wrong));
    const title = `(${String(wrong.length)}) ${joined(wrong)}`;
    const wanted = box('alert-title').checked && wrong.length > 0 ? title : this.#title;
    if (document.title !== wanted) document.title = wanted;
    if (told.length === 0) return;
    // The bar counts; a screen reader is told once.
    setText(part('news'), joined(told));
    if (box('alert-sound').checked) this.#sound();
    if (box('alert-note').checked) this.#notify(told);
  }

  #notify(sentences: readonly string[]): void {
    if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
    for (const one of sentences) new Notification(one, { tag: one });
  }

  async #ask(): Promise<void> {
    const can = 'Notification' in globalThis;
    const allowed = can ? await Notification.requestPermission() : 'denied';
    if (allowed === 'granted') {
      this.#notify(this.#wrong ?? []);
      return;
    }
    box('alert-note').checked = false;
    keep('alert-note', false);
    answer('This browser allows no notifications here: use the title or a sound.');
  }

  /** A page that was loaded again is silent until somebody touches it. */
  #wake(): void {
    const audio = (this.#audio ??= new AudioContext());
    if (audio.state === 'running') return;
    answer('Click anywhere once: until then the browser lets this page make no sound.', Infinity);
    const touched = (): void => {
      void audio.resume();
      answer('');
    };
    addEventListener('pointerdown', touched, { once: true });
  }

  /** Two short tones, unlike any that a podium makes. */
  #sound(): void {
    const audio = (this.#audio ??= new AudioContext());
    void audio.resume();
    for (const [i, pitch] of [660, 880].entries()) {
      const from = audio.currentTime + 0.05 + i * 0.25;
      const tone = new OscillatorNode(audio, { frequency: pitch });
      const gain = new GainNode(audio, { gain: 0 });
      gain.gain.setValueAtTime(0.2, from);
      gain.gain.exponentialRampToValueAtTime(0.001, from + 0.2);
      tone.connect(gain).connect(audio.destination);
      tone.start(from);
      tone.stop(from + 0.22);
    }
  }
}

/** Kept over a reload, where the browser lets us. */
function kept(id: string): boolean {
  try {
    return localStorage.getItem(`claplight-${id}`) === 'yes';
  } catch {
    return false;
  }
}

function keep(id: string, on: boolean): void {
  try {
    if (on) localStorage.setItem(`claplight-${id}`, 'yes');
    else localStorage.removeItem(`claplight-${id}`);
  } catch {
    // It is ticked for as long as the page is open.
  }
}
