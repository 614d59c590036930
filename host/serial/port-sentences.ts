/** What a port's error means and what to do about it. serialport's errors have no codes, only texts. */

interface Trouble {
  readonly pattern: RegExp;
  /** In a word or two, for a list of ports. */
  readonly short: string;
  readonly sentence: string;
}

const BUSY = /lock port|resource busy|EBUSY/i;

/** What is said of a path that leads to no device, or to one that has no line. */
export const NO_PORT =
  'this is no serial port: "claplight ports" lists those that are there; a session needs no board with "claplight run --light virtual".';

const TROUBLES: readonly Trouble[] = [
  {
    pattern: /permission denied|access denied|EACCES/i,
    short: 'no permission',
    sentence:
      'no permission. Add yourself to the group that owns it (on Debian and Ubuntu: sudo adduser $USER dialout), then log in again.',
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

const troubleOf = (message: string): Trouble | undefined =>
  TROUBLES.find(({ pattern }) => pattern.test(message));

/** A sentence for the error that opening or using `path` gave. */
export const portSentence = (path: string, message: string): string =>
  `${path}: ${troubleOf(message)?.sentence ?? message}`;

/** Whether somebody else has the port. */
export const isBusy = (message: string): boolean => BUSY.test(message);

/** The same in a word or two. */
export const portTrouble = (message: string): string => troubleOf(message)?.short ?? message;

const NO_UDEVADM =
  'The ports cannot be listed: udevadm is missing (Debian: apt install udev). A port can still be named: --light /dev/ttyACM0.';

/** Why the list of ports could not be read. */
export const listSentence = (message: string): string =>
  /udevadm|ENOENT/i.test(message) ? NO_UDEVADM : `The ports cannot be listed: ${message}.`;
