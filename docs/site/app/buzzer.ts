/** The podium's buzzer, once somebody wants to hear it. */
import type { Edge } from './messages.ts';

/** The sound of a small active buzzer, in Hz. */
const PITCH = 2700;
const VOLUME = 0.15;
/** Edges come in bundles: the first of a bundle sounds so much later, in s. */
const AHEAD = 0.02;
/** Beats of 4 ms are clicks in a room; here a loudspeaker needs a moment longer. */
const SHORTEST = 0.012;

export class Buzzer {
  #context: AudioContext | undefined;
  #gain: GainNode | undefined;

  get on(): boolean {
    return this.#gain !== undefined;
  }

  /** Browsers allow it only in answer to a press. */
  turn(on: boolean): void {
    void this.#context?.close();
    this.#context = this.#gain = undefined;
    if (!on) return;
    this.#context = new AudioContext();
    const tone = new OscillatorNode(this.#context, { type: 'square', frequency: PITCH });
    this.#gain = new GainNode(this.#context, { gain: 0 });
    tone.connect(this.#gain).connect(this.#context.destination);
    tone.start();
  }

  /** Sounds what the buzzer did; `speed` is that of the board. */
  play(edges: readonly Edge[], speed: number): void {
    const [context, gain, first] = [this.#context, this.#gain?.gain, edges[0]];
    if (!context || !gain || !first) return;
    const from = context.currentTime + AHEAD;
    let begun = from;
    for (const { ms, on } of edges) {
      const at = from + (ms - first.ms) / 1000 / speed;
      if (on) begun = at;
      gain.setValueAtTime(on ? VOLUME : 0, on ? at : Math.max(at, begun + SHORTEST));
    }
  }
}
