/** `claplight wiring --firmata`: the settings file, shown and changed. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { wiring } from '../../host/commands/wiring.ts';

let settings = '';
const said: string[] = [];
const file = (): string => join(settings, 'claplight', 'firmata-wiring.json');

beforeEach(() => {
  settings = mkdtempSync(join(tmpdir(), 'claplight-wiring-'));
  vi.stubEnv('XDG_CONFIG_HOME', settings);
  said.length = 0;
  vi.spyOn(console, 'log').mockImplementation((text: string) => said.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('the wiring of Firmata boards', () => {
  it('is shown, and nothing is written for that', async () => {
    await wiring([], { firmata: true });
    expect(said.join('\n')).toContain(`Wiring of the Firmata boards, in ${file()}:`);
    expect(said.join('\n')).toMatch(/^ {2}pin-red=\d+ +\S/m);
    expect(existsSync(file())).toBe(false);
  });

  it('is changed, and stays so', async () => {
    await wiring(['pin-red=12', 'active-low=yes'], { firmata: true });
    expect(said.join('\n')).toMatch(/pin-red=12 [^]*A lamp lights while its pin is low/);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ 'pin-red': 12 });
    await wiring(['pin-green=11'], { firmata: true });
    expect(said.at(-1)).toMatch(/pin-red=12 /);
  });

  it('keeps A0 as A0: which pin that is, only the board knows', async () => {
    await wiring(['pin-button=a3', 'pin-red=A15'], { firmata: true });
    expect(said.at(-1)).toMatch(/pin-red=A15 [^]*pin-button=A3 /);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ 'pin-button': 'A3' });
    await wiring(['pin-green=11'], { firmata: true });
    expect(said.at(-1)).toMatch(/pin-button=A3 /);
    await expect(wiring(['pin-green=A3'], { firmata: true })).rejects.toThrow(
      /pin-button and pin-green are both on pin A3/,
    );
    await expect(wiring(['pin-green=A32'], { firmata: true })).rejects.toThrow(
      /one of 2 … 69, A0 … A31/,
    );
  });

  it('has no passive buzzer, and no pin that serves twice: then the file stays as it was', async () => {
    await wiring(['sound=off'], { firmata: true });
    const before = readFileSync(file(), 'utf8');
    await expect(wiring(['buzzer=passive', 'sound=normal'], { firmata: true })).rejects.toThrow(
      /needs an active buzzer/,
    );
    await expect(wiring(['pin-red=4', 'pin-green=4'], { firmata: true })).rejects.toThrow(
      /are both on pin 4/,
    );
    await expect(wiring(['digits=max7219'], { firmata: true })).rejects.toThrow(/has no digits/);
    expect(readFileSync(file(), 'utf8')).toBe(before);
  });
});
