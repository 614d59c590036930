/** A genuine StandardFirmata for a Mega, in simavr behind a pty: its own pin numbers, up to 69. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hostClock } from '../../host/system/host-clock.ts';
import type { OpenLight } from '../../host/light/light.ts';
import { openLight } from '../../host/light/open-light.ts';
import { writeWiring } from '../../host/serial/wiring-file.ts';
import { USUAL_WIRING, readSettings } from '../../host/serial/wiring.ts';
import { FlashBoard, canFlash } from '../flash/board.ts';
import { programmeOf } from '../podium/support.ts';
import { need } from '../support/need.ts';
import { standardFirmata } from './standard-firmata.ts';

const image = standardFirmata('mega');
/** Pins that no Uno has: A0 is its 54. Each with its port's letter, the port's register, and its bit there. */
const WIRED = ['pin-green=A0', 'pin-amber=22', 'pin-red=40', 'pin-button=A15', 'pin-buzzer=49'];
const ON = { green: [0x31, 0], amber: [0x22, 0], red: [0x34, 1], buzzer: [0x10b, 0] } as const;
const BUTTON = 'K7';

need(
  'a genuine StandardFirmata for a Mega, in simavr',
  'a connection to the npm registry, once; apt install gcc libc6-dev libsimavr-dev libelf-dev',
  image !== undefined && canFlash(),
)('a Mega with StandardFirmata', () => {
  let board: FlashBoard;
  let light: OpenLight | undefined;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claplight-config-'));
    vi.stubEnv('XDG_CONFIG_HOME', folder);
    board = await FlashBoard.of({ chip: 'atmega2560', program: image ?? '' });
  });
  afterEach(async () => {
    await light?.keeper.close();
    await light?.close();
    light = undefined;
    await board.close();
    rmSync(folder, { recursive: true });
  });

  const opened = async (settings: readonly string[]): Promise<OpenLight> => {
    writeWiring({ ...USUAL_WIRING, ...readSettings(settings, 'firmata') });
    const request = { choice: board.path, clock: hostClock(), compose: () => programmeOf([1, 2]) };
    light = await openLight(request);
    light.keeper.listen(() => undefined);
    return light;
  };
  /** What is wired and high, by the chip's own registers: an output whose level is high. */
  const high = async (): Promise<string[]> => {
    const data = await board.bytes('data');
    return Object.entries(ON)
      .filter(([, [port, bit]]) => ((data[port] ?? 0) & (data[port - 1] ?? 0) & (1 << bit)) !== 0)
      .map(([name]) => name);
  };

  it('lights lamps on pins that only it has, and takes its button; it is dark after an end in order', async () => {
    const opening = await opened(WIRED);
    const { keeper } = opening;
    expect(opening.said).toMatch(/Firmata board on .* \(StandardFirmata 2\.3\)/);
    await expect.poll(high).toEqual(['green', 'amber']);
    expect((await keeper.act({ type: 'start' })).accepted).toBe(true);
    await expect.poll(high).toEqual(['green']);
    // This emulator knows nothing of pull-ups.
    await board.tell(`free ${BUTTON}`);
    await sleep(200);
    await board.tell(`low ${BUTTON}`);
    await expect.poll(() => keeper.stage.state).toBe('held');
    await board.tell(`free ${BUTTON}`);
    await expect.poll(high).toEqual(['green', 'red']);
    await keeper.close();
    await opening.close();
    light = undefined;
    await expect.poll(high).toEqual([]);
  });
});
