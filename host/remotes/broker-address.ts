/** Where a broker is, who we are to it and whose certificate it must have: from options, files and the environment. */
import { statSync } from 'node:fs';
import { InputProblem } from '../system/problem.ts';
import { readBoundedSync } from '../system/read-file.ts';

export interface BrokerAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Where these stand, for people. */
  readonly loginFrom?: string | undefined;
  /** The file that they were read from. */
  readonly loginFile?: string | undefined;
  /** Certificates of those who may have signed the broker's, in PEM; the system's where it is left out. */
  readonly ca?: Buffer | undefined;
}

export interface BrokerOptions {
  readonly broker?: string;
  /** A file of mode 0600: the user's name on its first line, the password on its second. */
  readonly brokerLogin?: string;
  readonly brokerCa?: string;
}

/** In bytes; a bundle of all certificates of a system has a fifth of that. */
const LARGEST = 1_000_000;
const PORTS = { 'mqtt:': 1883, 'mqtts:': 8883 };

/** For people: never with a name or a password. */
export const shownBroker = ({ host, port, tls }: BrokerAddress): string =>
  `${tls ? 'mqtts' : 'mqtt'}://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;

/** What was asked for, or undefined where no broker was. Throws InputProblem, which never quotes a password. */
export function brokerOf(
  options: BrokerOptions,
  environment: NodeJS.ProcessEnv,
): BrokerAddress | undefined {
  const given = options.broker;
  const text = given ?? environment.CLAPLIGHT_BROKER;
  const source = given === undefined ? 'CLAPLIGHT_BROKER' : '--broker';
  if (text === undefined || text === '') {
    if (options.brokerLogin !== undefined || options.brokerCa !== undefined)
      throw new InputProblem('it needs --broker mqtts://HOST as well', {
        source: options.brokerLogin === undefined ? '--broker-ca' : '--broker-login',
      });
    return undefined;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const port = url && PORTS[url.protocol as keyof typeof PORTS];
  const more = url && (url.search !== '' || url.hash !== '' || !/^\/?$/.test(url.pathname));
  if (!url || port === undefined || url.hostname === '' || more)
    throw new InputProblem('write mqtts://HOST, mqtt://HOST or mqtts://HOST:PORT', { source });
  if (given !== undefined && (url.username !== '' || url.password !== ''))
    throw new InputProblem(
      'everybody on this computer can read the command line: give name and password in CLAPLIGHT_BROKER_USER and CLAPLIGHT_BROKER_PASSWORD, or in a file with --broker-login',
      { source },
    );
  const file = options.brokerLogin ?? environment.CLAPLIGHT_BROKER_LOGIN;
  const ca = options.brokerCa ?? environment.CLAPLIGHT_BROKER_CA;
  const inAddress =
    url.username === ''
      ? {}
      : {
          user: decoded(url.username),
          password: decoded(url.password),
          loginFrom: 'CLAPLIGHT_BROKER',
        };
  const login = file === undefined || file === '' ? inEnvironment(environment) : inFile(file);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? port : Number(url.port),
    tls: url.protocol === 'mqtts:',
    ...inAddress,
    ...login,
    ...(ca === undefined || ca === '' ? {} : { ca: certificates(ca) }),
  };
}

/** As it is now: somebody may have mended the file, or be at it; until it is whole, what was read before counts. */
export function readAgain(address: BrokerAddress): BrokerAddress {
  if (address.loginFile === undefined) return address;
  try {
    return { ...address, ...inFile(address.loginFile) };
  } catch {
    return address;
  }
}

type Login = Pick<BrokerAddress, 'user' | 'password' | 'loginFrom' | 'loginFile'>;

/** A text with a stray percent sign is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function inEnvironment({
  CLAPLIGHT_BROKER_USER: user,
  CLAPLIGHT_BROKER_PASSWORD: password,
}: NodeJS.ProcessEnv): Login {
  const loginFrom = 'CLAPLIGHT_BROKER_USER and CLAPLIGHT_BROKER_PASSWORD';
  return user === undefined || user === '' ? {} : { user, password, loginFrom };
}

function inFile(path: string): Login {
  const text = read(path).toString('utf8');
  // Windows has no such modes.
  const open = process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
  if (open)
    throw new InputProblem(`others can read this file: chmod 600 ${path}`, { source: path });
  const [user = '', password] = text.split(/\r?\n/);
  if (user === '')
    throw new InputProblem("it has the user's name on its first line, the password on its second", {
      source: path,
    });
  const login = { user, password: password === '' ? undefined : password };
  return { ...login, loginFrom: path, loginFile: path };
}

function certificates(path: string): Buffer {
  const bytes = read(path);
  if (bytes.includes('-----BEGIN CERTIFICATE-----')) return bytes;
  throw new InputProblem(
    'this is not a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----',
    {
      source: path,
    },
  );
}

function read(path: string): Buffer {
  try {
    return readBoundedSync(path, LARGEST);
  } catch (error) {
    throw new InputProblem(`cannot be read: ${(error as Error).message}`, { source: path });
  }
}
