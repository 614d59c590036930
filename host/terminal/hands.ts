import type { Snapshot } from '../session/types.ts';
import type { LineupNotes, Telling } from './model.ts';

/** What the screen does for a press. */
export interface Hands {
  /** The snapshot that is on the screen now. */
  seen(): Snapshot | undefined;
  say(sentence: string): void;
  overlay(what: 'help' | 'about'): void;
  /** Closes help or information; false where neither is open. */
  close(): boolean;
  scroll(by: number): void;
  /** Shows the lineup mode as it stands; undefined when it is left. */
  lineup(notes: LineupNotes | undefined): void;
  /** Shows the line of a message; undefined when it is left. */
  telling(telling: Telling | undefined): void;
  code(): void;
  token(): void;
  /** `during`: a talk is on, or some were and the session is not closed. */
  quit(during: boolean): void;
}
