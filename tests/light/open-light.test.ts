/** Which light a choice opens; what is on a cable is tested with cables. */
import { SerialPort } from 'serialport';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OpenLight } from '../../host/light/light.ts';
import { openLight, refuseMissingPort } from '../../host/light/open-light.ts';
import { hostClock } from '../../host/system/host-clock.ts';
import { clapTalks } from '../support/programmes.ts';

/** A board that was there a moment ago. */
const UNO = {
  ...{ path: '/dev/claplight-none', vendorId: '2341', productId: '0043', serialNumber: '1' },
  ...{ manufacturer: undefined, pnpId: undefined, locationId: undefined },
};

let light: OpenLight | undefined;
afterEach(async () => {
  await light?.keeper.close();
  await light?.close();
  light = undefined;
});

async function opened(choice: string): Promise<OpenLight> {
  light = await openLight({ choice, clock: hostClock(), compose: () => clapTalks(2) });
  return light;
}

describe('a light', () => {
  it('can be none', async () => {
    expect((await opened('none')).keeper.light.kind).toBe('none');
  });

  it('can be virtual', async () => {
    const { keeper, said } = await opened('virtual');
    expect([keeper.light.kind, said]).toEqual(['virtual', expect.stringContaining('virtual')]);
  });

  it.each([
    ['nothing is plugged in', [], 'no board is plugged in'],
    ['the board cannot be opened', [UNO], 'not there on /dev/claplight-none'],
  ])('that is to be found is virtual where %s, and says why', async (_, ports, why) => {
    vi.spyOn(SerialPort, 'list').mockResolvedValue(ports);
    const { keeper, said } = await opened('auto');
    expect([keeper.light.kind, said]).toEqual(['virtual', expect.stringContaining(why)]);
  });

  it.each([
    ['tower:', '--light tower: needs its port behind the colon'],
    ['tower:/dev/claplight-none', '/dev/claplight-none'],
    ['/dev/claplight-none', '/dev/claplight-none'],
  ])('%s is refused with a sentence', async (choice, sentence) => {
    await expect(opened(choice)).rejects.toThrow(sentence);
  });
});

describe.skipIf(process.platform === 'win32')('a port that is not there', () => {
  it.each(['/dev/claplight-none', 'tower:/dev/claplight-none'])('%s is told at once', (choice) => {
    expect(() => {
      refuseMissingPort(choice);
    }).toThrow('/dev/claplight-none: ');
  });

  it.each(['auto', 'virtual', 'none', 'tower:', '/dev/null'])('is not meant by %s', (choice) => {
    expect(() => {
      refuseMissingPort(choice);
    }).not.toThrow();
  });
});
