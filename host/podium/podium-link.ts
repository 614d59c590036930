/**
 * Lines to a podium and back: one request in flight, retried with its own tag until it is answered,
 * and what the podium says by itself.
 */
import {
  OtherVersion,
  WireError,
  decodeFromPodium,
  decodeReply,
  encodeRequest,
  isPush,
  type Push,
  type Reply,
  type ReplyValues,
  type RequestValues,
} from '../../protocol/codec.ts';
import type { RequestName } from '../../protocol/messages.ts';
import { PROTOCOL_VERSION, TAG_LIMIT, ERRORS, type ErrorCode } from '../../protocol/wire.ts';
import { REFUSALS, type Refusal } from '../../protocol/stage.ts';
import { after, duration, type Instant } from '../../protocol/time.ts';
import type { Lines } from '../serial/lines.ts';
import { RefusedByTimekeeper } from '../session/timekeeper.ts';
import { hostClock, type Clock } from '../system/host-clock.ts';
import { Problem } from '../system/problem.ts';
import { Allowance } from './allowance.ts';

/** The podium said no; `rev` is its current revision where it said that too. */
export class PodiumRefusal extends RefusedByTimekeeper {
  readonly code: ErrorCode;
  readonly rev: number | undefined;
  constructor(code: ErrorCode, rev?: number) {
    super(`the podium refused: ${ERRORS[code]}`);
    this.code = code;
    this.rev = rev;
  }

  /** Where the stage said no, and not the wire. */
  get refusal(): Refusal | undefined {
    return REFUSALS.find((refusal) => refusal === this.code);
  }
}

/** The podium did not answer, or its port is gone. */
export class LinkLost extends Problem {}

/** It speaks another version of the protocol: of it nothing is understood but its greeting. */
export class OtherPodium extends Problem {
  constructor(version: number) {
    super(
      `the podium's firmware speaks version ${String(version)} of the protocol, this program version ${String(PROTOCOL_VERSION)}: flash it again with "claplight flash"`,
    );
  }
}

/** Waits in ms of the wall's time: lines take 20 ms, a byte of EEPROM 3.4 ms. */
const ANSWER_WITHIN: Readonly<Partial<Record<RequestName, number>>> = { commit: 4000, set: 1500 };
const USUALLY_WITHIN = 800;
/** The link is lost after so many such waits. */
const WAITS = 5;
/** An answer that has come already has so long to be read by a host that was held up. */
const GRACE = 40;

/** Called when a request's last try goes out and when its answer is there: round trips are timed so. */
export interface Moments {
  readonly sending?: (line: string) => void;
  readonly answered?: () => void;
}

interface Flight {
  readonly tag: number;
  readonly name: RequestName;
  readonly answered: (reply: Reply) => void;
  /** The request or its answer has probably come to nothing: there is no use in a long wait. */
  readonly hurry: () => void;
  readonly abandoned: (reason: Problem) => void;
}

export class PodiumLink {
  /** Lines that were damaged on their way here. */
  damaged = 0;
  readonly #lines: Lines;
  readonly #clock: Clock;
  #tag: number;
  #flight: Flight | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #lost: LinkLost | undefined;
  #onPush: (push: Push) => void = () => undefined;
  #onLost: (reason: LinkLost) => void = () => undefined;

  /** `clock` is for its waits alone. `random` draws the first tag: no host started anew is taken for a retry. */
  constructor(lines: Lines, clock: Clock = hostClock(), random: () => number = Math.random) {
    this.#tag = 1 + Math.floor(random() * TAG_LIMIT);
    this.#lines = lines;
    this.#clock = clock;
    // A flood would fill the journal and the memory.
    const allowance = new Allowance(clock);
    lines.listen({
      line: (text) => {
        this.#heard(text);
      },
      bytes: (count) => {
        if (!allowance.allows(count)) this.#lose('it sends more than its line can carry');
      },
      closed: (why) => {
        this.#lose(why);
      },
    });
  }

  onPush(listener: (push: Push) => void): void {
    this.#onPush = listener;
  }

