/** A board that is silent at our speed. A terminal has no speed, so that what answers here begins late. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SerialPort } from 'serialport';
import { openNamed } from '../../host/serial/find-light.ts';
import { closeSerial, openSerial } from '../../host/serial/serial-port.ts';
import { need } from '../support/need.ts';
import { Rig } from '../light/rig.ts';

vi.setConfig({ testTimeout: 30_000 });

/** ConfigurableFirmata 3.4's greeting: its version, and its name. */
const name = [...Buffer.from('ConfigurableFirmata.ino')].flatMap((letter) => [letter, 0]);
const GREETING = Buffer.of(0xf9, 2, 7, 0xf0, 0x79, 3, 4, ...name, 0xf7);

/** Within six seconds, each half a second, at our speed. */
const ASKED_AT_OURS = 12;

need('socat', 'apt install socat')('a Firmata board at 115200 baud', () => {
  let rig: Rig;
  let end: SerialPort;
  beforeEach(async () => {
    rig = new Rig();
    await rig.plug();
    end = await openSerial(rig.far);
  });
  afterEach(async () => {
    await closeSerial(end);
    await rig.close();
  });

  it('is found after nobody answered at 57600, and its port stays at that speed', async () => {
    let asked = 0;
    end.on('data', (bytes: Buffer) => {
      asked += 1;
      if (asked > ASKED_AT_OURS && bytes[0] === 0xf9) end.write(GREETING);
    });
    const { port, behind } = await openNamed(rig.path);
    expect([behind, port.baudRate]).toEqual(['firmata', 115_200]);
    await closeSerial(port);
  });
});
