/** What the mirror's server is asked for, and what it gives. */
import { EXIT, Problem } from '../system/problem.ts';
import type { Address } from './addresses.ts';
import type { RemoteCounts } from './families.ts';

export interface MirrorOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  /** An address, `localhost`, or `lan` for every interface; 127.0.0.1 if left out. */
  readonly listen?: string;
  /** Names besides the machine's own under which pages may ask for us. */
  readonly hostNames?: readonly string[];
  /** The session's token; made at random if left out. */
  readonly token?: string | undefined;
  /** Language of the screens whose address names none; English if left out. */
  readonly lang?: string | undefined;
  /** A file that keeps token and port for a resumed session; see `keep.ts`. */
  readonly keptIn?: string | undefined;
  /** The report of the session as it stands, drawn; asked for with the token. */
  readonly report?: (() => unknown) | undefined;
  /** Most event streams at once. */
  readonly maxStreams?: number;
  /** What remotes counted so far, for `GET /metrics`. */
  readonly remotes?: () => readonly RemoteCounts[];
  /** Whoever has not sent a whole request by then is cut off, in ms; its headers have half of that. */
  readonly patience?: number;
}

export interface MirrorServer {
  /** Where pages can be opened, this computer's own address first. */
  readonly addresses: readonly Address[];
  readonly port: number;
  readonly token: string;
  /** True if other machines can reach it. */
  readonly beyondLoopback: boolean;
  /** True if every address of this computer is listened on. */
  readonly everywhere: boolean;
  /** A key that opens the operator's page once, within two minutes; another one at each call. */
  makeKey(): string;
  /** Makes a new token and drops every device that used the old one. */
  newToken(): string;
  /** How many pages listen now. */
  readonly streams: number;
  close(): Promise<void>;
}

/** A server that cannot listen where it was asked to: the sentence says what to do. */
export class MirrorProblem extends Problem {}

/** The address that was asked for is none of this computer's. */
export class AddressProblem extends MirrorProblem {
  override readonly exitCode = EXIT.badInput;
}

export const DEFAULT_PORT = 4114;
export const DEFAULT_STREAMS = 1200;
export const DEFAULT_PATIENCE = 10_000;
