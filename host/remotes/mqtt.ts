/**
 * A session on an MQTT broker: what it shows, for rooms, displays and home automation, and commands where they
 * were asked for. The session waits for none of it: a broker that is gone changes a line for the operator.
 */
import { randomBytes } from 'node:crypto';
import { SessionClock } from '../session/session-clock.ts';
import type { SessionView, Snapshot } from '../session/types.ts';
import { packageVersion } from '../system/paths.ts';
import { shownBroker, type BrokerAddress } from './broker-address.ts';
import { BrokerLink } from './broker-link.ts';
import { BIRTH, deviceDocument, deviceTopic } from './home-assistant.ts';
import type { OpenRemote } from './remote.ts';
import { RoomClaim } from './room-claim.ts';
import { RoomCommands } from './room-commands.ts';
import { RoomTeller } from './room-teller.ts';
import { idOf, topicOf, type Part } from './room-topics.ts';

export interface MqttOptions {
  readonly address: BrokerAddress;
  /** Names for people; their ids are made of them. */
  readonly event: string;
  readonly room: string;
  /** Whether commands are taken. */
  readonly remoteControl: boolean;
  /** A room that another session holds is asked for again after so many ms; 15,000 if left out. */
  readonly askAgain?: number;
}

/** Messages a second that are looked at: buttons send a few. */
const MOST_MESSAGES = 200;
const ASK_AGAIN = 15_000;
/** Of a command's answer, in seconds: later nobody waits for it. */
const REPLY_EXPIRES = 30;
const MOST_REPLIES = 20;

export const openMqtt: OpenRemote<MqttOptions> = (session, options) =>
  Promise.resolve(new RoomOnBroker(session, options));

class RoomOnBroker {
  readonly #session: SessionView;
  readonly #options: MqttOptions;
  readonly #event: string;
  readonly #room: string;
  readonly #link: BrokerLink;
  readonly #claim: RoomClaim;
  readonly #teller: RoomTeller;
  readonly #commands: RoomCommands;
  #taken = false;
  /** Whether the operator was told of trouble, and not yet that it is over. */
  #troubled = false;
  /** Those that the broker has not acknowledged yet, on this connection. */
  #replies = { waiting: 0 };
  /** What Home Assistant was told last. */
  #device = '';
  #stop: () => void;

