/** Alerts of the page of all rooms: by title, sound and notification, each only where it was asked for. */
import { Alarms, type Standing } from '../../protocol/rooms.ts';
import { part, setText } from './draw.ts';

const box = (id: string): HTMLInputElement => part(id) as HTMLInputElement;
/** How long the last alarm stands on the page, in ms. */
const SHOWN = 60_000;
/** So many are told by name. */
const MOST = 4;

export class RoomAlerts {
  readonly #alarms = new Alarms();
  readonly #title = document.title;
  #audio: AudioContext | undefined;
  #until = 0;
  #unseen = 0;

  constructor() {
    box('alert-sound').addEventListener('change', () => {
      // Browsers let sound begin by a gesture alone: this is one, and it lets hear what will come.
      if (box('alert-sound').checked) this.#sound();
    });
    box('alert-note').addEventListener('change', () => {
      if (box('alert-note').checked) void this.#ask();
    });
    document.addEventListener('visibilitychange', () => {
      this.#seen();
    });
    addEventListener('pointerdown', () => {
      this.#seen();
    });
  }

  look(rooms: readonly Standing[]): void {
    const news = this.#alarms.look(rooms);
    const now = performance.now();
    if (news.length === 0) {
      if (this.#until > 0 && now > this.#until) {
        this.#until = 0;
        setText(part('alarm'), '');
      }
      return;
    }
    const more = news.length > MOST ? ` · and ${String(news.length - MOST)} more` : '';
    const sentence = news.slice(0, MOST).join(' · ') + more;
    this.#until = now + SHOWN;
    setText(part('alarm'), sentence);
    if (box('alert-title').checked) {
      this.#unseen += news.length;
      document.title = `(${String(this.#unseen)}) ${sentence}`;
    }
    if (box('alert-sound').checked) this.#sound();
    if (box('alert-note').checked && 'Notification' in globalThis)
      for (const one of news) new Notification(one, { tag: one });
  }

  #seen(): void {
    if (document.hidden) return;
    this.#unseen = 0;
    document.title = this.#title;
  }

  async #ask(): Promise<void> {
    const can = 'Notification' in globalThis;
    const answer = can ? await Notification.requestPermission() : 'denied';
    if (answer === 'granted') return;
    box('alert-note').checked = false;
    setText(part('alarm'), 'This browser allows no notifications here: use the title or a sound.');
    this.#until = performance.now() + SHOWN;
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
