import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claplight, file, folder } from './cli.ts';

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
  it('doubts a list that could be either way round, and turns it with --columns, as import does', () => {
    const list = file('swapped.txt', 'Foo - Kim Sample\nHow to bar - Noor Sample\n');
    const doubted = claplight(['check', list]);
    expect(doubted.code).toBe(0);
    expect(doubted.out).toContain('add --columns title,speaker');
    const turned = claplight(['check', list, '--columns', 'title,speaker']);
    expect(turned.out).toMatch(/Kim Sample {3}Foo\n/);
    expect(turned.out).not.toContain('--columns');
    const imported = claplight(['import', list, '--columns', 'title,speaker']);
    expect(imported.out).toContain('Noor Sample,How to bar,');
    expect(claplight(['check', list, '--columns', 'shoes'])).toMatchObject({ code: 2 });
  });

  it('prints the plan of a lineup, with a line below the last talk that fits', () => {
    const { code, out } = claplight(['check', 'examples/lightning-talks-day-1.csv']);
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toMatch(
      /^ {2}1 {2}\d\d:\d\d–\d\d:\d\d {3}5:00 {2}Samir {3}Data science/,
    );
    expect(out).toContain('12 talks, 8 with notes, rules clap');
  });

  it('picks from an export as run does', () => {
    const { code, out } = claplight(['check', PRETALX, '--room', 'Small Hall']);
    expect(code).toBe(0);
    expect(out).toMatch(/2 talks/);
  });

  it('answers an empty slot as import does', () => {
    const { code, out } = claplight(['check', PRETALX, '--slot', 'Lightning', '--day', 'wed']);
    expect(code).toBe(0);
    expect(out).toBe(
      'Lightning Talks, 2025-07-16 17:30–18:30: no talks yet.\nnote: the slot "Lightning Talks" has no separate talks in it: add them by hand, one per line\n',
    );
  });

  it('states what it assumes, and takes what is asked instead', () => {
    const lineup = file('talks.txt', 'Ann Example - Foo\nBob Sample - Bar [7:00]\n');
    const assumed = claplight(['check', lineup]).out;
    expect(assumed).toMatch(/start {7}\d\d:\d\d \(now, since no time was given: --start/);
    expect(assumed).toContain('changeover  1:00 (the default: --changeover');
    expect(assumed).toContain('length      5:00 for 1 talk without one (from the rules: --length');
    expect(assumed).toContain('rules       clap (the default: --rules');
    const evening = ['--start', '17:30', '--until', '17:43', '--length', '6m'];
    const { code, out } = claplight(['check', lineup, ...evening, '--changeover', '30s']);
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 12)).toEqual([
      '  1  17:30–17:36   6:00  Ann Example  Foo',
      '     ── 17:43: what is below does not fit ──',
      '  2  17:36–17:43   7:00  Bob Sample   Bar',
      '',
      '2 talks, rules clap, 17:30–17:43:',
      '  start       17:30 (as asked)',
      '  changeover  0:30 (as asked)',
      '  length      6:00 for 1 talk without one (as asked)',
      '  rules       clap (the default: --rules NAME sets it)',
      '  until       17:43 (as asked)',
      '1 of them does not fit before 17:43.',
      '',
    ]);
    expect(claplight(['check', lineup, '--length', '0']).err).toContain(
      'Write minutes and seconds',
    );
  });

  it('writes a page for the wall, and no other kind of file', () => {
    const lineup = file('talks.txt', '# name: Talks <b>\nAnn Example - Foo & "Bar"\n');
    const page = join(folder(), 'wall.html');
    const { code, out } = claplight(['check', lineup, '--start', '17:30', '--print', page]);
    expect(code).toBe(0);
    expect(out).toContain(`${page}: open it in a browser and print it.`);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('<h1 dir="auto">Talks &lt;b&gt;</h1>');
    expect(html).toContain('Foo &amp; &quot;Bar&quot;');
    expect(html).toContain('17:30');
    expect(html).not.toMatch(/<script|src=|href=|url\(|@import/);
    const refused = claplight(['check', lineup, '--print', lineup]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('a name that ends in .html');
    expect(readFileSync(lineup, 'utf8')).toContain('Ann Example');
  });
});