  constructor(session: SessionView, options: MqttOptions) {
    const { address, remoteControl } = options;
    this.#session = session;
    this.#options = options;
    this.#commands = new RoomCommands(session);
    this.#event = idOf(options.event);
    this.#room = idOf(options.room);
    const id = randomBytes(6).toString('hex');
    const topic = (part: Part): string => topicOf(this.#event, this.#room, part);
    const parts: readonly Part[] = ['availability', 'claim', ...(remoteControl ? COMMANDS : [])];
    this.#link = new BrokerLink({
      address,
      clientId: `claplight-${this.#event}-${this.#room}-${id}`,
      will: { topic: topic('availability'), payload: 'offline' },
      topics: [...parts.map(topic), BIRTH],
      most: MOST_MESSAGES,
      up: () => {
        this.#replies = { waiting: 0 };
        this.#claim.ask();
      },
      down: () => {
        this.#claim.away();
        this.#teller.pause();
      },
      message: (at, payload, retained) => {
        const part = parts.find((one) => topic(one) === at);
        this.#heard(part ?? 'birth', payload, retained);
      },
      changed: () => {
        this.#warn();
      },
    });
    this.#claim = new RoomClaim({
      id,
      say: (payload) => this.#link.publish(topic('claim'), payload, { expires: 5 }),
      held: () => {
        this.#taken = false;
        this.#device = '';
        this.#teller.begin();
        this.#tellDevice();
        this.#warn();
        this.#tellBack();
      },
      lost: () => {
        this.#taken = true;
        this.#warn();
        void this.#link.leave(options.askAgain ?? ASK_AGAIN);
      },
    });
    this.#teller = new RoomTeller({
      session,
      clock: new SessionClock(session, () => performance.now()),
      room: options.room,
      commands: options.remoteControl,
      link: this.#link,
      topic,
      heard: () => {
        this.#warn();
      },
    });
    this.#stop = session.onChange(() => {
      if (this.#claim.held) this.#tellDevice();
    });
  }

  said(): readonly string[] {
    const { address, remoteControl } = this.#options;
    const trouble = this.#trouble();
    const takes = remoteControl ? ', takes commands' : '';
    const yet = this.#claim.held ? undefined : 'The broker has not answered yet.';
    const news = trouble ?? yet;
    const plain =
      !address.tls && address.password !== undefined && !isHere(address.host)
        ? ['The password goes to the broker readable for all on the network: use mqtts://.']
        : [];
    const where = `Broker: ${shownBroker(address)}, as ${this.#event}/${this.#room}${takes}.`;
    return [where, ...plain, ...(news === undefined ? [] : [news])];
  }

  counts(): Readonly<Record<string, number>> {
    return { ...this.#commands.counts, flood: this.#link.floods };
  }

  async close(): Promise<void> {
    this.#stop();
    // A broker that takes nothing any more keeps nobody.
    await Promise.race([this.#teller.close(), waited(LEAVING)]);
    this.#claim.away();
    await this.#link.close();
    this.#session.warn('broker', undefined);
  }

  #heard(part: Part | 'birth', payload: Buffer, retained: boolean): void {
    if (part === 'claim') {
      if (!retained) this.#claim.heard(payload);
    } else if (part === 'availability') {
      // The last will of a connection that we had before, or of a newcomer that went.
      if (this.#claim.held && payload.toString() !== 'online') this.#teller.online();
    } else if (part === 'command') {
      if (retained) this.#commands.counts.retained += 1;
      else if (this.#claim.held) void this.#command(payload);
    } else if (this.#claim.held && payload.toString() === 'online' && !retained) {
      this.#device = '';
      this.#tellDevice();
    }
  }

  async #command(payload: Buffer): Promise<void> {
    const reply = await this.#commands.take(payload);
    // Whoever floods us is not answered each time: the broker's acknowledgements alone would fill our time.
    const replies = this.#replies;
    if (!reply || replies.waiting >= MOST_REPLIES) return;
    replies.waiting += 1;
    await this.#link.publish(topicOf(this.#event, this.#room, 'reply'), JSON.stringify(reply), {
      expires: REPLY_EXPIRES,
    });
    replies.waiting -= 1;
  }

  #tellDevice(): void {
    const names = { event: this.#event, room: this.#room };
    const device = deviceDocument({
      ...names,
      name: this.#options.room,
      commands: this.#options.remoteControl,
      version: packageVersion(),
      phases: phasesOf(this.#session.snapshot()),
    });
    const json = JSON.stringify(device);
    if (json === this.#device) return;
    this.#device = json;
    // Where nobody has Home Assistant, the access list may refuse it: that is no trouble.
    void this.#link.publish(deviceTopic(names), json, { retain: true });
  }

  #trouble(): string | undefined {
    const { room } = this.#options;
    const topic = `claplight/${this.#event}/${this.#room}`;
    if (this.#taken)
      return `Another session has the room “${room}” on the broker: this one does not show in rooms. Give one of them another --room.`;
    if (this.#link.trouble !== undefined)
      return `${this.#link.trouble}. The light keeps going without it.`;
    return this.#teller.refused
      ? `The broker's access list does not let us write to ${topic}. The light keeps going without it.`
      : undefined;
  }

  #warn(): void {
    const trouble = this.#trouble();
    if (trouble !== undefined) this.#troubled = true;
    this.#session.warn('broker', trouble);
  }

  /** A warning that goes says nothing in a log. */
  #tellBack(): void {
    if (!this.#troubled) return;
    this.#troubled = false;
    this.#session.notice('The broker is back: this room shows in rooms again.');
  }
}

/** Replies are read by whoever sent the command; we only write them. */
const COMMANDS = ['command'] as const;
/** In ms: how long the end waits for a broker. */
const LEAVING = 500;

const waited = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

const isHere = (host: string): boolean => /^127\.|^::1$|^localhost$/.test(host);

/** What a session can show, by the names that it tells. */
function phasesOf({ programme }: Snapshot): string[] {
  const cues = programme.scores.flatMap((score) => score.cues.map(({ phase }) => phase));
  return [...new Set([...cues, 'changeover', 'held', 'closed', 'no-programme', 'practice'])];
}
