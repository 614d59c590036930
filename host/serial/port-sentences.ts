/** What a port's error means and what to do about it. serialport's errors have no codes, only texts. */

interface Trouble {
  readonly pattern: RegExp;
  /** In a word or two, for a list of ports. */
  readonly short: string;
  readonly sentence: string;
}

const BUSY = /lock port|resource busy|EBUSY/i;
/** Windows says this of a port that another program has open: there it is no matter of permission. */
const DENIED = /permission denied|access (is )?denied|EACCES/i;

const ADD_YOURSELF =
  'Add yourself to the group that owns it (on Debian and Ubuntu: sudo adduser $USER dialout), then log in again.';

/** What is said of a path that leads to no device, or to one that has no line. */
export const NO_PORT =
  'this is not a serial port: "claplight ports" lists those that are there; a session needs no board with "claplight run --light virtual".';

const TROUBLES: readonly Trouble[] = [
  {
    pattern: DENIED,
    short: 'no permission',
    sentence: 'no permission.',
  },
  {
    pattern: BUSY,
    short: 'busy',
    sentence: 'another program has it open (a serial monitor, the Arduino IDE). Close that first.',
  },
  {
    pattern: /no such file|file not found|ENOENT/i,
    short: 'not there',
    sentence:
      'there is no such port. Is the cable plugged in? "claplight ports" lists what is there; a session needs no board with "claplight run --light virtual".',
  },
  { pattern: /inappropriate ioctl/i, short: 'no serial port', sentence: NO_PORT },
  {
    pattern: /no such device|input\/output error|not configured|disconnected|was closed/i,
    short: 'unplugged',
    sentence: 'it was unplugged. Plug it in again.',
  },
];

function troubleOf(message: string, platform: NodeJS.Platform): Trouble | undefined {
  const found = TROUBLES.find(({ pattern }) => pattern.test(message));
  if (found?.pattern !== DENIED) return found;
  if (platform === 'win32') return TROUBLES.find(({ pattern }) => pattern === BUSY);
  return platform === 'linux' ? { ...found, sentence: `${found.sentence} ${ADD_YOURSELF}` } : found;
}

/** A sentence for the error that opening or using `path` gave. */
export const portSentence = (
  path: string,
  message: string,
  platform: NodeJS.Platform = process.platform,
): string => `${path}: ${troubleOf(message, platform)?.sentence ?? message}`;

/** Whether somebody else has the port. */
export const isBusy = (message: string, platform: NodeJS.Platform = process.platform): boolean =>
  troubleOf(message, platform)?.pattern === BUSY;

/** The same in a word or two. */
export const portTrouble = (message: string): string =>
  troubleOf(message, process.platform)?.short ?? message;

/** A port as this system names it, for people who have to name theirs. */
const examplePort = (platform: NodeJS.Platform = process.platform): string =>
  ({ win32: 'COM3', darwin: '/dev/tty.usbmodem1101' })[platform as string] ?? '/dev/ttyACM0';

/** Why the list of ports could not be read. */
export function listSentence(
  message: string,
  platform: NodeJS.Platform = process.platform,
): string {
  const why =
    platform === 'linux' && /udevadm|ENOENT/i.test(message)
      ? 'udevadm is missing (Debian: apt install udev)'
      : message;
  return `The ports cannot be listed: ${why}. A port can still be named: --light ${examplePort(platform)}.`;
}
