/** A lineup that is put into a podium, by the command as a user types it. */
import { afterEach, expect, it } from 'vitest';
import { closeSync, openSync } from 'node:fs';
import { defaultImage } from '../../host/emulator/files.ts';
import { Rig } from '../light/rig.ts';
import { need } from '../support/need.ts';
import { claplight, file, folder } from './cli.ts';

const rigs: Rig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.close();
});

const SCHEDULE = `<schedule><day date="2026-11-28"><room name="Hall">
<event id="1"><start>17:30</start><title>Foo</title><type>Lightning</type><persons><person>Ann Example</person></persons></event>
<event id="2"><start>17:40</start><title>Bar</title><type>Lightning</type><persons><person>Bob Sample</person></persons></event>
<event id="3"><start>18:00</start><title>Baz</title><type>Talk</type><persons><person>Cem Placeholder</person></persons></event>
</room></day></schedule>`;

need('socat', 'apt install socat')('load', () => {
  it('picks from an export, gives the length that is asked for, and says what is planned', async () => {
    const rig = await Rig.of(defaultImage());
    rigs.push(rig);
    // A pseudo terminal that nobody has open hangs up, which no USB port does.
    const held = openSync(rig.path, 'r+');
    const state = folder();
    const args = [
      '--port',
      rig.path,
      '--type',
      'lightning',
      '--start',
      '17:30',
      '--length',
      '6:00',
    ];
    const loaded = claplight(['load', file('schedule.xml', SCHEDULE), ...args], state);
    closeSync(held);
    expect(loaded.err).toBe('');
    expect(loaded.out).toMatch(
      /^2 talks are in the podium on .*\. Planned: 17:30–17:43\. It needs/,
    );
  });
});
