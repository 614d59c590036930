/**
 * The one shape of remotes: what else may drive or follow a session than its own screens. Each is a file of
 * this folder that opens one, and is loaded only when somebody asks for it. It sees the session as screens do,
 * presses through `carryOut` (session/wishes.ts), with a revision and a request, tells operators what it is
 * and how it fares, and ends. The web server has the same end and the same telling.
 */
import type { SessionView } from '../session/types.ts';

export interface Remote {
  /** What operators are told of it, a sentence each, as it is now. */
  said(): readonly string[];
  /** What it was sent so far, by what became of it: `GET /metrics` tells that. */
  counts(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** Opens a remote of a session. Throws a Problem whose sentence says what to do. */
export type OpenRemote<Options> = (session: SessionView, options: Options) => Promise<Remote>;
