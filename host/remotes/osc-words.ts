/** OSC messages as wishes: addresses, their values, and what may come behind them. */
import type { OscArgOutputOrArray, OscMessageOutput } from 'osc-min';
import { REV_MODULO } from '../../protocol/stage.ts';
import { seconds } from '../../protocol/time.ts';
import type { PracticeNumber } from '../session/types.ts';
import type { Wish } from '../session/wishes.ts';

export interface OscWish {
  readonly wish: Wish;
  readonly rev?: number | undefined;
  readonly request?: string | undefined;
  /** Where the sender wants to hear what became of it: a port of its own, or the one that it sent from. */
  readonly reply?: number | 'sender' | undefined;
}

const PREFIX = '/claplight/';

const PRESSES: Readonly<Record<string, Wish>> = {
  start: { type: 'start' },
  finish: { type: 'finish' },
  pause: { type: 'hold' },
  skip: { type: 'skip' },
  back: { type: 'back' },
  undo: { type: 'undo' },
  go: { type: 'go' },
};

const SIGNALS: readonly string[] = ['one-finger', 'two-finger', 'applause', 'overtime'];

/**
 * What a message wishes; `release` for a button that is let go, which panels tell with a 0 or false, and
 * undefined for anything that is not understood: an unknown address, a value of a wrong type, one too many.
 */
export function wishOf({ address, args }: OscMessageOutput): OscWish | 'release' | undefined {
  const name = address.startsWith(PREFIX) ? address.slice(PREFIX.length) : '';
  const { values, options } = parted(args, VALUES[name] ?? 0);
  const asked = askedOf(options);
  const press = Object.hasOwn(PRESSES, name) ? PRESSES[name] : undefined;
  if (!asked || values.length > 2) return undefined;
  if (press && values.length === 1 && isReleased(values[0])) return 'release';
  const wish = press ? pressed(press, values) : valued(name, values);
  return wish && { wish, ...asked };
}

/** How many values come before the options. */
const VALUES: Readonly<Record<string, number>> = { grant: 1, signal: 1, message: 1 };

type Value = OscArgOutputOrArray;

/** Options are texts behind the values: `rev=12`, `request=a1`, `reply`, `reply=9000`. */
function parted(args: readonly Value[], least: number): { values: Value[]; options: string[] } {
  const values: Value[] = [];
  const options: string[] = [];
  for (const [i, arg] of args.entries())
    if (i >= least && arg.type === 'string' && /^(?:rev|request|reply)(?:=|$)/.test(arg.value))
      options.push(arg.value);
    else values.push(arg);
  return { values, options };
}

function askedOf(options: readonly string[]): Omit<OscWish, 'wish'> | undefined {
  let asked: Omit<OscWish, 'wish'> = {};
  for (const option of options) {
    const [name, text] = option.split(/=(.*)/s, 2);
    const number = /^\d{1,7}$/.test(text ?? '') ? Number(text) : NaN;
    if (name === 'rev' && number < REV_MODULO) asked = { ...asked, rev: number };
    else if (name === 'request' && /^[\x21-\x7e]{1,64}$/.test(text ?? ''))
      asked = { ...asked, request: text };
    else if (name === 'reply' && text === undefined) asked = { ...asked, reply: 'sender' };
    else if (name === 'reply' && number > 0 && number < 65_536) asked = { ...asked, reply: number };
    else return undefined;
  }
  return asked;
}

const numberOf = (value: Value | undefined): number | undefined =>
  value?.type === 'integer' || value?.type === 'float' || value?.type === 'double'
    ? value.value
    : undefined;

const textOf = (value: Value | undefined): string | undefined =>
  value?.type === 'string' || value?.type === 'symbol' ? value.value : undefined;

const isReleased = (value: Value | undefined): boolean =>
  value?.type === 'false' || numberOf(value) === 0;

/** Buttons send nothing, true, a bang or 1. */
function pressed(press: Wish, values: readonly Value[]): Wish | undefined {
  const [value, ...more] = values;
  if (more.length > 0) return undefined;
  const is =
    !value ||
    value.type === 'true' ||
    value.type === 'bang' ||
    value.type === 'null' ||
    numberOf(value) === 1;
  return is ? press : undefined;
}

function valued(name: string, [value, second]: readonly Value[]): Wish | undefined {
  const number = numberOf(value);
  const text = textOf(value);
  if (name === 'message' && text !== undefined) {
    const to = second ? textOf(second) : 'speaker';
    return to === 'speaker' || to === 'room'
      ? { type: 'message', message: { to, text } }
      : undefined;
  }
  if (second) return undefined;
  if (name === 'grant' && number !== undefined && Number.isFinite(number))
    return { type: 'grant', amount: seconds(number) };
  if (name === 'signal') {
    const signal = text === undefined ? number : SIGNALS.indexOf(text) + 1;
    if (isPractice(signal)) return { type: 'practise', signal };
  }
  return undefined;
}

const isPractice = (n: number | undefined): n is PracticeNumber =>
  n === 1 || n === 2 || n === 3 || n === 4;
