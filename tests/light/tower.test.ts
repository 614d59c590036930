/** A USB tower light on a real terminal, whose bytes are taken apart as its maker describes them. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SerialPort } from 'serialport';
import { hostClock } from '../../host/system/host-clock.ts';
import type { OpenLight } from '../../host/light/light.ts';
import { openLight } from '../../host/light/open-light.ts';
import { closeSerial, openSerial } from '../../host/serial/serial-port.ts';
import { writeWiring } from '../../host/serial/wiring-file.ts';
import { USUAL_WIRING } from '../../host/serial/wiring.ts';
import { programmeOf } from '../podium/support.ts';
import { need } from '../support/need.ts';
import { Rig } from './rig.ts';

const GREEN = 1;
const CHANGEOVER = 3;
const HELD = 5;
/** Of the bytes: red, yellow, green, buzzer. */
const LAMP_OF: Readonly<Record<number, number>> = { 1: 4, 2: 2, 4: 1, 8: 8 };

/** The tower: 0x1n turns an output on, 0x2n off, 0x4n blinks it, which is never asked for. */
class Decoder {
  /** As a set of the protocol's, and 8 for the buzzer. */
  lit: number;
  readonly seen: number[] = [];
  readonly wrong: string[] = [];

  constructor(lit: number) {
    this.lit = lit;
  }

  take(bytes: Iterable<number>): void {
    for (const byte of bytes) {
      const bit = LAMP_OF[byte & 0x0f];
      if (bit === undefined || ![1, 2].includes(byte >> 4)) this.wrong.push(byte.toString(16));
      else this.lit = byte >> 4 === 1 ? this.lit | bit : this.lit & ~bit;
    }
    this.seen.push(this.lit);
  }
}

need('socat', 'apt install socat')('a USB tower light', () => {
  let rig: Rig;
  let light: OpenLight | undefined;
  let tower: Decoder;
  let end: SerialPort;
  let folder: string;

  /** Plugs a tower in that was left with these lamps on. */
  const plugged = async (lit: number): Promise<void> => {
    await rig.plug();
    tower = new Decoder(lit);
    end = await openSerial(rig.far, 9600);
    end.on('data', (bytes: Buffer) => {
      tower.take(bytes);
    });
  };
  const opened = async (): Promise<OpenLight> => {
    const choice = `tower:${rig.path}`;
    light = await openLight({ choice, clock: hostClock(), compose: () => programmeOf([1, 2]) });
    light.keeper.listen(() => undefined);
    return light;
  };
  const lit = (what: string, set: number): Promise<void> =>
    rig.until(what, () => tower.lit === set);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claplight-config-'));
    vi.stubEnv('XDG_CONFIG_HOME', folder);
    writeWiring({ ...USUAL_WIRING, sound: 0 });
    rig = new Rig();
    await plugged(15);
  });
  afterEach(async () => {
    await light?.keeper.close();
    await light?.close();
    light = undefined;
    await closeSerial(end);
    await rig.close();
    rmSync(folder, { recursive: true });
  });

  it('shows what is to be shown, whatever it was left at, and is dark after an end in order', async () => {
    const opening = await opened();
    const { keeper } = opening;
    expect(opening.said).toMatch(/the tower light on .*if it stops, the lamps stay as they were/);
    await lit('the changeover', CHANGEOVER);
    await keeper.act({ type: 'start' });
    await lit('green', GREEN);
    await keeper.act({ type: 'hold' });
    await lit('red and green', HELD);
    await keeper.close();
    await opening.close();
    light = undefined;
    await lit('all is dark', 0);
    expect(tower.wrong).toEqual([]);
  });

  it('is missed when it is unplugged, and back with what is shown now', async () => {
    const { keeper } = await opened();
    const said: string[] = [];
    keeper.listen((happening) => {
      if (happening.kind === 'light') said.push(happening.text);
    });
    await keeper.act({ type: 'start' });
    await lit('green', GREEN);
    await rig.unplug();
    await rig.until('it is missed', () => !keeper.light.reached);
    expect(said.at(-1)).toMatch(
      /out of reach: without power it is dark; otherwise its lamps stay as /,
    );
    await keeper.act({ type: 'hold' });
    await plugged(15);
    await lit('red and green', HELD);
    await rig.until('it is within reach', () => keeper.light.reached);
    expect(tower.wrong).toEqual([]);
  });

  it('sounds where sound is on, and is told where there is no such port', async () => {
    writeWiring({ ...USUAL_WIRING, sound: 2 });
    const { keeper } = await opened();
    await keeper.act({ type: 'start' });
    await keeper.act({ type: 'finish' });
    await keeper.practise(1, 3, 5000 as never);
    await rig.until('it sounds', () => tower.seen.some((set) => (set & 8) !== 0));
    await expect(
      openLight({ choice: 'tower:/nowhere', clock: hostClock(), compose: () => programmeOf([1]) }),
    ).rejects.toThrow(/\/nowhere/);
  });
});
