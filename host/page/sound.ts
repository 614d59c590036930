/** Ticks, pairs and a roll of claps, made with Web Audio at the moments at which the buzzer sounds. */
import { SOUNDS, type SoundLevel, type SoundName } from '../../protocol/signal.ts';

/** How loud, and how long a clap rings on: softness is shortness, as on the buzzer. */
const LEVELS = { quiet: { gain: 0.25, ring: 0.03 }, normal: { gain: 0.9, ring: 0.06 } } as const;
/** Where the noise of clapping hands has its weight, in Hz. */
const CLAP_TONE = 1400;
const GONG_TONE = 330;

export class Sounds {
  level: SoundLevel = 'off';
  #context: AudioContext | undefined;
  #noise: AudioBuffer | undefined;
  #playing: AudioScheduledSourceNode[] = [];

  /** Must be called from a press: browsers allow sound to those who asked for it. */
  async turn(level: SoundLevel): Promise<void> {
    this.level = level;
    if (level === 'off') {
      this.stop();
      return;
    }
    this.#context ??= new AudioContext({ latencyHint: 'interactive' });
    await this.#context.resume();
    this.play('tick', 0);
  }

  /** Plays a sound that began `elapsed` ms ago. */
  play(name: SoundName, elapsed: number): void {
    this.stop();
    const context = this.#context;
    if (this.level === 'off' || context?.state !== 'running') return;
    const from = context.currentTime - elapsed / 1000;
    for (const beat of SOUNDS[name].beats) {
      const at = from + beat / 1000;
      if (at < context.currentTime - 0.02) continue;
      if (name === 'gong') this.#gong(context, at);
      else this.#clap(context, at, name === 'roll');
    }
  }

  stop(): void {
    for (const source of this.#playing) source.stop();
    this.#playing = [];
  }

  #clap(context: AudioContext, at: number, uneven: boolean): void {
    const { gain, ring } = LEVELS[this.level === 'normal' ? 'normal' : 'quiet'];
    const source = context.createBufferSource();
    source.buffer = this.#noise ??= noise(context);
    const filter = context.createBiquadFilter();
    filter.type = 'bandpass';
    // Hands differ: in a roll each clap has a colour of its own.
    filter.frequency.value = uneven ? CLAP_TONE * (0.75 + Math.random() / 2) : CLAP_TONE;
    this.#ring(context, source.connect(filter), at, gain * (uneven ? 0.7 : 1), ring);
    this.#run(source, at, ring * 4);
  }

  #gong(context: AudioContext, at: number): void {
    const { gain } = LEVELS[this.level === 'normal' ? 'normal' : 'quiet'];
    const source = context.createOscillator();
    source.frequency.value = GONG_TONE;
    this.#ring(context, source, at, gain * 0.6, 0.4);
    this.#run(source, at, 1.5);
  }

  #ring(context: AudioContext, from: AudioNode, at: number, gain: number, ring: number): void {
    const envelope = context.createGain();
    envelope.gain.setValueAtTime(0, at);
    envelope.gain.linearRampToValueAtTime(gain, at + 0.002);
    envelope.gain.setTargetAtTime(0, at + 0.004, ring / 2);
    from.connect(envelope).connect(context.destination);
  }

  #run(source: AudioScheduledSourceNode, at: number, lasts: number): void {
    source.start(at);
    source.stop(at + lasts);
    this.#playing.push(source);
  }
}

function noise(context: AudioContext): AudioBuffer {
  const buffer = context.createBuffer(1, context.sampleRate / 2, context.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let i = 0; i < samples.length; i++) samples[i] = Math.random() * 2 - 1;
  return buffer;
}
