/** `claplight doctor` on a terminal, with somebody who looks, listens and presses. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defaultImage } from '../../host/emulator/files.ts';
import { need } from '../support/need.ts';
import { TerminalRun } from '../support/terminal.ts';
import { Rig } from './rig.ts';

vi.setConfig({ testTimeout: 60_000 });

const GREEN = 1;
const AMBER = 2;
const RED = 4;
/** How far the podium's crystal is off. */
const CRYSTAL_PPM = -2021;
/** Pins by the usual wiring. */
const BUZZER = 1 << 9;

need('socat', 'apt install socat')('the doctor', () => {
  let rig: Rig;
  let run: TerminalRun;
  beforeEach(async () => {
    rig = await Rig.of(defaultImage(), { crystalPpm: CRYSTAL_PPM });
  });
  afterEach(async () => {
    run.close();
    await rig.close();
  });

  const begun = async (...args: string[]): Promise<void> => {
    run = new TerminalRun(['doctor', '--port', rig.path, '--seconds', '2', ...args]);
    await run.until(/The podium on /);
    await run.until(/Firmware \d/);
    await run.until(/Round trip: \d+\.\d ms, \d+\.\d ms at worst\. Damaged lines: 0\./);
  };
  const answerLamp = async (lamp: string, set: number, answer: string): Promise<void> => {
    await run.until(new RegExp(`Is the ${lamp} lamp lit, and no other\\?`));
    await rig.until(`${lamp} is lit`, () => rig.lamps === set);
    run.type(answer);
  };
  const answerLamps = async (): Promise<void> => {
    await answerLamp('green', GREEN, 'y\n');
    await answerLamp('amber', AMBER, '\n');
    await answerLamp('red', RED, 'yes\n');
  };
  const answerBuzzer = async (answer: string): Promise<void> => {
    await run.until(/Did it sound\?/);
    await rig.until('it sounds', () => rig.told.some(({ levels }) => (levels & BUZZER) !== 0));
    run.type(answer);
  };

  it('finds a podium in order whose lamps light, buzzer sounds and button works', async () => {
    await begun();
    await answerLamps();
    await answerBuzzer('y\n');
    await run.until(/Button: press it now\./);
    rig.press(200);
    await run.until(/It was pressed\./);
    const clock = await run.until(/(\d+) ± (\d+) ppm (slow|fast): \d\.\d\d s in five minutes/);
    const ppm = Number(clock[1]) * (clock[3] === 'slow' ? -1 : 1);
    // Two seconds tell little where round trips are long, and then that much is said.
    expect(Math.abs(ppm - CRYSTAL_PPM)).toBeLessThanOrEqual(Number(clock[2]) + 1);
    expect(await run.code()).toBe(0);
    // The press began a talk that nobody wanted: it is taken back.
    await rig.until('no talk is on', () => rig.lamps !== GREEN);
  });

  it('tells what to see to where a lamp is dark, no buzzer sounds and no press comes', async () => {
    await begun('--trim');
    await answerLamp('green', GREEN, 'y\n');
    await answerLamp('amber', AMBER, 'n\n');
    await run.until(/Check its wires, or "claplight wiring": the pin, and active-low/);
    await answerLamp('red', RED, 'y\n');
    await answerBuzzer('no\n');
    await run.until(/Check its wires.*buzzer=active or passive/);
    await run.until(/No press came within ten seconds\. Is it wired to ground\?/);
    await run.until(/Not stored, since that is too uncertain: measure longer, with --seconds/);
    expect(await run.code()).toBe(1);
  });

  it('ends when somebody gives up at a question', async () => {
    await begun();
    await run.until(/Is the green lamp lit/);
    run.type('\x03');
    expect(await run.code()).toBe(1);
  });
});
