import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PodiumLink } from '../../host/podium/podium-link.ts';
import { readPodiumWiring, writePodiumWiring } from '../../host/podium/podium-settings.ts';
import { readWiring, writeWiring } from '../../host/serial/wiring-file.ts';
import { seconds } from '../../protocol/time.ts';
import { Max7219 } from '../../host/emulator/max7219.ts';
import { examine } from '../../host/podium/checkup.ts';
import { USUAL_WIRING, checkWiring, readSettings } from '../../host/serial/wiring.ts';
import { World } from '../podium/world.ts';
import { linesOf } from '../../host/serial/port-lines.ts';

describe('settings as people write them', () => {
  it('are read with words or numbers', () => {
    expect(readSettings(['pin-red=5', 'active-low=yes', 'lamps=4', 'sound=off'])).toEqual({
      'pin-red': 5,
      'active-low': 1,
      lamps: 15,
      sound: 0,
    });
    expect(readSettings(['pin-button=A3'])).toEqual({ 'pin-button': 17 });
  });

  it.each([
    ['pin-red=0', /pins 0 and 1 are the serial line/],
    ['pin-red=99', /one of 2 … 69/],
    ['pin-red=x', /one of 2 … 69/],
    ['pin-red=A6', /one of 2 … 69, A0 … A5/],
    ['digits=big', /one of none, max7219, tm1637/],
    ['pin-digits-clock=1', /pins 0 and 1 are the serial line/],
    ['digits-brightness=16', /it is one of 0 … 15$/],
    ['sound=loud', /one of off, quiet, normal/],
    ['trim=5', /is not a setting/],
    ['pin-red', /write name=value/],
  ])('%s is refused with the reason', (text, why) => {
    expect(() => readSettings([text])).toThrow(why);
  });

  it('a pin serves once; that of a blue lamp which is not there serves nobody', () => {
    expect(() => {
      checkWiring({ ...USUAL_WIRING, 'pin-red': 4 });
    }).toThrow(/pin-red and pin-green are both on pin 4/);
    checkWiring({ ...USUAL_WIRING, 'pin-red': 12 });
    expect(() => {
      checkWiring({ ...USUAL_WIRING, 'pin-red': 12, lamps: 15 });
    }).toThrow(/pin-blue and pin-red/);
  });
});

it('pins of digits serve as far as their module needs them', () => {
  const digits = { ...USUAL_WIRING, digits: 1 };
  expect(() => {
    checkWiring({ ...digits, 'pin-red': 13 });
  }).toThrow(/pin-digits-clock and pin-red are both on pin 13/);
  expect(() => {
    checkWiring({ ...digits, lamps: 15, 'pin-digits-data': 12 });
  }).toThrow(/pin-digits-data and pin-blue are both on pin 12/);
  checkWiring({ ...digits, digits: 2, 'pin-red': 10 });
  checkWiring({ ...USUAL_WIRING, 'pin-red': 13 });
});

describe('the file for Firmata boards', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'claplight-wiring-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is the usual wiring until something is written', () => {
    const file = join(folder, 'claplight', 'wiring.json');
    expect(readWiring(file)).toEqual(USUAL_WIRING);
    writeWiring({ ...USUAL_WIRING, sound: 2 }, file);
    expect(readWiring(file).sound).toBe(2);
  });

  it.each([
    '{',
    '{"pin-red": "five"}',
    '{"pin-red": "A40"}',
    '{"sound": "A0"}',
    '{"colour": 3}',
    '{"pin-red": 4}',
  ])('that says %s is refused', (text) => {
    const file = join(folder, 'wiring.json');
    writeFileSync(file, text);
    expect(() => readWiring(file)).toThrow();
  });
});

describe("the podium's EEPROM", () => {
  it('takes a wiring whose pins change places', async () => {
    const world = new World();
    await world.run(50);
    const link = new PodiumLink(linesOf(world.port), world.clock);
    const usual = await world.until(readPodiumWiring(link));
    expect(usual).toEqual(USUAL_WIRING);
    const swapped = { ...usual, 'pin-red': 4, 'pin-green': 7, 'pin-amber': 8, lamps: 15 };
    await world.until(writePodiumWiring(link, swapped));
    expect(await world.until(readPodiumWiring(link))).toEqual(swapped);
    world.uno.reset('power');
    await world.run(1500);
    expect(await world.until(readPodiumWiring(link))).toEqual(swapped);
  });

  it('takes digits on pins that something else had, and pins of what is not there', async () => {
    const world = new World();
    await world.run(50);
    const link = new PodiumLink(linesOf(world.port), world.clock);
    const wanted = {
      ...USUAL_WIRING,
      ...{ 'pin-red': 12, digits: 2, 'pin-digits-data': 8, 'pin-digits-clock': 9 },
      ...{ 'pin-buzzer': 11, 'digits-count': 1, 'digits-over': 2, 'digits-changeover': 1 },
    };
    await world.until(writePodiumWiring(link, wanted));
    expect(await world.until(readPodiumWiring(link))).toEqual(wanted);
    await world.until(writePodiumWiring(link, USUAL_WIRING));
    expect(await world.until(readPodiumWiring(link))).toEqual(USUAL_WIRING);
  });

  it('has all segments of its digits examined by the doctor', async () => {
    const world = new World();
    const module = new Max7219({ data: 11, clock: 13, load: 10 });
    const { onPins } = world.uno;
    const seen = new Set<string>();
    world.uno.onPins = (state, cycle) => {
      module.take(state);
      seen.add(module.text);
      onPins(state, cycle);
    };
    await world.run(50);
    const link = new PodiumLink(linesOf(world.port), world.clock);
    await world.until(writePodiumWiring(link, { ...USUAL_WIRING, digits: 1 }));
    const said: string[] = [];
    const say = (text: string): void => void said.push(text);
    const look = { clock: world.clock, say, length: seconds(2), trim: false };
    await world.until(examine(link, look));
    expect(said).toContain('Digits: all segments of the MAX7219.');
    expect(seen).toContain('8:'.repeat(8));
  });

  it('refuses a pin that the board lacks', async () => {
    const world = new World();
    await world.run(50);
    const link = new PodiumLink(linesOf(world.port), world.clock);
    const wanted = { ...USUAL_WIRING, 'pin-red': 33 };
    await expect(world.until(writePodiumWiring(link, wanted))).rejects.toThrow(/refused/);
  });
});
