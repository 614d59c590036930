import { describe, expect, it } from 'vitest';
import { fc } from '../support/random.ts';
import stringWidth from 'string-width';
import { PRESETS } from '../../protocol/presets.ts';
import { readRules, type Rules } from '../../protocol/rules.ts';
import { minutes, seconds } from '../../protocol/time.ts';
import { strip } from '../../host/terminal/rules-strip.ts';

const preset = (name: string): Rules => PRESETS.get(name) as Rules;

describe('rules as a strip of time', () => {
  it('clap, five minutes', () => {
    expect(`\n${strip(preset('clap'), minutes(5), 80).join('\n')}`).toBe(`
         a                                          b      c   d    e
    red  ··················································████████████████████
  amber  ···········································███████████·····███████████
  green  ███████████████████████████████████████████················███████████
         0:00                                       4:00       5:00 5:30
  a     0:00  go          green                5:00 left
  b     4:00  one-finger  amber                1:00 left  blinks, sound single
  c     4:40  two-finger  amber + red          0:20 left  blinks, sound paired
  d     5:00  applause    red                  the end    sound roll
  e     5:30  overtime    green + amber + red  0:30 over  blinks, sound roll
         the last is announced again 0:30 later`);
  });

  it('a dark phase winks', () => {
    expect(strip(preset('toastmasters-5-7'), minutes(7), 76).join('\n')).toMatch(
      /a +0:00 +before-minimum +dark +7:00 left +winks green/,
    );
  });

  it('no cue is too short to be seen', () => {
    const rules = readRules({
      name: 'short',
      cues: [
        { phase: 'go', after: '0:00', lamps: ['green'] },
        { phase: 'flash', after: '9:00', lamps: ['blue'] },
        { phase: 'rest', after: '9:01', lamps: ['green'] },
      ],
    }) as Rules;
    expect(strip(rules, minutes(10), 60).find((line) => line.includes('blue  '))).toContain('█');
  });

  it('is never wider than asked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PRESETS.values()),
        fc.integer({ min: 40, max: 200 }),
        fc.integer({ min: 1, max: 86_400 }),
        (rules, width, s) => {
          for (const line of strip(rules, seconds(s), width))
            expect(stringWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
