import { describe, expect, it } from 'vitest';
import { claplight } from './cli.ts';

const PRETALX = 'tests/lineup/fixtures/pretalx.json';

describe('import', () => {
  it('with nothing picked prints what is there', () => {
    const { code, out } = claplight(['import', PRETALX]);
    expect(code).toBe(0);
    expect(out).toContain('PyFest 2025');
    expect(out).toContain('Slots that look like lightning talks');
  });

  it('prints a slot as a lineup that check takes from standard input', () => {
    const picked = claplight(['import', PRETALX, '--room', 'Small Hall']);
    expect(picked.code).toBe(0);
    expect(picked.out).toMatch(/^speaker,title/m);
    const checked = claplight(['check', '-'], undefined, picked.out);
    expect(checked).toMatchObject({ code: 0 });
  });

  it('gives a slot that holds no talks its name and its times, for names to be typed', () => {
    const { code, out } = claplight(['import', PRETALX, '--slot', 'Lightning', '--day', '1']);
    expect(code).toBe(0);
    expect(out).toContain('# name: Lightning Talks');
    expect(out).toMatch(/# end: 2025-07-16T18:30/);
  });

  it('asks which of two slots is meant, and says where they are', () => {
    const { code, err } = claplight(['import', PRETALX, '--slot', 'Lightning']);
    expect(code).toBe(2);
    expect(err).toContain('2 slots are called "Lightning": add --day or --room');
  });
});

describe('check', () => {
  it('prints the plan of a lineup, with a line below the last talk that fits', () => {
    const { code, out } = claplight(['check', 'examples/lightning-talks-day-1.csv']);
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toMatch(
      /^ {2}1 {2}\d\d:\d\d–\d\d:\d\d {3}5:00 {2}Samir {3}Data science/,
    );
    expect(out).toContain('12 talks, rules clap');
  });

  it('picks from an export as run does', () => {
    const { code, out } = claplight(['check', PRETALX, '--room', 'Small Hall']);
    expect(code).toBe(0);
    expect(out).toMatch(/2 talks/);
  });
});
