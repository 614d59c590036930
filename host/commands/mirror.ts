/** The mirror of a session, as the command line asks for it. */
import { rmSync } from 'node:fs';
import type { RemoteCounts } from '../mirror/families.ts';
import type { MirrorServer } from '../mirror/server-options.ts';
import type { Phones } from '../terminal/phones.ts';
import type { SessionView } from '../session/types.ts';

export interface WebOptions {
  /** Undefined: the usual one, or any other that is free; 0: any. */
  readonly port: number | undefined;
  readonly listen: string;
  readonly hostNames: readonly string[];
  readonly maxStreams: number | undefined;
  /** Where token and port are kept for a session that goes on; undefined where none may. */
  readonly keptIn: string | undefined;
  readonly resumed: boolean;
  /** Language of the screens; English where it is left out. */
  readonly lang?: string | undefined;
  /** The report as it stands, drawn. */
  readonly report?: (() => unknown) | undefined;
}

export interface OpenMirror {
  readonly server: MirrorServer;
  /** Where the pages are, and the token that presses need now: for a log. */
  readonly said: () => readonly string[];
  /** The same for a screen, each time with another address that opens the operator's page once. */
  readonly shown: () => readonly string[];
  /** Where the page is that leads to all others: for other screens, or else for this computer's. */
  readonly screens: () => string;
  /** The same page as this computer's own browser opens it. */
  readonly here: () => string;
}

/** Starts the web server. Throws MirrorProblem where the port that was asked for cannot be had. */
export async function openMirror(
  session: SessionView,
  options: WebOptions,
  remotes: () => readonly RemoteCounts[],
): Promise<OpenMirror> {
  const { startMirror, MirrorProblem, operatorUrl, keyUrl } = await import('../mirror/server.ts');
  const { port, listen, hostNames, maxStreams, keptIn, resumed, lang, report } = options;
  if (keptIn !== undefined && !resumed) rmSync(keptIn, { force: true });
  const asked = {
    listen,
    hostNames,
    keptIn,
    remotes,
    lang,
    report,
    token: process.env.CLAPLIGHT_TOKEN,
    ...(maxStreams === undefined ? {} : { maxStreams }),
  };
  const opened = (server: MirrorServer, ...said: string[]): OpenMirror => ({
    server,
    said: () => [...mirrorSentences(server, (url) => operatorUrl(url, server.token)), ...said],
    shown: () => [
      ...mirrorSentences(server, (url) => keyUrl(url, server.makeKey())),
      'This address works once, within two minutes; i shows another, Esc closes this.',
      ...said,
    ],
    screens: () => `${widest(server)}/screens`,
    here: () => `${nearest(server)}/screens`,
  });
  if (port !== undefined) return opened(await startMirror(session, { ...asked, port }));
  try {
    return opened(await startMirror(session, asked));
  } catch (error) {
    // Another session has the usual port: nobody asked for that one, so any other serves.
    if (!(error instanceof MirrorProblem)) throw error;
    const server = await startMirror(session, { ...asked, port: 0 });
    const { port: taken } = server;
    return opened(
      server,
      `Another session or program uses the usual port, so these pages are on port ${String(taken)}.`,
    );
  }
}

/** The codes with which phones open the operator's page, one for each address that others reach. */
export async function phonesOf(mirror: MirrorServer): Promise<Phones> {
  const { keyUrl, qrLines } = await import('../mirror/qr.ts');
  return {
    beyondLoopback: mirror.beyondLoopback,
    codes: () =>
      mirror.addresses
        .filter(({ loopback }) => !loopback)
        .map(({ url, by }) => ({
          lines: qrLines(keyUrl(url, mirror.makeKey())),
          caption: `${url}/operator (${by}) · c: the next address`,
        })),
    newToken: () => {
      mirror.newToken();
    },
  };
}

/** This computer's own address, where it is listened on. */
const nearest = ({ addresses }: MirrorServer): string =>
  (addresses.find(({ loopback }) => loopback) ?? addresses[0])?.url ?? '';

/** The first address that other screens reach by number, or else this computer's. */
function widest({ addresses }: MirrorServer): string {
  const lan = addresses.find(({ loopback, by }) => !loopback && by !== 'name');
  return (lan ?? addresses[0])?.url ?? '';
}

function mirrorSentences(mirror: MirrorServer, operatorAt: (url: string) => string): string[] {
  const [first, ...others] = mirror.addresses.map(({ url }) => url);
  const also = others.length > 0 ? `, also ${others.join(', ')}` : '';
  const reach = mirror.everywhere
    ? [
        'The pages are served on every address of this computer: anybody on the same network can see them.',
      ]
    : [];
  return [
    ...reach,
    `Projector: ${first ?? ''}/${also}`,
    `All screens, with links and codes: ${widest(mirror)}/screens`,
    `Operator's page: ${operatorAt(first ?? '')}`,
  ];
}
