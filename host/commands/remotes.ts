/** The remotes that the command line asks for. None is loaded before it is opened. */
import { BlockList, isIP } from 'node:net';
import type { Remote } from '../remotes/remote.ts';
import type { SessionView } from '../session/types.ts';
import type { BrokerOptions } from '../remotes/broker-address.ts';
import { InputProblem } from '../system/problem.ts';

export interface RemoteOptions extends BrokerOptions {
  readonly osc?: number;
  readonly oscListen?: string;
  readonly oscFrom?: readonly string[];
  readonly oscTo?: readonly string[];
  /** Whether the broker's commands are taken. */
  readonly remoteControl?: boolean;
}

/** A remote that was asked for. */
export interface WantedRemote {
  readonly name: string;
  readonly open: (session: SessionView) => Promise<Remote>;
}

/** What a room is called on a broker. */
export interface RoomNames {
  readonly room: string | undefined;
  readonly event: string | undefined;
}

/** The broker, where one was asked for, here or in the environment. Throws InputProblem before anything is opened. */
export async function brokerRemote(
  options: RemoteOptions,
  { room, event }: RoomNames,
): Promise<WantedRemote[]> {
  const { broker, brokerCa, brokerLogin, remoteControl = false } = options;
  const asked = broker ?? brokerCa ?? brokerLogin ?? process.env.CLAPLIGHT_BROKER ?? '';
  if (asked === '') {
    if (remoteControl)
      throw new InputProblem('it needs --broker mqtts://HOST as well', {
        source: '--remote-control',
      });
    return [];
  }
  const { brokerOf } = await import('../remotes/broker-address.ts');
  const address = brokerOf(options, process.env);
  if (!address) return [];
  if (room === undefined || room.trim() === '')
    throw new InputProblem(
      'a broker has many rooms: name yours with --room, e.g. --room "Hall A"',
      {
        source: broker === undefined ? 'CLAPLIGHT_BROKER' : '--broker',
      },
    );
  const open = async (session: SessionView): Promise<Remote> => {
    const { openMqtt } = await import('../remotes/mqtt.ts');
    return openMqtt(session, { address, room, event: event ?? 'claplight', remoteControl });
  };
  return [{ name: 'mqtt', open }];
}

/** Throws an InputProblem for what cannot be meant, before anything is opened. */
export function remotesOf(options: RemoteOptions): WantedRemote[] {
  const { osc: port, oscListen, oscFrom, oscTo = [] } = options;
  const wrong = (message: string, source: string): InputProblem =>
    new InputProblem(message, { source });
  if (port === undefined && (oscListen !== undefined || oscFrom !== undefined))
    throw wrong(
      'it needs --osc PORT as well',
      oscListen === undefined ? '--osc-from' : '--osc-listen',
    );
  const listen = oscListen === 'lan' ? '0.0.0.0' : (oscListen ?? '127.0.0.1');
  if (isIP(listen) === 0)
    throw wrong(
      'give an IP address of this computer, or lan for all of them',
      `--osc-listen ${listen}`,
    );
  if (!/^127\.|^::1$/.test(listen) && oscFrom === undefined)
    throw wrong(
      'OSC has no password: say who may send, with --osc-from, e.g. 192.168.7.20 or 192.168.7.0/24',
      `--osc-listen ${oscListen ?? ''}`,
    );
  const from = oscFrom && senders(oscFrom);
  const to = oscTo.map(targetOf);
  if (port === undefined && to.length === 0) return [];
  const open = async (session: SessionView): Promise<Remote> => {
    const { openOsc } = await import('../remotes/osc.ts');
    return openOsc(session, { port, listen, from, to });
  };
  return [{ name: 'osc', open }];
}

/** Whose messages are taken: addresses, and networks with the length of their prefix. */
function senders(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', prefix] = text.split('/', 2);
    const version = isIP(address);
    const longest = version === 6 ? 128 : 32;
    const length = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN;
    if (version === 0 || !(length <= longest))
      throw new InputProblem('give an IP address, or a network such as 192.168.7.0/24', {
        source: `--osc-from ${text}`,
      });
    list.addSubnet(address, length, version === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

function targetOf(text: string): { host: string; port: number } {
  const [, v6, name, digits] = /^(?:\[([0-9a-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = v6 ?? name;
  const port = Number(digits);
  if (host !== undefined && port > 0 && port < 65_536) return { host, port };
  throw new InputProblem('give a computer and its port, e.g. 192.168.7.20:9000', {
    source: `--osc-to ${text}`,
  });
}
