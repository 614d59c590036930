/** The wiring: what hangs on which pin of the board, and how. Its names and ranges are the podium's settings. */
import {
  DIGIT_CHANGEOVERS,
  DIGIT_COUNTS,
  DIGIT_MODULES,
  DIGIT_OVERS,
} from '../../protocol/digits.ts';
import { FOUR_TIERS, LAMPS, THREE_TIERS } from '../../protocol/signal.ts';
import { SETTINGS, SETTING_NAMES, type SettingName } from '../../protocol/wire.ts';
import { InputProblem } from '../system/problem.ts';

export type WiringName = Exclude<SettingName, 'trim' | 'boot-delay'>;
export type Wiring = Readonly<Record<WiringName, number>>;

const isWiringName = (name: SettingName): name is WiringName =>
  name !== 'trim' && name !== 'boot-delay';

export const WIRING_NAMES: readonly WiringName[] = SETTING_NAMES.filter(isWiringName);

/** What a podium has when nothing was set. */
export const USUAL_WIRING: Wiring = Object.fromEntries(
  WIRING_NAMES.map((name) => [name, SETTINGS[name].start]),
) as Wiring;

const numbered = (words: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(words.map((word, i) => [word, i]));

/**
 * Where A0 stands among the pins of a Firmata board's wiring: behind the 128 numbers that Firmata has, because
 * only the board knows which of its pins that is.
 */
const A0 = 128;
/** A0 … A31: more than any board has. */
const ANALOG_PINS = 32;
/** On an Uno, which a podium is, they are the pins from 14 on. */
const UNO_A0 = 14;
const UNO_ANALOG_PINS = 6;

/** Whose wiring it is. */
export type Wired = 'podium' | 'firmata';

/** Which analog pin is meant, 0 for A0; undefined for a pin that was written as a number. */
export const analogOf = (pin: number): number | undefined => (pin < A0 ? undefined : pin - A0);

/** A pin as people write it: `7`, `A0`. */
export const pinWord = (pin: number): string => (pin < A0 ? String(pin) : `A${String(pin - A0)}`);

/** The pin that a Firmata board's wiring has for `A0` …; undefined for any other text. */
export function analogPin(text: string): number | undefined {
  const number = /^a(\d{1,2})$/i.exec(text)?.[1];
  return number === undefined || Number(number) >= ANALOG_PINS ? undefined : A0 + Number(number);
}

const problem = (message: string): InputProblem => new InputProblem(message, { source: 'wiring' });

/** Words that people use for the numbers, besides the numbers themselves. */
const WORDS: Readonly<Partial<Record<WiringName, Readonly<Record<string, number>>>>> = {
  lamps: { '3': THREE_TIERS, '4': FOUR_TIERS, three: THREE_TIERS, four: FOUR_TIERS },
  'active-low': { no: 0, yes: 1 },
  buzzer: { active: 0, passive: 1 },
  sound: { off: 0, quiet: 1, normal: 2 },
  digits: numbered(DIGIT_MODULES),
  'digits-count': numbered(DIGIT_COUNTS),
  'digits-over': numbered(DIGIT_OVERS),
  'digits-changeover': numbered(DIGIT_CHANGEOVERS),
};

/** Reads `pin-red=5`, `pin-button=A3`, `sound=off`, `lamps=4`. Throws InputProblem. */
export function readSettings(words: readonly string[], wired: Wired = 'podium'): Partial<Wiring> {
  return Object.fromEntries(
    words.map((text) => {
      const [name = '', value = '', ...rest] = text.split('=');
      const known = WIRING_NAMES.find((one) => one === name);
      if (known === undefined || value === '' || rest.length > 0)
        throw problem(
          `"${text}" is not a setting: write name=value with one of ${WIRING_NAMES.join(', ')}`,
        );
      return [known, readValue(known, value, wired)];
    }),
  );
}

function readValue(name: WiringName, text: string, wired: Wired): number {
  const word = WORDS[name]?.[text.toLowerCase()];
  if (word !== undefined) return word;
  const { min, max, text: meaning } = SETTINGS[name];
  const analog = isPinName(name) ? analogPin(text) : undefined;
  if (analog !== undefined && wired === 'firmata') return analog;
  const channel = analog === undefined ? undefined : analogOf(analog);
  const value =
    channel === undefined || channel >= UNO_ANALOG_PINS ? Number(text) : UNO_A0 + channel;
  const fits =
    name === 'lamps' ? value === THREE_TIERS || value === FOUR_TIERS : value >= min && value <= max;
  if (isPinName(name) && (value === 0 || value === 1))
    throw problem(
      `${name}=${text}: pins 0 and 1 are the serial line to this computer; take another pin`,
    );
  if (!/^a?\d+$/i.test(text) || !fits)
    throw problem(`${name}=${text}: ${meaning}; it is one of ${choices(name, wired)}`);
  return value;
}

function choices(name: WiringName, wired: Wired): string {
  const words = Object.keys(WORDS[name] ?? {});
  if (words.length > 0) return words.join(', ');
  const { min, max } = SETTINGS[name];
  const last = (wired === 'podium' ? UNO_ANALOG_PINS : ANALOG_PINS) - 1;
  return `${String(min)} … ${String(max)}${isPinName(name) ? `, A0 … A${String(last)}` : ''}`;
}

/** How a value is written for people. */
export function wordFor(name: WiringName, value: number): string {
  if (isPinName(name)) return pinWord(value);
  const found = Object.entries(WORDS[name] ?? {}).find(([, number]) => number === value);
  return found?.[0] ?? String(value);
}

export const isPinName = (name: WiringName): boolean => name.startsWith('pin-');

/** Two settings that a wiring has on one pin, the later one first; none where each pin serves once. */
export function collision(wiring: Wiring): readonly [WiringName, WiringName] | undefined {
  const used = WIRING_NAMES.filter((name) => isPinName(name) && isUsed(wiring, name));
  for (const [index, name] of used.entries()) {
    const other = used.slice(0, index).find((one) => wiring[one] === wiring[name]);
    if (other !== undefined) return [name, other];
  }
  return undefined;
}

/** Throws InputProblem for a wiring that no board can have, with the reason. */
export function checkWiring(wiring: Wiring): void {
  const found = collision(wiring);
  if (!found) return;
  const [name, other] = found;
  throw problem(`${name} and ${other} are both on pin ${pinWord(wiring[name])}: use each pin once`);
}

/** The pin of something that is not there serves nobody. */
function isUsed({ lamps, digits }: Wiring, name: WiringName): boolean {
  if (name === 'pin-blue') return (lamps & LAMPS.blue) !== 0;
  if (name === 'pin-digits-load') return DIGIT_MODULES[digits] === 'max7219';
  return !isDigitsName(name) || DIGIT_MODULES[digits] !== 'none';
}

/** What a podium without digits, or a board that the host plays, has no use for. */
export const isDigitsName = (name: WiringName): boolean => name.includes('digits');
