/**
 * The counting modes of the ATmega328P's timers (datasheet tables 15-8, 16-4 and 18-8).
 *
 * `top` is where the counter turns: a number, or the register that holds it. `load` is when a
 * buffered compare register takes effect, `overflow` when the overflow flag is set.
 */
export interface Waveform {
  readonly slope: 'single' | 'dual';
  readonly top: number | 'ocra' | 'icr';
  readonly load: 'now' | 'top' | 'bottom';
  readonly overflow: 'max' | 'bottom';
  readonly pwm: boolean;
  /** Whether output A may toggle in this PWM mode. */
  readonly toggles: boolean;
}

type Top = Waveform['top'];

/** All by one literal, hence of one shape: the counter looks into them at every step. */
const waveform = (
  slope: Waveform['slope'],
  top: Top,
  load: Waveform['load'],
  overflow: Waveform['overflow'],
  toggles: boolean,
): Waveform => ({ slope, top, load, overflow, pwm: load !== 'now', toggles });

const normal = (max: number): Waveform => waveform('single', max, 'now', 'max', true);
const clearOnMatch = (top: Top): Waveform => waveform('single', top, 'now', 'max', true);
const fast = (top: Top): Waveform =>
  waveform('single', top, 'bottom', 'bottom', typeof top === 'string');
const frequencyCorrect = (top: Top): Waveform =>
  waveform('dual', top, 'bottom', 'bottom', top === 'ocra');
const phaseCorrect = (top: Top): Waveform => waveform('dual', top, 'top', 'bottom', top === 'ocra');

/** By WGM bits, for timers 0 and 2. Reserved ones count like the normal mode. */
export const WAVEFORMS_8_BIT: readonly Waveform[] = [
  normal(0xff),
  phaseCorrect(0xff),
  clearOnMatch('ocra'),
  fast(0xff),
  normal(0xff),
  phaseCorrect('ocra'),
  normal(0xff),
  fast('ocra'),
];

/** By WGM bits, for timer 1. */
export const WAVEFORMS_16_BIT: readonly Waveform[] = [
  normal(0xffff),
  phaseCorrect(0xff),
  phaseCorrect(0x1ff),
  phaseCorrect(0x3ff),
  clearOnMatch('ocra'),
  fast(0xff),
  fast(0x1ff),
  fast(0x3ff),
  frequencyCorrect('icr'),
  frequencyCorrect('ocra'),
  phaseCorrect('icr'),
  phaseCorrect('ocra'),
  clearOnMatch('icr'),
  normal(0xffff),
  fast('icr'),
  fast('ocra'),
];
