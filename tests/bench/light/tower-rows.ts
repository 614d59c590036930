/** A tower light that is pulled and plugged again, on a terminal. */
import type { SerialPort } from 'serialport';
import { hostClock } from '../../../host/system/host-clock.ts';
import { openLight } from '../../../host/light/open-light.ts';
import { closeSerial, openSerial } from '../../../host/serial/serial-port.ts';
import { Rig } from '../../light/rig.ts';
import { programmeOf } from '../../podium/support.ts';
import type { Row } from '../row.ts';

const REPLUGS = 8;
const RED_AND_GREEN_ON = [0x11, 0x14];

export async function towerReplugged(): Promise<Row[]> {
  const rig = new Rig();
  let heard: number[] = [];
  const plug = async (): Promise<SerialPort> => {
    await rig.plug();
    heard = [];
    const end = await openSerial(rig.far, 9600);
    end.on('data', (bytes: Buffer) => heard.push(...bytes));
    return end;
  };
  await plug();
  const compose = (): ReturnType<typeof programmeOf> => programmeOf([1, 2]);
  const light = await openLight({ choice: `tower:${rig.path}`, clock: hostClock(), compose });
  light.keeper.listen(() => undefined);
  await light.keeper.act({ type: 'start' });
  await light.keeper.act({ type: 'hold' });
  const missed: number[] = [];
  const back: number[] = [];
  for (let i = 0; i < REPLUGS; i++) {
    let from = performance.now();
    await rig.unplug();
    await rig.until('it is missed', () => !light.keeper.light.reached);
    missed.push((performance.now() - from) / 1000);
    from = performance.now();
    const end = await plug();
    await rig.until('it shows', () => RED_AND_GREEN_ON.every((byte) => heard.includes(byte)));
    back.push((performance.now() - from) / 1000);
    if (i === REPLUGS - 1) await closeSerial(end);
  }
  await light.keeper.close();
  await light.close();
  await rig.close();
  return [
    {
      name: 'tower light unplugged to out of reach, longest of 8',
      value: Math.max(...missed),
      unit: 's',
      target: '<= 1',
    },
    {
      name: 'tower light replugged to showing again, longest of 8',
      value: Math.max(...back),
      unit: 's',
      target: '<= 1',
    },
  ];
}
