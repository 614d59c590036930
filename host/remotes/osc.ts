/**
 * OSC (Open Sound Control) over UDP, for show control and panels. There is no password in it: it is taken on
 * this computer's own address, or from those who are named. docs/COMPANION.md has its words.
 */
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { fromBuffer, toBuffer, type OscMessageInput, type OscMessageOutput } from 'osc-min';
import { InputProblem } from '../system/problem.ts';
import type { Answer, SessionView } from '../session/types.ts';
import { carryOut } from '../session/wishes.ts';
import { wishOf, type OscWish } from './osc-words.ts';
import { OscTeller } from './osc-teller.ts';
import type { OpenRemote } from './remote.ts';
import { UdpEar } from './udp-ear.ts';

export interface OscOptions {
  /** Where messages are taken, 0 for any free port; undefined where none are. */
  readonly port?: number | undefined;
  readonly listen: string;
  /** Whose messages are taken; undefined where nobody else can reach us. */
  readonly from?: BlockList | undefined;
  /** Who is told. */
  readonly to: readonly OscTarget[];
}

export interface OscTarget {
  readonly host: string;
  readonly port: number;
}

/** A message of ours has 100 bytes; longer ones take long to read, and travel in pieces. */
const LONGEST_PACKET = 1500;
/** Messages in a bundle. */
const MOST_IN_BUNDLE = 32;
/** OSC's "immediately". */
const isNow = ([high, low]: readonly number[]): boolean => high === 0 && low === 1;
const NTP_EPOCH = 2_208_988_800;
/** In seconds: a time that is not further ahead is now. Clocks differ. */
const SOON = 1;

export const openOsc: OpenRemote<OscOptions> = async (session, options) => {
  const { port, listen, from, to } = options;
  const counts = { taken: 0, refused: 0, released: 0, junk: 0, stranger: 0 };
  const press = presser(session, counts);
  const telling = await tellers(session, to);
  const ear =
    port === undefined
      ? undefined
      : await UdpEar.open(listen, port, (bytes, { address, port: back }) => {
          if (from && !isAmong(from, address)) counts.stranger += 1;
          else
            press(bytes, (reply, message) => {
              ear?.send(encoded(message), reply === 'sender' ? back : reply, address);
            });
        }).catch((error: unknown) => {
          telling?.close();
          throw error;
        });
  return {
    said: () => [...saidOf(ear, listen, from !== undefined), ...(telling?.said() ?? [])],
    counts: () => (ear ? { ...counts, flood: ear.floods } : {}),
    async close() {
      telling?.close();
      await ear?.close();
    },
  };
};

function saidOf(ear: UdpEar | undefined, listen: string, named: boolean): string[] {
  if (!ear) return [];
  const whose = named ? 'from those you named; there is no password' : 'from this computer alone';
  const rests = ear.listens ? '' : ' Too much was sent: it listens again in a moment.';
  return [`OSC: UDP port ${String(ear.port)} on ${listen}, ${whose}.${rests}`];
}

type Answering = (reply: number | 'sender', message: OscMessageInput) => void;

/** Presses what a packet says, message by message in their order. */
function presser(
  session: SessionView,
  counts: { taken: number; refused: number; released: number; junk: number },
): (bytes: Buffer, answer: Answering) => void {
  const one = async (address: string, asked: OscWish, answer: Answering): Promise<void> => {
    const { wish, rev, request, reply } = asked;
    const result = await carryOut(session, wish, { by: 'osc', rev, request }).catch(failed);
    if (result.ok) counts.taken += 1;
    else counts.refused += 1;
    if (reply !== undefined) answer(reply, answerTo(address, result, request));
  };
  return (bytes, answer) => {
    const messages = messagesIn(bytes);
    if (!messages) counts.junk += 1;
    for (const message of messages ?? []) {
      const wish = wishOf(message);
      if (wish === undefined) counts.junk += 1;
      else if (wish === 'release') counts.released += 1;
      else void one(message.address, wish, answer);
    }
  };
}

const failed = (): Answer => ({
  ok: false,
  code: 'busy',
  sentence: 'Something went wrong here; the light keeps going.',
});

function answerTo(address: string, answer: Answer, request: string | undefined): OscMessageInput {
  const text = (value: string) => ({ type: 'string', value }) as const;
  const told = answer.ok
    ? [{ type: 'integer', value: answer.rev } as const]
    : [text(answer.code), text(answer.sentence)];
  const mine = request === undefined ? [] : [text(request)];
  const args = [text(address), ...told, ...mine];
  return { address: answer.ok ? '/claplight/ok' : '/claplight/refused', args };
}

/**
 * The messages of a packet; undefined for what makes no sense. A bundle's are taken in their order, but
 * nothing is kept for later, and no bundle is taken in part: one for a later time, one within another and
 * one that is too long are refused as a whole.
 */
function messagesIn(bytes: Buffer): readonly OscMessageOutput[] | undefined {
  if (bytes.length > LONGEST_PACKET) return undefined;
  try {
    const packet = fromBuffer(bytes);
    if (packet.oscType === 'message') return [packet];
    const { timetag, elements } = packet;
    const ahead = timetag[0] - NTP_EPOCH - Date.now() / 1000;
    if ((!isNow(timetag) && ahead > SOON) || elements.length > MOST_IN_BUNDLE) return undefined;
    const messages = elements.filter((element) => element.oscType === 'message');
    return messages.length === elements.length ? messages : undefined;
  } catch {
    return undefined;
  }
}

function isAmong(list: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

function encoded(message: OscMessageInput): Uint8Array {
  const { buffer, byteOffset, byteLength } = toBuffer(message);
  return new Uint8Array(buffer, byteOffset, byteLength);
}

interface Telling {
  said(): string[];
  close(): void;
}

/** Names are looked up once. Throws an InputProblem for one that nobody knows. */
async function tellers(
  session: SessionView,
  targets: readonly OscTarget[],
): Promise<Telling | undefined> {
  if (targets.length === 0) return undefined;
  const known = await Promise.all(targets.map(found));
  const sockets = known.map(({ family }) => createSocket(family === 6 ? 'udp6' : 'udp4').unref());
  const troubles = known.map(() => '');
  for (const socket of sockets) socket.on('error', () => undefined);
  const teller = new OscTeller(session, (message) => {
    const bytes = encoded(message);
    for (const [i, { address, port }] of known.entries())
      sockets[i]?.send(bytes, port, address, (error) => {
        troubles[i] = error ? `, which fails (${(error as NodeJS.ErrnoException).code ?? ''})` : '';
      });
  });
  return {
    said: () =>
      targets.map(
        ({ host, port }, i) => `OSC: sends to ${host}, port ${String(port)}${troubles[i] ?? ''}.`,
      ),
    close() {
      teller.close();
      for (const socket of sockets) socket.close();
    },
  };
}

async function found({ host, port }: OscTarget): Promise<{
  readonly address: string;
  readonly family: number;
  readonly port: number;
}> {
  try {
    return { ...(await lookup(host)), port };
  } catch {
    throw new InputProblem('no address is known for it: give its IP address', {
      source: `--osc-to ${host}:${String(port)}`,
    });
  }
}
