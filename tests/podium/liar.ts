/** Stands between an emulated podium and its host, and tells the host lies with right checksums. */
import { mulberry32 } from '../../host/system/random.ts';
import { decodeFromPodium, frame, isPush, type PushValues } from '../../protocol/codec.ts';
import { LINES } from '../support/messages.ts';
import type { World } from './world.ts';

const NUMBERS = [
  '0',
  '1',
  '2',
  '63',
  '64',
  '255',
  '32768',
  '65535',
  '65536',
  '-1',
  '-',
  '4200000000',
];
const STRANGE = [
  ...NUMBERS,
  '99999999999',
  'running',
  'closed',
  'cold',
  'watchdog',
  'gap',
  'end',
  '!',
  '~',
  'F00D',
];

type Lie = (line: string, one: <T>(of: readonly T[]) => T) => string;

const reframed = (line: string, change: (words: string[]) => void): string => {
  const words = line.slice(0, -5).split(' ');
  change(words);
  return frame(words.join(' '));
};

const among =
  (pattern: RegExp, lie: Lie): Lie =>
  (line, one) =>
    pattern.test(line) ? lie(line, one) : line;
const replaced =
  (from: number, by: readonly string[]): Lie =>
  (line, one) =>
    reframed(line, (words) => {
      if (words.length > from)
        words[one(Array.from({ length: words.length - from }, (_, i) => from + i))] = one(by);
    });

/** By name, what becomes of some of its lines. */
const KINDS = {
  drops: () => '',
  'says twice': (line) => `${line}\n${line}`,
  'spoils checksums': (line) => `${line.slice(0, -4)}0000`,
  'stops in the middle': (line) => line.slice(0, line.length / 2),
  'says anything else': (_, one) => one(LINES),
  'lies about its stage': among(
    /stage|^ok \d+ \d+ (standby|running|held|closed)/,
    replaced(2, STRANGE),
  ),
  'lies about its log': among(/^ok \d+ \d+ \w+ \d+ \d+ \d+ /, replaced(2, STRANGE)),
  'lies about its clock': among(/^ok \d+ \d+ \d+\*/, replaced(2, NUMBERS)),
  'lies about its boots': (line, one) =>
    `${line}\n${frame(`! boot ${one(NUMBERS)} ${one(['cold', 'reset', 'watchdog'])} ${one(['0000', 'F00D'])}`)}`,
  'changes answers': among(/^ok/, replaced(0, STRANGE)),
  refuses: among(/^ok/, (line, one) =>
    frame(
      `error ${line.split(' ')[1] ?? ''} ${one(['busy', 'stale 9', 'refused 9', 'talk-on', 'fault'])}`,
    ),
  ),
} satisfies Readonly<Record<string, Lie>>;

export type LieName = keyof typeof KINDS;
export const LIES = Object.keys(KINDS) as LieName[];

/** Lets a host hear of each line what `tell` makes of it. */
export function retell(world: World, tell: (line: string) => string): void {
  const say = world.uno.onTransmit;
  let line = '';
  world.uno.onTransmit = (byte, cycle) => {
    if (byte !== 0x0a) {
      line += String.fromCharCode(byte);
      return;
    }
    for (const said of Buffer.from(`${tell(line)}\n`, 'latin1')) say(said, cycle);
    line = '';
  };
}

/** Says that its stage is at another talk. */
export const atTalk = (talk: number): ((line: string) => string) => {
  const stage = /^(! stage \d+ \w+ |ok \d+ \d+ (?:standby|running|held|closed) )\d+/;
  return (line) =>
    stage.test(line) ? frame(line.slice(0, -5).replace(stage, `$1${String(talk)}`)) : line;
};

export class Liar {
  lying = false;
  #stage: (PushValues<'stage'> & { at: number }) | undefined;

  constructor(world: World, lies: readonly LieName[], seed: number) {
    const random = mulberry32(seed);
    const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
    retell(world, (line) => {
      this.#note(line, world.now);
      // Two lines of three are true.
      const lie: Lie | undefined = this.lying && random() < 1 / 3 ? KINDS[one(lies)] : undefined;
      return lie ? lie(line, one) : line;
    });
  }

  /** What the podium said of its stage last, before anything was made of it. */
  truth(): PushValues<'stage'> & { readonly at: number } {
    if (!this.#stage) throw new Error('it has not told of its stage');
    return this.#stage;
  }

  #note(line: string, at: number): void {
    const message = line === '' ? undefined : decodeFromPodium(line);
    if (message && isPush(message) && message.name === 'stage')
      this.#stage = { ...message.values, at };
  }
}
