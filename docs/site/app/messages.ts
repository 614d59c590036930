/** What the page, its frames and the worker tell each other. */
import type { LampSet } from '../../../protocol/signal.ts';
import type { AnswerDocument, TimeDocument } from '../../../host/page/document.ts';

/** Who reads: a screen, or whoever runs the session. */
export type Reader = 'public' | 'operator';

/** The buzzer went on or off, in ms of the board's time. */
export interface Edge {
  readonly ms: number;
  readonly on: boolean;
}

/** To the worker. */
export type Wanted =
  /** Begins a session; with no text, the example. */
  | { readonly type: 'begin'; readonly text: string | undefined; readonly speed: number }
  /** Comes with the port of a frame. */
  | { readonly type: 'reader'; readonly reader: Reader }
  | { readonly type: 'speed'; readonly speed: number }
  | { readonly type: 'button'; readonly down: boolean }
  | { readonly type: 'autopilot'; readonly on: boolean }
  | { readonly type: 'save'; readonly what: 'journal' | 'report' };

/** From the worker. */
export type Told =
  | { readonly type: 'begun'; readonly talks: number; readonly remarks: readonly string[] }
  | { readonly type: 'problem'; readonly text: string }
  | { readonly type: 'lamps'; readonly lit: LampSet }
  | { readonly type: 'digits'; readonly text: string }
  | { readonly type: 'buzzer'; readonly edges: readonly Edge[] }
  /** How many times as fast as life the board could run here. */
  | { readonly type: 'possible'; readonly speed: number }
  | { readonly type: 'closed' }
  | { readonly type: 'saved'; readonly what: 'journal' | 'report'; readonly text: string };

/** A frame asks; `open` names the stream that it wants to hear from now on. */
export type Asked =
  | { readonly type: 'open'; readonly stream: number }
  | { readonly type: 'time'; readonly id: number }
  | {
      readonly type: 'press';
      readonly id: number;
      readonly command: string;
      readonly body: object;
    };

/** Events are JSON, as over HTTP. */
export type Answered =
  | { readonly type: 'event'; readonly stream: number; readonly json: string }
  | { readonly type: 'ended' }
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly answer: AnswerDocument | TimeDocument;
    };
