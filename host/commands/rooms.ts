/** All rooms of an event on one screen: in the terminal and as a page. */
import type { BrokerOptions } from '../remotes/broker-address.ts';
import { InputProblem } from '../system/problem.ts';
import { BoundedLines, outliveStreams } from '../system/streams.ts';

export interface RoomsOptions extends BrokerOptions {
  readonly event?: string;
  readonly remoteControl?: boolean;
  readonly http?: number | false;
  readonly listen: string;
  readonly hostName?: readonly string[];
  readonly screen: boolean;
}

/** Shows rooms until it is quit. Throws InputProblem for what cannot be meant, MirrorProblem without a port. */
export async function rooms(options: RoomsOptions): Promise<void> {
  const [{ brokerOf }, { idOf }] = await Promise.all([
    import('../remotes/broker-address.ts'),
    import('../remotes/room-topics.ts'),
  ]);
  const address = brokerOf(options, process.env);
  if (!address)
    throw new InputProblem('which broker? Add --broker mqtts://HOST, or set CLAPLIGHT_BROKER', {
      source: 'rooms',
    });
  if (options.event === undefined)
    throw new InputProblem('which event? Add --event ID, the same that the rooms were given', {
      source: 'rooms',
    });
  const control = options.remoteControl === true;
  const { RoomsWatcher } = await import('../rooms/watcher.ts');
  const watcher = new RoomsWatcher({
    address,
    event: idOf(options.event),
    title: options.event,
  });
  const stops: (() => void | Promise<void>)[] = [() => watcher.close()];
  const ended = outliveStreams(() => undefined);
  try {
    let said = (): string[] => [];
    let url = '';
    if (options.http !== false) {
      const { startRooms } = await import('../rooms/rooms-server.ts');
      const { listen, hostName: hostNames, http: port } = options;
      const token = process.env.CLAPLIGHT_TOKEN;
      const server = await startRooms(watcher, { port, listen, hostNames, control, token });
      stops.unshift(() => server.close());
      url = server.addresses[0]?.url ?? '';
      said = () => [
        `Rooms: ${url}/`,
        ...(control
          ? [`With buttons, once, within two minutes: ${url}/#key=${server.makeKey()}`]
          : []),
      ];
    }
    await shown(watcher, options, { said, address: url.replace('http://', '') }, stops);
  } finally {
    for (const stop of stops) await stop();
    ended();
  }
}

async function shown(
  watcher: import('../rooms/watcher.ts').RoomsWatcher,
  { screen, remoteControl = false }: RoomsOptions,
  { said, address }: { readonly said: () => readonly string[]; readonly address: string },
  stops: (() => void | Promise<void>)[],
): Promise<void> {
  const end = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        resolve();
      });
    const terminal = process.stdout.isTTY && process.stdin.isTTY && process.env.TERM !== 'dumb';
    if (!screen || !terminal) return;
    void import('../rooms/rooms-screen.ts').then(({ RoomsScreen }) => {
      const view = new RoomsScreen(watcher, {
        control: remoteControl,
        address,
        about: said,
        quit: resolve,
      });
      stops.unshift(() => {
        view.stop();
      });
    });
  });
  if (!screen || !process.stdout.isTTY || !process.stdin.isTTY) await printed(watcher, said);
  await end;
}

const WELL_AGAIN = 'All is well again: the broker is there.';

/** One line for each change that somebody could act on. */
async function printed(
  watcher: import('../rooms/watcher.ts').RoomsWatcher,
  said: () => readonly string[],
): Promise<void> {
  const { roomShown } = await import('../rooms/room-shown.ts');
  const { isGone } = await import('../../protocol/rooms.ts');
  const { clean } = await import('../terminal/clean.ts');
  const out = new BoundedLines(process.stdout);
  for (const sentence of said()) out.write(sentence);
  const told = new Map<string, string>();
  let before: string | undefined;
  const tellTrouble = (): void => {
    const { trouble } = watcher;
    if (trouble === before) return;
    before = trouble;
    out.write(trouble === undefined ? WELL_AGAIN : `${clean(trouble)}.`);
  };
  watcher.onChange((room) => {
    const shown = roomShown(room, watcher.now());
    const { name, plain, speaker, connection } = shown;
    const gone = isGone(shown);
    const who = gone || speaker === '' ? '' : ` · ${speaker}`;
    const line = clean(`${name}: ${gone ? connection : plain}${who}`);
    if (told.get(room.id) === line) return;
    told.set(room.id, line);
    out.write(`${new Date().toTimeString().slice(0, 8)} ${line}`);
  }, tellTrouble);
  // A broker that is not there has said so by now.
  tellTrouble();
}
