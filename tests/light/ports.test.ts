import { describe, expect, it } from 'vitest';
import { findLight } from '../../host/serial/find-light.ts';
import { portsReport } from '../../host/commands/ports.ts';
import { listPorts } from '../../host/serial/port-list.ts';
import { isBusy, listSentence, portSentence } from '../../host/serial/port-sentences.ts';

const uno = { path: '/dev/ttyACM0', vendorId: '2341', productId: '0043', serialNumber: '1' };
const mouse = { path: '/dev/ttyS9' };

describe('the list of ports', () => {
  it('has boards first, told by their ids in either case', async () => {
    const clone = { path: '/dev/ttyUSB0', vendorId: '1A86', productId: '7523' };
    const { ports } = await listPorts(() => Promise.resolve([mouse, uno, clone]));
    expect(ports.map(({ path, board }) => [path, board])).toEqual([
      ['/dev/ttyACM0', 'Arduino Uno'],
      ['/dev/ttyUSB0', 'CH340 (a clone, often an Uno or a Nano)'],
      ['/dev/ttyS9', undefined],
    ]);
  });

  it('says so where udevadm is missing', async () => {
    const missing = (): Promise<never> => Promise.reject(new Error('spawn udevadm ENOENT'));
    const { ports, trouble } = await listPorts(missing);
    expect(ports).toEqual([]);
    expect(trouble).toMatch(/udevadm is missing.*--light \/dev\/ttyACM0/);
  });

  it('is told with what to do about it', async () => {
    const list = listPorts.bind(null, () => Promise.resolve([uno]));
    expect(await portsReport(false, list)).toEqual([
      '/dev/ttyACM0  Arduino Uno',
      '"claplight ports --probe" asks who is behind it; that resets the board.',
    ]);
    const none = listPorts.bind(null, () => Promise.resolve([]));
    expect((await portsReport(true, none))[0]).toMatch(/cable that carries data/);
  });

  it('opens nothing that is not a known board', async () => {
    const list = listPorts.bind(null, () => Promise.resolve([mouse]));
    expect(await findLight(list)).toBe('no board is plugged in');
  });

  it('says why a board could not be opened', async () => {
    const gone = { ...uno, path: '/dev/claplight-none' };
    const list = listPorts.bind(null, () => Promise.resolve([gone]));
    expect(await findLight(list)).toBe('not there on /dev/claplight-none');
  });
});

describe('what a port that fails is told to be', () => {
  it.each([
    ['Error: Permission denied, cannot open /dev/x', /no permission.*dialout/],
    ['Error Resource temporarily unavailable Cannot lock port', /another program has it open/],
    ['Error: No such file or directory, cannot open /dev/x', /no such port.*cable/],
    ['Error: No such device', /unplugged/],
    ['something new', /^\/dev\/x: something new$/],
  ])('%s', (message, sentence) => {
    expect(portSentence('/dev/x', message)).toMatch(sentence);
  });
});

describe('on other systems', () => {
  const DENIED = 'Opening COM3: Access denied';

  it('a port of Windows that is denied is another program’s', () => {
    expect(portSentence('COM3', DENIED, 'win32')).toMatch(/^COM3: another program has it open/);
    expect(isBusy(DENIED, 'win32')).toBe(true);
    expect(isBusy(DENIED, 'linux')).toBe(false);
  });

  it('macOS has no group to be added to', () => {
    expect(portSentence('/dev/tty.x', 'Error: Permission denied', 'darwin')).toBe(
      '/dev/tty.x: no permission.',
    );
  });

  it('nothing is said of udevadm, and the port in the example is one of theirs', () => {
    expect(listSentence('spawn ENOENT', 'win32')).toBe(
      'The ports cannot be listed: spawn ENOENT. A port can still be named: --light COM3.',
    );
    expect(listSentence('no IOKit', 'darwin')).toMatch(/--light \/dev\/tty\.usbmodem1101\.$/);
  });
});
