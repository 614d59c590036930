/** Where a page has its session from: the server that it came from, or a session in the same browser. */
import type { AnswerDocument, TimeDocument } from './document.ts';
import type { Sample } from './page-clock.ts';

export type Headers = Readonly<Record<string, string>>;

export interface Source {
  /**
   * What comes, as it comes: none or several events at a time, the first of them a whole document. Ends with
   * the connection, and throws where there is none; Denied where the token is wrong.
   */
  events(headers: Headers, signal: AbortSignal): AsyncIterable<readonly unknown[]>;
  /** One round trip to the session's clock; undefined where it answers nothing of use. Throws where nothing comes. */
  time(signal: AbortSignal): Promise<readonly [TimeDocument, Sample] | undefined>;
  /** Sends a command. Throws where no answer comes. */
  press(
    command: string,
    body: object,
    headers: Headers,
    signal: AbortSignal,
  ): Promise<AnswerDocument>;
}

/** The token is wrong. */
export class Denied extends Error {}
