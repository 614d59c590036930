/** The one board that a command is about, and `claplight wiring` on a podium. */
import { SerialPort } from 'serialport';
import { expect, it, vi } from 'vitest';
import { wiring } from '../../host/commands/wiring.ts';
import { onlyPort, podiumAt } from '../../host/light/one-board.ts';
import { listPorts } from '../../host/serial/port-list.ts';

const listing = (...paths: string[]) =>
  listPorts.bind(null, () =>
    Promise.resolve([
      { path: '/dev/ttyS9' },
      ...paths.map((path) => ({ path, vendorId: '2341', productId: '0043' })),
    ]),
  );

it('is the only one that is plugged in, unless one is named', async () => {
  expect(await onlyPort('/dev/named', listing('/dev/ttyACM0'))).toBe('/dev/named');
  expect(await onlyPort(undefined, listing('/dev/ttyACM0'))).toBe('/dev/ttyACM0');
});

it('is asked for where there are none, several, or nobody can tell', async () => {
  await expect(onlyPort(undefined, listing())).rejects.toThrow(/^no board is plugged in/);
  await expect(onlyPort(undefined, listing('/dev/a', '/dev/b'))).rejects.toThrow(
    'several boards are plugged in: name one with --port (/dev/a, /dev/b)',
  );
  const missing = listPorts.bind(null, () => Promise.reject(new Error('spawn udevadm ENOENT')));
  await expect(onlyPort(undefined, missing)).rejects.toThrow(/listed/);
});

it('that is named and not there is told so', async () => {
  await expect(podiumAt('/dev/claplight-none')).rejects.toThrow(/\/dev\/claplight-none/);
});

it('is told how to be named where none is found', async () => {
  vi.spyOn(SerialPort, 'list').mockResolvedValue([]);
  await expect(podiumAt(undefined)).rejects.toThrow(
    'no board is plugged in. "--port PORT" names a port.',
  );
});

it('is the virtual one where that is meant: its wiring is shown, and changed', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await wiring(['pin-red=12', 'active-low=yes'], { port: 'virtual' });
  expect(said.mock.lastCall?.[0]).toMatch(
    /^Wiring of the virtual podium:[^]*pin-red=12 [^]*digits=none [^]*A lamp lights while its pin is low/,
  );
});

it('refuses a pin that it has not', async () => {
  await expect(wiring(['pin-red=33'], { port: 'virtual' })).rejects.toThrow(
    'the board has no such pin, or it is already in use',
  );
});
