/** The firmware's image in a process of its own, behind a real terminal. */
import { setTimeout as sleep } from 'node:timers/promises';
import { hostClock } from '../../../host/system/host-clock.ts';
import { openNamed } from '../../../host/serial/find-light.ts';
import { openLight } from '../../../host/light/open-light.ts';
import { closeSerial } from '../../../host/serial/serial-port.ts';
import { PodiumLink } from '../../../host/podium/podium-link.ts';
import { loadProgramme } from '../../../host/podium/load-programme.ts';
import { defaultImage } from '../../../host/emulator/files.ts';
import { PRESETS } from '../../../protocol/presets.ts';
import { isProgrammeProblem, makeProgramme, type Programme } from '../../../protocol/programme.ts';
import { THREE_TIERS } from '../../../protocol/signal.ts';
import { minutes } from '../../../protocol/time.ts';
import { Rig } from '../../light/rig.ts';
import { sharedMs } from '../../light/shared-clock.ts';
import { median, percentile, type Row } from '../row.ts';
import { linesOf } from '../../../host/serial/port-lines.ts';

const COMMANDS = 60;
/** Two onsets in a second are allowed; a third would be deferred. */
const APART = 550;
const REPLUGS = 8;

function evening(talks: number, kinds: number): Programme {
  const rules = PRESETS.get('clap');
  if (!rules) throw new Error('no rules "clap"');
  const plans = Array.from({ length: talks }, (_, i) => ({
    ...{ id: i + 1, rules },
    length: minutes(5 + (i % kinds)),
  }));
  const programme = makeProgramme(plans, THREE_TIERS);
  if (isProgrammeProblem(programme)) throw new Error(programme.message);
  return programme;
}

/** From the host's call to the edge at the pin, in real time. */
export async function commandToEdge(): Promise<Row[]> {
  const rig = await Rig.of(defaultImage());
  const request = { choice: rig.path, clock: hostClock(), compose: () => evening(64, 1) };
  const light = await openLight(request);
  const { keeper } = light;
  const took: number[] = [];
  // While the clock is learnt, probes stand in the queue now and then.
  await sleep(1000);
  for (let i = 0; i < COMMANDS; i++) {
    const from = sharedMs();
    await keeper.act({ type: i % 2 === 0 ? 'start' : 'back' });
    const edge = (): number | undefined => rig.told.find(({ at }) => at >= from)?.at;
    await rig.until('the lamps change', () => edge() !== undefined);
    took.push((edge() ?? NaN) - from);
    await sleep(APART);
  }
  await keeper.close();
  await light.close();
  await rig.close();
  const name = 'command to pin edge, real tty, 57600 baud';
  return [
    { name: `${name}, p50`, value: median(took), unit: 'ms', target: '<= 8' },
    { name: `${name}, p99`, value: percentile(took, 99), unit: 'ms', target: '<= 20' },
  ];
}

export async function loading(): Promise<Row[]> {
  const rig = await Rig.of(defaultImage());
  const { port } = await openNamed(rig.path);
  const link = new PodiumLink(linesOf(port));
  const { rev } = await link.request('stage', {});
  const from = performance.now();
  await loadProgramme(link, evening(64, 8), rev, 0);
  const value = (performance.now() - from) / 1000;
  await closeSerial(port);
  await rig.close();
  const name = 'loading 64 talks with 8 different scores';
  return [{ name, value, unit: 's', target: '<= 2.5' }];
}

/** From the port's being back to the podium's being followed. */
export async function replugged(): Promise<Row[]> {
  const rig = await Rig.of(defaultImage());
  const request = { choice: rig.path, clock: hostClock(), compose: () => evening(3, 1) };
  const light = await openLight(request);
  const { keeper } = light;
  await keeper.act({ type: 'start' });
  const took: number[] = [];
  for (let i = 0; i < REPLUGS; i++) {
    await rig.unplug();
    await rig.until('it is missed', () => !keeper.light.reached);
    await rig.plug();
    const from = performance.now();
    await rig.until('it is followed', () => keeper.light.reached);
    took.push((performance.now() - from) / 1000);
  }
  await keeper.close();
  await light.close();
  await rig.close();
  const name = 'podium replugged to followed again, longest of 8';
  return [{ name, value: Math.max(...took), unit: 's', target: '<= 1' }];
}
