/** A podium on a real terminal: the image behind a pty, and a board where TEST_PORT names its port. */
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hostClock } from '../../host/system/host-clock.ts';
import type { OpenLight } from '../../host/light/light.ts';
import { openLight } from '../../host/light/open-light.ts';
import { whoIsBehind } from '../../host/commands/ports.ts';
import { wiring } from '../../host/commands/wiring.ts';
import { defaultImage } from '../../host/emulator/files.ts';
import type { Happening } from '../../host/session/timekeeper.ts';
import { programmeOf } from '../podium/support.ts';
import { need } from '../support/need.ts';
import { Rig } from './rig.ts';

const GREEN = 1;
const CHANGEOVER = 3;
const SOCAT = 'apt install socat';

const opened = (path: string): Promise<OpenLight> =>
  openLight({ choice: path, clock: hostClock(), compose: () => programmeOf([1, 2, 3]) });

/** What holds for any podium on any port. */
function asPodium(path: () => string): void {
  it('is told by its greeting, loaded and controlled', async () => {
    const light = await opened(path());
    const { keeper } = light;
    expect(light.said).toBe(`Light: the podium on ${path()}.`);
    expect((await keeper.act({ type: 'start' })).accepted).toBe(true);
    expect(keeper.stage).toMatchObject({ state: 'running', talk: 0 });
    expect((await keeper.act({ type: 'finish' })).accepted).toBe(true);
    expect(keeper.stage).toMatchObject({ state: 'standby', talk: 1 });
    await keeper.close();
    await light.close();
  });

  it('is described, with its version', async () => {
    expect(await whoIsBehind(path())).toMatch(/^podium, firmware \d/);
  });
}

need('socat', SOCAT)('a podium on a pseudo terminal', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.of(defaultImage());
  });
  afterEach(() => rig.close());

  asPodium(() => rig.path);

  it('is followed again after its cable was pulled and plugged, with what its button did', async () => {
    const light = await opened(rig.path);
    const { keeper } = light;
    const told: Happening[] = [];
    keeper.listen((happening) => told.push(happening));
    await keeper.act({ type: 'start' });
    await rig.until('green is lit', () => rig.lamps === GREEN);
    await rig.unplug();
    await rig.until('it is missed', () => !keeper.light.reached);
    // Two seconds after the start, a press ends the talk.
    await rig.until('the guard is over', () => keeper.now() - (keeper.stage.anchor ?? 0) > 2100);
    rig.press(100);
    await rig.until('the changeover shows', () => rig.lamps === CHANGEOVER);
    await rig.plug();
    await rig.until('it is followed', () => keeper.light.reached);
    expect(keeper.stage).toMatchObject({ state: 'standby', talk: 1 });
    const events = told.flatMap((one) =>
      one.kind === 'event' ? [`${one.button ? 'button' : 'host'} ${one.type}`] : [],
    );
    expect(events).toEqual(['host start', 'button finish']);
    expect((await keeper.act({ type: 'start' })).accepted).toBe(true);
    await keeper.close();
    await light.close();
  });

  it('is found by itself where its board is plugged in', async () => {
    const uno = { path: rig.path, vendorId: '2341', productId: '0043', serialNumber: '1' };
    const rest = { manufacturer: undefined, pnpId: undefined, locationId: undefined };
    vi.spyOn(SerialPort, 'list').mockResolvedValue([{ ...uno, ...rest }]);
    const light = await opened('auto');
    expect(light.keeper.light.kind).toBe('podium');
    expect(light.said).toContain(rig.path);
    await light.keeper.close();
    await light.close();
  });

  it('has its wiring shown by the command for that', async () => {
    const said = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await wiring([], { port: rig.path });
    expect(said.mock.lastCall?.[0]).toContain(`Wiring of the podium on ${rig.path}:`);
  });

  it('is busy for a second program', async () => {
    const light = await opened(rig.path);
    await expect(opened(rig.path)).rejects.toThrow(/another program has it open/);
    await light.keeper.close();
    await light.close();
  });
});

const port = process.env.TEST_PORT;
// Not even CI has one: this suite is there for whoever plugs one in.
describe.skipIf(port === undefined)('a podium on a board', () => {
  asPodium(() => port ?? '');
});

describe('a port that is not there', () => {
  it('gets a sentence', async () => {
    await expect(opened('/dev/claplight-none')).rejects.toThrow(/there is no such port/);
  });
});
