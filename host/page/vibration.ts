/** A phone that trembles when a signal begins, for whoever looks at the stage. Kept for this phone. */
import { LAMPS } from '../../protocol/signal.ts';
import type { Frame } from './conductor.ts';
import { part } from './draw.ts';

const KEY = 'claplight-vibrate';
const { amber, red, green } = LAMPS;

/** As often as fingers clap; in ms on, off, on … */
const RHYTHMS: ReadonlyMap<number, readonly number[]> = new Map([
  [amber, [250]],
  [amber | red, [250, 150, 250]],
  [red, [900]],
  [red | amber | green, [250, 150, 250, 150, 250]],
]);

export class Vibration {
  readonly #button = part('vibrate');
  #before: string | undefined;

  constructor() {
    this.#button.hidden = !('vibrate' in navigator);
    this.#show(localStorage.getItem(KEY) === 'yes');
    this.#button.addEventListener('click', () => {
      const on = !this.#on;
      localStorage.setItem(KEY, on ? 'yes' : 'no');
      this.#show(on);
      if (on) navigator.vibrate(200);
    });
  }

  /** Called at each frame: a signal that has just begun is felt once. */
  follow({ trust, session, playing }: Frame): void {
    if (!session || !playing || trust !== 'sure') return;
    const { name, signal, practised } = playing.phase;
    const now = `${String(session.stage.talk)} ${session.stage.state} ${name}`;
    const begun = this.#before !== undefined && this.#before !== now;
    this.#before = now;
    const rhythm = RHYTHMS.get(signal.lamps);
    if (begun && this.#on && !practised && session.stage.state === 'running' && rhythm)
      navigator.vibrate([...rhythm]);
  }

  get #on(): boolean {
    return this.#button.getAttribute('aria-pressed') === 'true';
  }

  #show(on: boolean): void {
    this.#button.setAttribute('aria-pressed', String(on));
  }
}
