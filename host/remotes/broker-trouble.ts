/** Sentences about a broker that cannot be had. */
import { shownBroker, type BrokerAddress } from './broker-address.ts';

/** What MQTT 5 calls the reasons for a refusal. */
const REASONS: Readonly<Record<number, string>> = {
  128: 'refused, and does not say why',
  132: 'speaks an older MQTT than 5: set it up for MQTT 5',
  133: 'does not accept our name',
  134: 'does not know this user or password: look at CLAPLIGHT_BROKER_USER and CLAPLIGHT_BROKER_PASSWORD, or the file of --broker-login',
  135: 'does not let us in: it needs a user and a password',
  136: 'is not ready',
  137: 'is busy',
  138: 'has banned this computer',
  149: 'sends messages that are too large: it is listened to again in a moment',
  151: 'has no more room: its limit of connections or memory is reached',
  159: 'says that we send too fast',
};

const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'is not there: nothing listens on that port',
  ENOTFOUND: 'cannot be found: no computer has that name',
  EAI_AGAIN: 'cannot be found: no name server answers',
  EHOSTUNREACH: 'cannot be reached: is this the right network?',
  ENETUNREACH: 'cannot be reached: this computer has no network',
  ETIMEDOUT: 'does not answer',
  ECONNRESET: 'hung up',
  EPIPE: 'hung up',
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
  return `The broker ${shownBroker(address)} ${known ?? unknown(error, code)}`;
}

function unknown(error: unknown, code: string | number | undefined): string {
  if (!(error instanceof Error)) return 'hung up';
  if (code !== undefined) return `cannot be used (${String(code)})`;
  return /(connack|keepalive) timeout/i.test(error.message) ? 'does not answer' : 'sends nonsense';
}
