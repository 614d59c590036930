/** The keys of the terminal of all rooms: what each asks for, and what is said once it was done. */
import { LONGEST_MESSAGE } from '../../protocol/message-texts.ts';
import type { TypedLine } from '../terminal/typed-line.ts';
import type { RoomPress } from './watcher.ts';

export interface Wanted {
  readonly what: string;
  readonly press: Omit<RoomPress, 'request' | 'rev'>;
}

/** What a press did, as its answer says it. */
export const DONE: Readonly<Record<string, string>> = {
  hold: 'paused',
  start: 'the talk goes on',
  grant: '1:00 added',
  message: 'message shown to the speaker',
  finish: 'the talk is finished',
};

/** In full, and for narrow terminals. */
export const KEYS = [
  '↑↓ room · p pause · + adds 1:00 · m message · f finish · i address · q quit',
  '↑↓ p + m f i · q quit',
] as const;
export const KEYS_TO_LOOK = ['i address · q quit', 'i address · q quit'] as const;

export const charactersLeft = ({ text }: TypedLine): number =>
  LONGEST_MESSAGE - Array.from(text).length;

/** What is too long is not taken, so that nothing that was typed is refused in the end. */
export const insertFitting = (typed: TypedLine, text: string): TypedLine =>
  typed.insert(
    Array.from(text)
      .slice(0, Math.max(0, charactersLeft(typed)))
      .join(''),
  );

export const PRESSES: Readonly<Record<string, Wanted>> = {
  p: { what: 'pause', press: { action: 'hold' } },
  '+': { what: 'add 1:00', press: { action: 'grant', amount: 60_000 } },
  m: { what: 'message', press: { action: 'message', to: 'speaker' } },
  f: { what: 'finish the talk', press: { action: 'finish' } },
};
