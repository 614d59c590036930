import { fc } from '../support/random.ts';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { TypedLine } from '../../host/terminal/typed-line.ts';

describe('a line being typed', () => {
  it('counts what a person takes for one character', () => {
    const line = TypedLine.of('')
      .insert('e')
      .insert('\u0301')
      .insert('👩')
      .insert('\u200d')
      .insert('💻');
    expect(line.press('left')?.draw(40)).toBe('e\u0301│👩\u200d💻');
    expect(line.press('backspace')?.text).toBe('e\u0301');
    expect(line.press('backspace')?.press('backspace')?.text).toBe('');
  });

  it('shows what lies before the cursor where there is no room for all', () => {
    expect(TypedLine.of('0123456789').draw(6)).toBe('6789│');
  });

  it('shows what lies behind it too, wide or not, and never more than there is room for', () => {
    const long = TypedLine.of('0123456789'.repeat(3));
    expect(long.press('home')?.draw(12)).toBe('│012345678…');
    expect(long.press('left')?.press('left')?.draw(12)).toBe('01234567│89'.slice(-11));
    const wide = TypedLine.of('山田太郎 👩\u200d💻 e\u0301');
    const home = wide.press('ctrl-a');
    expect(home?.press('right')?.draw(40)).toBe('山│田太郎 👩\u200d💻 e\u0301');
    expect(home?.press('delete')?.text).toBe('田太郎 👩\u200d💻 e\u0301');
    expect(wide.press('left')?.press('left')?.press('backspace')?.text).toBe('山田太郎  e\u0301');
    expect(home?.press('ctrl-e')?.draw(40)).toBe(wide.draw(40));
  });

  it('is cut at a length that no talk needs', () => {
    const line = TypedLine.of('x'.repeat(500));
    expect(line.insert('y').text).toHaveLength(500);
  });

  it('lets nothing reach the terminal, whatever is typed, pasted or edited', () => {
    const keys = fc.constantFrom('left', 'right', 'home', 'end', 'backspace', 'delete');
    const steps = fc.array(fc.oneof(keys, fc.string({ unit: 'binary' })), { maxLength: 30 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 3, max: 60 }), (all, width) => {
        const line = all.reduce(
          (now, one) => now.press(one) ?? now.insert(one),
          TypedLine.of('A - B'),
        );
        const drawn = line.draw(width);
        expect(drawn).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect(stringWidth(drawn.slice(0, drawn.indexOf('│')))).toBeLessThan(width);
        expect(stringWidth(drawn)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 40 },
    );
  });
});
