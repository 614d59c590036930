/** What nobody should send by OSC, and who may send at all: it does nothing but count. */
import { BlockList } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OscArgInput } from 'osc-min';
import { openOsc } from '../../host/remotes/osc.ts';
import { MOST_PACKETS } from '../../host/remotes/udp-ear.ts';
import { need } from '../support/need.ts';
import { flooder } from './support/flood.ts';
import { usePanel } from './support/panel.ts';

const panel = usePanel();
const { open, raw, packet, send, state, counted } = panel;

describe('nonsense', () => {
  beforeEach(() => open());

  const WRONG: readonly (readonly [string, ...OscArgInput[]])[] = [
    ['stop'],
    ['constructor'],
    ['start', 'now'],
    ['start', 2],
    ['start', 1, 1],
    ['start', new Uint8Array([1])],
    ['start', 1n],
    ['start', 'rev=x'],
    ['start', 'rev=70000000'],
    ['start', 'request='],
    ['start', 'reply=0'],
    ['start', 'reply=65536'],
    ['grant'],
    ['grant', 'a lot'],
    ['grant', NaN],
    ['grant', Infinity],
    ['grant', 30, 30],
    ['signal', 0],
    ['signal', 1.5],
    ['signal', 'six-finger'],
    ['message'],
    ['message', 5],
    ['message', 'a', 'mars'],
    ['message', 'a', 'room', 'b'],
  ];

  it('of values and addresses is counted, and does nothing', async () => {
    for (const [name, ...args] of WRONG) send(name, ...args);
    packet('/other/start');
    packet('/claplight/');
    packet('/claplight/*');
    await counted({ junk: WRONG.length + 3 });
    expect(panel.house.session.snapshot().stage.rev).toBe(0);
    expect(panel.house.session.snapshot().messages).toEqual({});
  });

  it('of bytes is counted, and does nothing', async () => {
    const start = Buffer.from('/claplight/start\0\0\0\0,\0\0\0');
    const BYTES = [
      Buffer.alloc(0),
      Buffer.from('no address'),
      Buffer.from('#bundle\0'),
      Buffer.from('#bundle\0\0\0\0\0\0\0\0\x01\xff\xff\xff\xff', 'latin1'),
      Buffer.concat([start.subarray(0, 20), Buffer.from(',iiiiii\0')]),
      Buffer.concat([start.subarray(0, 20), Buffer.from(',zzz')]),
      Buffer.concat([start, Buffer.alloc(2000)]),
      Buffer.alloc(60_000, '['),
    ];
    for (const bytes of BYTES) raw(bytes);
    await counted({ junk: BYTES.length });
    expect(panel.house.session.snapshot().stage.rev).toBe(0);
  });
});

need('cc', 'apt-get install g++')('100,000 packets a second', () => {
  it('are heard for a moment, and then not; a press later on works', async () => {
    await open();
    const began = performance.now();
    const { sent } = await flooder()(panel.port, { rate: 100_000, count: 200_000, seconds: 5 });
    const { flood: floods = 0, junk = 0, ...others } = panel.remote.counts();
    const seconds = Math.ceil((performance.now() - began) / 1000);
    expect(sent).toBeGreaterThan(MOST_PACKETS);
    expect(floods).toBeGreaterThan(0);
    // In each second that began no more are looked at than that, and hardly any of what was sent.
    expect(junk).toBeLessThanOrEqual((seconds + 1) * MOST_PACKETS);
    expect(others).toEqual({ taken: 0, refused: 0, released: 0, stranger: 0 });
    expect(panel.house.session.snapshot().stage.rev).toBe(0);
    await expect
      .poll(() => {
        send('start', 'request=after');
        return state();
      })
      .toBe('running');
  }, 60_000);
});

describe('who may press', () => {
  const only = (address: string): BlockList => {
    const list = new BlockList();
    list.addAddress(address);
    return list;
  };

  it('is whoever was named, and a stranger is counted', async () => {
    await open({ from: only('192.0.2.7') });
    send('start');
    await counted({ stranger: 1 });
    expect(state()).toBe('standby');
    await panel.remote.close();
    await open({ from: only('127.0.0.1') });
    send('start');
    await counted({ taken: 1 });
  });

  it('is known by its IPv4 address on a socket for both', async () => {
    await open({ listen: '::', from: only('127.0.0.1') });
    send('start');
    await counted({ taken: 1 });
  });
});

describe('a port', () => {
  it('that another program has is refused with a sentence', async () => {
    await open({ port: undefined });
    const taken = openOsc(panel.house.session, {
      port: panel.own,
      listen: '127.0.0.1',
      to: [],
    });
    await expect(taken).rejects.toThrow(/in use.*--osc/);
  });
});
