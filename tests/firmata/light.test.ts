/** A genuine StandardFirmata in an emulated Uno behind a pty, driven by the real johnny-five. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hostClock } from '../../host/system/host-clock.ts';
import type { OpenLight } from '../../host/light/light.ts';
import { openLight } from '../../host/light/open-light.ts';
import { whoIsBehind } from '../../host/commands/ports.ts';
import { writeWiring } from '../../host/serial/wiring-file.ts';
import { USUAL_WIRING } from '../../host/serial/wiring.ts';
import type { Happening } from '../../host/session/timekeeper.ts';
import { programmeOf } from '../podium/support.ts';
import { need } from '../support/need.ts';
import { Rig, lampsOf } from '../light/rig.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { standardFirmata } from './standard-firmata.ts';

const image = standardFirmata();
const GREEN = 1;
const CHANGEOVER = 3;
const HELD = 5;
const ALL = 7;

need(
  'StandardFirmata',
  'a connection to the npm registry, once',
  image !== undefined,
)('a Firmata board', () => {
  let rig: Rig;
  let light: OpenLight | undefined;
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claplight-config-'));
    vi.stubEnv('XDG_CONFIG_HOME', folder);
    rig = await Rig.of(image ?? '');
  });
  afterEach(async () => {
    await light?.keeper.close();
    await light?.close();
    light = undefined;
    await rig.close();
    rmSync(folder, { recursive: true });
  });

  const opened = async (): Promise<Happening[]> => {
    const told: Happening[] = [];
    const request = { choice: rig.path, clock: hostClock(), compose: () => programmeOf([1, 2]) };
    light = await openLight(request);
    light.keeper.listen((happening) => told.push(happening));
    return told;
  };
  const act = async (type: 'start' | 'finish' | 'hold'): Promise<void> => {
    expect((await light?.keeper.act({ type }))?.accepted).toBe(true);
  };

  it('is told by 0xF9 on the port that was opened, and says what it cannot do', async () => {
    await opened();
    expect(light?.said).toMatch(/Firmata board on .* \(StandardFirmata 2\.4\)/);
    expect(light?.said).toMatch(/if it stops, the lamps stay as they were/);
  });

  it('changes all lamps in one write', async () => {
    await opened();
    await rig.until('the changeover', () => rig.lamps === CHANGEOVER);
    await act('start');
    await rig.until('green', () => rig.lamps === GREEN);
    await act('hold');
    await rig.until('red and green', () => rig.lamps === HELD);
    const steps = rig.told.map(({ levels }) => lampsOf(levels));
    const shown = steps.filter((set, i) => i > 0 && set !== steps[i - 1]);
    // Red and amber hang on two ports of the chip, which two messages of one write set.
    expect(shown.filter((set) => ![0, CHANGEOVER, GREEN, HELD].includes(set)).length).toBe(0);
  });

  it('has a button: a long press holds the talk, and a lamp that changes under it does no harm', async () => {
    const told = await opened();
    await act('start');
    rig.press(5);
    await rig.until('green', () => rig.lamps === GREEN);
    rig.press(1300);
    const upAt = (light?.keeper.now() ?? 0) + 1500;
    await rig.until('it is held', () => rig.lamps === HELD);
    const events = told.flatMap((one) => (one.kind === 'event' ? [one] : []));
    expect(events.map(({ type, button }) => [type, button])).toEqual([
      ['start', false],
      ['hold', true],
    ]);
    // The lamps changed while it was down, and its pull-up is still on: another press is one.
    await rig.until('it is up again', () => (light?.keeper.now() ?? 0) > upAt);
    rig.press(1300);
    await rig.until('the talk goes on', () => rig.lamps === GREEN);
  });

  it('shows the current signal when it is plugged in again, whatever happened meanwhile', async () => {
    await opened();
    await act('start');
    await rig.until('green', () => rig.lamps === GREEN);
    await rig.unplug();
    await rig.until('it is missed', () => light?.keeper.light.reached === false);
    await act('hold');
    rig.reset('external');
    await rig.plug();
    await rig.until('it is back', () => light?.keeper.light.reached === true);
    await rig.until('red and green', () => rig.lamps === HELD);
    await light?.keeper.act({ type: 'start' });
    await rig.until('green', () => rig.lamps === GREEN);
  });

  it('is dark after an end in order', async () => {
    await opened();
    await rig.until('the changeover', () => rig.lamps === CHANGEOVER);
    await light?.keeper.close();
    await light?.close();
    light = undefined;
    await rig.until('all is dark', () => rig.lamps === 0);
  });

  it('lights relay boards by low levels', async () => {
    writeWiring({ ...USUAL_WIRING, 'active-low': 1 });
    await opened();
    await rig.until('the changeover', () => rig.lamps === (ALL & ~CHANGEOVER));
  });

  it('refuses a pin that the board lacks', async () => {
    writeWiring({ ...USUAL_WIRING, 'pin-red': 40 });
    await expect(opened()).rejects.toThrow(/this board has no pin 40 that can be an output/);
  });

  it('is described, with the name of its firmware', async () => {
    expect(await whoIsBehind(rig.path)).toMatch(/^Firmata board \(StandardFirmata 2\.4\)/);
  });
});
