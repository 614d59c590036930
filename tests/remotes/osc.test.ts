/** Presses by OSC, what is answered, and bundles. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OscArgInput } from 'osc-min';
import { integer, usePanel } from './support/panel.ts';

const panel = usePanel();
const { open, packet, send, state, counted, heard } = panel;

describe('a press by OSC', () => {
  beforeEach(() => open());

  it('starts, pauses, goes on, gives time, undoes, goes back, skips and finishes', async () => {
    const steps: readonly (readonly [string, readonly OscArgInput[], string])[] = [
      ['start', [], 'running'],
      ['pause', [true], 'held'],
      ['start', [1], 'running'],
      ['grant', [integer(60)], 'running'],
      ['undo', ['bang'], 'running'],
      ['back', [], 'standby'],
      ['skip', [], 'standby'],
      ['start', [], 'running'],
      ['finish', [], 'standby'],
    ];
    for (const [i, [name, args, becomes]] of steps.entries()) {
      send(name, ...args);
      await counted({ taken: i + 1 });
      expect(state()).toBe(becomes);
    }
    expect(panel.house.session.snapshot().stage.talk).toBe(2);
  });

  it('gives time in steps of half a minute, and takes it away', async () => {
    send('start');
    send('grant', -30);
    await counted({ taken: 2 });
    expect(panel.house.session.snapshot().stage.granted).toBe(-30_000);
    send('grant', 7);
    await counted({ taken: 2, refused: 1 });
  });

  it('of the one button does what the button on the box does, and rests after an event', async () => {
    send('go');
    await counted({ taken: 1 });
    expect(state()).toBe('running');
    send('go');
    await counted({ taken: 1, refused: 1 });
    expect(state()).toBe('running');
  });

  it('tells the speaker or the room something, and takes it away', async () => {
    send('message', 'wrap up');
    send('message', 'short break', 'room');
    await counted({ taken: 2 });
    expect(panel.house.session.snapshot().messages).toEqual({
      speaker: 'wrap up',
      room: 'short break',
    });
    send('message', '');
    send('message', 'x'.repeat(200));
    await counted({ taken: 3, refused: 1 });
    expect(panel.house.session.snapshot().messages).toEqual({ room: 'short break' });
  });

  it.each([[integer(2)], [2], ['two-finger']])('shows signal %j between talks', async (signal) => {
    send('signal', signal);
    await counted({ taken: 1 });
    expect(panel.house.session.snapshot().practice?.signal.lamps).toBe(6);
    send('start');
    send('signal', signal);
    await counted({ taken: 2, refused: 1 });
  });

  it('is none when a button is let go', async () => {
    send('start', 0);
    send('start', false);
    await counted({ released: 2 });
    expect(state()).toBe('standby');
  });

  it('for another revision than the present one is refused', async () => {
    send('start', 'rev=0');
    await counted({ taken: 1 });
    send('finish', 'rev=0');
    await counted({ taken: 1, refused: 1 });
    send('message', 'louder', 'rev=0');
    await counted({ taken: 1, refused: 2 });
    expect(state()).toBe('running');
  });

  it('that is sent again with its request counts once', async () => {
    send('start');
    for (let n = 0; n < 3; n++) send('grant', 30, 'request=a1');
    await counted({ taken: 4 });
    expect(panel.house.session.snapshot().stage.granted).toBe(30_000);
  });

  it('is journalled as one by OSC', async () => {
    const by: unknown[] = [];
    const act = panel.house.session.act.bind(panel.house.session);
    panel.house.session.act = (press) => {
      by.push(press.by);
      return act(press);
    };
    send('start');
    await counted({ taken: 1 });
    expect(by).toEqual(['osc']);
  });
});

describe('an answer', () => {
  beforeEach(() => open());

  it('goes to the port that the sender sent from, where it asks for one', async () => {
    send('finish', 'reply');
    send('start', 'reply', 'request=b2');
    await expect.poll(() => heard).toHaveLength(2);
    expect(heard).toContainEqual(['/claplight/ok', '/claplight/start', 1, 'b2']);
    expect(heard).toContainEqual([
      '/claplight/refused',
      '/claplight/finish',
      'refused',
      expect.stringMatching(/^Not now: no talk is on/),
    ]);
  });

  it('goes to another port of the sender, and to nobody who does not ask', async () => {
    const other = createSocket('udp4').bind(0, '127.0.0.1');
    await once(other, 'listening');
    send('finish');
    send('finish', `reply=${String(panel.own)}`);
    await expect.poll(() => heard).toHaveLength(1);
    other.close();
  });
});

describe('a bundle', () => {
  beforeEach(() => open());
  const elements = [{ address: '/claplight/start' }, { address: '/claplight/pause' }];
  const NTP = 2_208_988_800;
  const at = (ahead: number): [number, number] => [Math.round(Date.now() / 1000) + NTP + ahead, 0];

  it.each([
    ['at once', [0, 1] as [number, number]],
    ['now', at(0)],
    ['a while ago', at(-60)],
  ])('for %s is taken in its order', async (_, timetag) => {
    packet({ timetag, elements });
    await counted({ taken: 2 });
    expect(state()).toBe('held');
  });

  it('for later, with one within, or with too many is refused as a whole', async () => {
    packet({ timetag: at(60), elements });
    packet({ timetag: [0, 1], elements: [...elements, { timetag: [0, 1], elements }] });
    packet({ timetag: [0, 1], elements: Array.from({ length: 33 }, () => '/claplight/start') });
    await counted({ junk: 3 });
    expect(state()).toBe('standby');
  });
});
