/** How soon a request is answered, whatever gets lost on the way. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hostClock } from '../../host/system/host-clock.ts';
import { openLight } from '../../host/light/open-light.ts';
import { LinkLost, PodiumLink } from '../../host/podium/podium-link.ts';
import { loadProgramme } from '../../host/podium/load-programme.ts';
import { VirtualPodium } from '../../host/emulator/virtual-podium.ts';
import { encodeOk } from '../../protocol/codec.ts';
import { SimulatedClock } from '../support/simulated-clock.ts';
import { SimulatedPort } from './simulated-port.ts';
import { programmeOf } from './support.ts';
import { World } from './world.ts';
import { linesOf } from '../../host/serial/port-lines.ts';

/** A request and its answer, with some to spare. */
const AT_ONCE = 150;

describe('an answer', () => {
  let world: World;
  let link: PodiumLink;
  let written: string[];
  beforeEach(async () => {
    world = new World({ bootDelayMs: 300 });
    await world.run(50);
    link = new PodiumLink(linesOf(world.port), world.clock);
    written = [];
    const { port } = world;
    const write = port.write.bind(port);
    port.write = ((text: string, encoding: BufferEncoding) => {
      written.push(text);
      return write(text, encoding);
    }) as typeof port.write;
  });
  const took = async (request: Promise<unknown>): Promise<number> => {
    const from = world.now;
    await world.until(request);
    return world.now - from;
  };
  /** Spoils the next line from the podium that begins so. */
  const spoil = (beginning: string): void => {
    let line = '';
    let spoilt = false;
    world.onTransmit = (byte) => {
      line += String.fromCharCode(byte);
      spoilt = line === beginning;
      if (byte === 0x0a) line = '';
    };
    world.noise = (byte) => {
      if (!spoilt) return byte;
      world.onTransmit = () => undefined;
      spoilt = false;
      return 0x23;
    };
  };

  it('that is damaged on its way is asked for again at once', async () => {
    spoil('ok');
    expect(await took(link.request('hello', {}))).toBeLessThan(AT_ONCE);
    expect(written).toHaveLength(2);
    const { rev } = await world.until(link.request('stage', {}));
    await world.until(loadProgramme(link, programmeOf([1]), rev, 0));
    spoil('ok');
    expect(await took(link.request('put', put(rev + 1)))).toBeLessThan(AT_ONCE);
    expect((await world.until(link.request('stage', {}))).rev).toBe(rev + 2);
  });

  it('to a request that was damaged is asked for again at once', async () => {
    world.uno.receive(Buffer.from('half a li'));
    expect(await took(link.request('hello', {}))).toBeLessThan(AT_ONCE);
  });

  it('of a podium that has just been reset is asked for at its greeting', async () => {
    world.uno.reset('external');
    expect(await took(link.request('hello', {}))).toBeLessThan(300 + AT_ONCE);
  });

  it('that never comes is given up after four seconds, in noise too', async () => {
    const noise = world.run(6000);
    const request = link.request('hello', {});
    world.uno.reset('external');
    world.uno.receive = () => undefined;
    world.port.push(Buffer.from('noise\n'));
    await expect(request).rejects.toThrow(LinkLost);
    expect(world.now).toBeLessThan(4500);
    await noise;
  });
});

const put = (rev: number) =>
  ({ rev, state: 'standby', talk: 0, elapsed: null, granted: 0 }) as const;

it('is not asked for again where it came while the host was held up', async () => {
  const clock = new SimulatedClock();
  const written: string[] = [];
  const port = new SimulatedPort((bytes) => {
    written.push(bytes.toString('latin1'));
    // Timers that are due have their turn before what has come is read.
    clock.block(1000);
    const tag = Number(written[0]?.split(' ')[0]);
    port.push(`${encodeOk(tag, 'time', { clock: 1, us: 0 })}\n`);
  });
  const link = new PodiumLink(linesOf(port), clock);
  expect(await link.request('time', {})).toEqual({ clock: 1, us: 0 });
  expect(written).toHaveLength(1);
});

it('says nothing to a virtual podium before its greeting, which would be lost', async () => {
  const write = vi.spyOn(VirtualPodium.prototype, '_write');
  const compose = () => programmeOf([1]);
  const light = await openLight({ choice: 'virtual', clock: hostClock(), compose });
  const said = write.mock.calls.map(([chunk]) => String(chunk));
  // One that was lost would be said again before anything else is asked.
  expect(said.findIndex((line) => / boot/.test(line))).toBe(1);
  await light.keeper.close();
  await light.close();
});
