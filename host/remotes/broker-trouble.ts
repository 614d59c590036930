/** Sentences about a broker that cannot be had. */
import { visible } from '../system/characters.ts';
import { shownBroker, type BrokerAddress } from './broker-address.ts';

/** What MQTT 5 calls the reasons for a refusal. */
const REASONS: Readonly<Record<number, string>> = {
  128: 'refused, and does not say why',
  132: 'speaks an older MQTT than 5: set it up for MQTT 5',
  133: 'does not accept our name',
  136: 'is not ready',
  137: 'is busy',
  138: 'has banned this computer',
  149: 'sends messages that are too large: it is listened to again in a moment',
  151: 'has no more room: its limit of connections or memory is reached',
  159: 'says that we send too fast',
};

const HUNG_UP = 'hung up';

const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'is not there: nothing listens on that port',
  ENOTFOUND: 'cannot be found: no computer has that name',
  EAI_AGAIN: 'cannot be found: no name server answers',
  EHOSTUNREACH: 'cannot be reached: is this the right network?',
  ENETUNREACH: 'cannot be reached: this computer has no network',
  ETIMEDOUT: 'does not answer',
  ECONNRESET: HUNG_UP,
  EPIPE: HUNG_UP,
  FLOOD: 'sends too much: it is listened to again in a moment',
  EPROTO: 'does not speak TLS there: is that the port for mqtts?',
  ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak TLS there: is that the port for mqtts?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'does not speak TLS there: is that the port for mqtts?',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has an unknown certificate: name its signer with --broker-ca',
  SELF_SIGNED_CERT_IN_CHAIN: 'has an unknown certificate: name its signer with --broker-ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has an unknown certificate: name its signer with --broker-ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has an unknown certificate: name its signer with --broker-ca',
  CERT_HAS_EXPIRED: 'has a certificate that is too old (or the clock of this computer is wrong)',
  CERT_NOT_YET_VALID: 'has a certificate for later (or the clock of this computer is wrong)',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name than this',
};

/** It does not know who we are, or whether we are it: brokers use either number for both. */
const NOT_LET_IN: readonly unknown[] = [134, 135];

export const isNotLetIn = (error: unknown): boolean => NOT_LET_IN.includes(codeOf(error));

/** The system's name of an error, or MQTT's number of a refusal. */
export const codeOf = (error: unknown): string | number | undefined =>
  error instanceof Error &&
  'code' in error &&
  (typeof error.code === 'string' || typeof error.code === 'number')
    ? error.code
    : undefined;

/** What became of the connection: a sentence for operators, without the end that says what goes on. */
export function troubleOf(address: BrokerAddress, error: unknown): string {
  const code = codeOf(error);
  const known = typeof code === 'number' ? REASONS[code] : code === undefined ? code : CODES[code];
  const what = isNotLetIn(error) ? notLetIn(address) : (known ?? unknown(error, code));
  // A port for TLS takes our greeting for nonsense, and goes without a word.
  const plain =
    !address.tls && what === HUNG_UP ? `${HUNG_UP}: if it is a port for TLS, use mqtts://` : what;
  return `The broker ${shownBroker(address)} ${plain}`;
}

/** Says who was refused and where that stands; the password is never said. */
function notLetIn({ user, loginFrom }: BrokerAddress): string {
  if (user === undefined)
    return 'does not let us in: it needs a user and a password, see --broker-login';
  return `refuses the user ${visible(user)} with this password: look at ${loginFrom ?? 'both'}`;
}

function unknown(error: unknown, code: string | number | undefined): string {
  if (!(error instanceof Error)) return HUNG_UP;
  if (code !== undefined) return `cannot be used (${String(code)})`;
  return /(connack|keepalive) timeout/i.test(error.message) ? 'does not answer' : 'sends nonsense';
}