  onLost(listener: (reason: LinkLost) => void): void {
    this.#onLost = listener;
    if (this.#lost) listener(this.#lost);
  }

  /** Sends a request and waits for its answer. Throws PodiumRefusal, LinkLost, WireError or OtherPodium. */
  request<N extends RequestName>(
    name: N,
    values: RequestValues<N>,
    moments: Moments = {},
  ): Promise<ReplyValues<N>> {
    const run = async (): Promise<ReplyValues<N>> => {
      const reply = await this.#exchange(name, values, moments);
      if (!reply.ok) throw new PodiumRefusal(reply.code, reply.rev);
      return decodeReply(name, reply.words);
    };
    const result = this.#queue.then(run);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #exchange<N extends RequestName>(
    name: N,
    values: RequestValues<N>,
    moments: Moments,
  ): Promise<Reply> {
    this.#tag = (this.#tag % TAG_LIMIT) + 1;
    const line = encodeRequest(this.#tag, name, values);
    const wait = ANSWER_WITHIN[name] ?? USUALLY_WITHIN;
    const until = this.#in(WAITS * wait);
    let reply = await this.#send(name, `${line}\n`, wait, moments);
    while (!reply && this.#clock.now() < until)
      // A newline first ends whatever half of a line the podium may have heard.
      reply = await this.#send(name, `\n${line}\n`, wait, moments);
    if (reply) return reply;
    const lost = new LinkLost(`no answer to "${name}"`);
    this.#lose(lost.message);
    throw lost;
  }

  /** Gives the reply, or undefined when none came. */
  #send(
    name: RequestName,
    text: string,
    wait: number,
    moments: Moments,
  ): Promise<Reply | undefined> {
    if (this.#lost) return Promise.reject(this.#lost);
    return new Promise((resolve, reject) => {
      let cancel: () => void = () => undefined;
      const settle = (): void => {
        cancel();
        this.#flight = undefined;
      };
      const lastly = (): void => {
        cancel = this.#clock.at(this.#in(GRACE), () => {
          settle();
          resolve(undefined);
        });
      };
      let hurried = false;
      this.#flight = {
        tag: this.#tag,
        name,
        answered: (reply) => {
          settle();
          moments.answered?.();
          resolve(reply);
        },
        hurry: () => {
          if (hurried) return;
          hurried = true;
          cancel();
          lastly();
        },
        abandoned: (reason) => {
          settle();
          reject(reason);
        },
      };
      cancel = this.#clock.at(this.#in(wait - GRACE), lastly);
      moments.sending?.(text.trim());
      this.#lines.write(text);
    });
  }

  /** So many ms of the wall's from now. */
  #in(ms: number): Instant {
    return after(this.#clock.now(), duration(ms * this.#clock.speed));
  }

  #heard(line: string): void {
    if (line === '' || this.#lost) return;
    try {
      const message = decodeFromPodium(line);
      if (!isPush(message)) this.#replied(message);
      else {
        // A podium that starts anew has forgotten what it was asked.
        if (message.name === 'claplight') this.#flight?.hurry();
        this.#onPush(message);
      }
    } catch (error) {
      if (error instanceof OtherVersion) {
        this.#flight?.abandoned(new OtherPodium(error.version));
        return;
      }
      if (!(error instanceof WireError)) throw error;
      this.damaged += 1;
      this.#flight?.hurry();
    }
  }

  #replied(reply: Reply): void {
    // Without a tag it complains of a damaged line.
    if (reply.tag === null) this.#flight?.hurry();
    else if (reply.tag === this.#flight?.tag) {
      // One that says what cannot be counts as damaged.
      if (reply.ok) decodeReply(this.#flight.name, reply.words);
      this.#flight.answered(reply);
    }
  }

  /** What it says cannot be: nothing more of it is heard. Gives what to throw. */
  distrust(why: string): LinkLost {
    this.#lose(why);
    return this.#lost ?? new LinkLost(why);
  }

  #lose(why: string): void {
    if (this.#lost) return;
    this.#lost = new LinkLost(why);
    this.#flight?.abandoned(this.#lost);
    this.#onLost(this.#lost);
  }
}
