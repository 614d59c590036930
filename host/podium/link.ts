/**
 * Lines to a podium and back: one request in flight, retried with its own tag until it is answered,
 * and what the podium says by itself.
 */
import { ReadlineParser } from '@serialport/parser-readline';
import type { Duplex } from 'node:stream';
import {
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
import { LINE_LIMIT, TAG_LIMIT, ERRORS, type ErrorCode } from '../../protocol/wire.ts';
import { after, duration } from '../../protocol/time.ts';
import { hostClock, type Clock } from '../clock.ts';
import { LineBound } from './bound.ts';

/** The podium said no; `rev` is its current revision where it said that too. */
export class PodiumRefusal extends Error {
  readonly code: ErrorCode;
  readonly rev: number | undefined;
  constructor(code: ErrorCode, rev?: number) {
    super(`the podium refused: ${ERRORS[code]}`);
    this.name = 'PodiumRefusal';
    this.code = code;
    this.rev = rev;
  }
}

/** The podium did not answer, or its port is gone. */
export class LinkLost extends Error {
  override name = 'LinkLost';
}

/** Waits in ms of the wall's time: lines take 20 ms, a byte of EEPROM 3.4 ms. */
const ANSWER_WITHIN: Readonly<Partial<Record<RequestName, number>>> = { commit: 4000, set: 1500 };
const USUALLY_WITHIN = 800;
const TRIES = 5;

/** Called when a request's last try goes out and when its answer is there: round trips are timed so. */
export interface Moments {
  readonly sending?: () => void;
  readonly answered?: () => void;
}

interface Flight {
  readonly tag: number;
  readonly answered: (reply: Reply) => void;
}

export class PodiumLink {
  /** Lines that were damaged on their way here. */
  damaged = 0;
  readonly #port: Duplex;
  readonly #clock: Clock;
  /** Drawn at random, so that a host started anew is not taken for a retry. */
  #tag = 1 + Math.floor(Math.random() * TAG_LIMIT);
  #flight: Flight | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #lost: LinkLost | undefined;
  #onPush: (push: Push) => void = () => undefined;
  #onLost: (reason: LinkLost) => void = () => undefined;
  #abandon: ((reason: LinkLost) => void) | undefined;

  /** `clock` is for its waits alone. */
  constructor(port: Duplex, clock: Clock = hostClock()) {
    this.#port = port;
    this.#clock = clock;
    const lines = port
      .pipe(new LineBound(LINE_LIMIT + 1))
      .pipe(new ReadlineParser({ delimiter: '\n', encoding: 'latin1' }));
    lines.on('data', (line: string) => {
      this.#heard(line.replace(/\r$/, ''));
    });
    port.on('close', () => {
      this.#lose('the port was closed');
    });
    port.on('error', (error: Error) => {
      this.#lose(error.message);
    });
  }

  onPush(listener: (push: Push) => void): void {
    this.#onPush = listener;
  }

  onLost(listener: (reason: LinkLost) => void): void {
    this.#onLost = listener;
    if (this.#lost) listener(this.#lost);
  }

  /** Sends a request and waits for its answer. Throws PodiumRefusal, LinkLost or WireError. */
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
    for (let attempt = 0; attempt < TRIES; attempt++) {
      // A newline first ends whatever half of a line the podium may have heard.
      const reply = await this.#send(`${attempt === 0 ? '' : '\n'}${line}\n`, name, moments);
      if (reply?.tag === this.#tag) return reply;
    }
    const lost = new LinkLost(`no answer to "${name}"`);
    this.#lose(lost.message);
    throw lost;
  }

  /** Gives the reply, one without a tag if the line was damaged, or undefined when none came. */
  #send(text: string, name: RequestName, moments: Moments): Promise<Reply | undefined> {
    if (this.#lost) return Promise.reject(this.#lost);
    return new Promise((resolve, reject) => {
      const wait = duration((ANSWER_WITHIN[name] ?? USUALLY_WITHIN) * this.#clock.speed);
      const cancel = this.#clock.at(after(this.#clock.now(), wait), () => {
        resolve(undefined);
      });
      this.#abandon = (reason) => {
        cancel();
        reject(reason);
      };
      this.#flight = {
        tag: this.#tag,
        answered: (reply) => {
          cancel();
          moments.answered?.();
          resolve(reply);
        },
      };
      moments.sending?.();
      this.#port.write(text, 'latin1');
    });
  }

  #heard(line: string): void {
    if (line === '') return;
    try {
      const message = decodeFromPodium(line);
      if (isPush(message)) this.#onPush(message);
      else if (message.tag === null || message.tag === this.#flight?.tag)
        this.#flight?.answered(message);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.damaged += 1;
    }
  }

  #lose(why: string): void {
    if (this.#lost) return;
    this.#lost = new LinkLost(why);
    this.#abandon?.(this.#lost);
    this.#onLost(this.#lost);
  }
}
