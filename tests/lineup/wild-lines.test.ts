/** What lines of pasted lists say besides speaker and title: lengths, times, order, and what is no talk. */
import { describe, expect, it } from 'vitest';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { brief, bytes, problemOf, read, remarksOf } from './helpers.ts';

describe('lengths in lines', () => {
  it.each([
    ['Kim - Foo (10 minutes)', 10],
    ['Kim - Foo (3 mins)', 3],
    ['Kim - Foo (2 min.)', 2],
    ["Kim - Foo (5')", 5],
    ['Kim - Foo [5m30s]', 5.5],
    ['Kim - Foo – 5 Minuten', 5],
    ['Kim - Foo, 5 minutos', 5],
    ['Kim - Foo | 5 minuti', 5],
    ['Kim - Foo; 5 minut', 5],
    ['Kim - Foo - 5:00', 5],
    ['Kim\tFoo\t5', 5],
    ['Kim - Foo（5分）', 5],
    ['(5 min) Kim - Foo', 5],
    ['5 min: Kim - Foo', 5],
    ['Kim (5 min) - Foo', 5],
    ['Kim (5 min): Foo', 5],
    ['Kim - Foo 5min', 5],
    ["Kim - Foo 5'", 5],
    ['Kim - Foo 10 minutes', 10],
  ])('%s', (line, length) => {
    const [talk] = read(line).talks;
    expect([talk?.speaker, talk?.title]).toEqual(['Kim', 'Foo']);
    expect((talk?.duration ?? 0) / 60_000).toBe(length);
  });

  it('of a name without a title', () => {
    expect(brief(read('Zoë [3:00]\nKim (5 min)'))).toEqual(['Zoë |  | 3', 'Kim |  | 5']);
  });

  it('that cannot be read stay in the title, and are doubted', () => {
    const behind = read('Kim - Foo [99:99]');
    expect(brief(behind)).toEqual(['Kim | Foo [99:99]']);
    expect(remarksOf(behind).join()).toContain('cannot be read as a length');
  });

  it('are no times of day', () => {
    const behind = read('Kim - Foo (17:00)\nNoor - Bar (17:05)');
    expect(brief(behind)).toEqual(['Kim | Foo', 'Noor | Bar']);
    expect(remarksOf(behind)[0]).toMatch(/^1: 2 times after talks left out.*--start 17:00/);
    for (const line of [
      '17:00 Kim - Foo',
      '17:00-17:05 Kim - Foo',
      '5:05 pm: Kim - Foo',
      '17h05 – Kim - Foo',
      '17.05 Uhr Kim - Foo',
      '[17:00] Kim - Foo',
      '- 17:00 | Kim | Foo',
      '2025-07-16 17:00 Kim - Foo',
    ]) {
      expect(brief(read(line))).toEqual(['Kim | Foo']);
      expect(remarksOf(read(line))[0]).toMatch(/^1: a time before talks left out: "\[?\d/);
    }
  });

  it('are left out of a pasted table', () => {
    const lineup = read('17:00\tKim\tFoo\n17:05\tNoor\tBar');
    expect(brief(lineup)).toEqual(['Kim | Foo', 'Noor | Bar']);
    expect(remarksOf(lineup)[0]).toContain(
      'the columns are read as -, speaker, title (1 of 3 not used);',
    );
  });

  it('in front of all talks are lengths, if they are one', () => {
    const lineup = read('5:00 Kim - Foo\n5:00 Noor - Bar');
    expect(brief(lineup)).toEqual(['Kim | Foo | 5', 'Noor | Bar | 5']);
    expect(remarksOf(lineup)).toEqual([
      '1: "5:00" before the talk is read as its length (lines 1 and 2)',
    ]);
  });
});

describe('which comes first', () => {
  const swapped = 'Foo - Kim Sample\nHow to bar - Noor Beispiel\n';

  it('is told by a heading', () => {
    expect(brief(read(`Title - Speaker\n${swapped}`))).toEqual([
      'Kim Sample | Foo',
      'Noor Beispiel | How to bar',
    ]);
    expect(brief(read('Titel: Referent\nFoo: Kim\n'))).toEqual(['Kim | Foo']);
    expect(remarksOf(read(`Title - Speaker\n${swapped}`))).toEqual([]);
  });

  it('is doubted where it could be either, and read as it stands', () => {
    expect(brief(read(swapped))).toEqual(['Foo | Kim Sample', 'How to bar | Noor Beispiel']);
    expect(remarksOf(read(swapped))).toEqual([
      '1: these could be either way round, and are read as Speaker - Title: if the titles come first, add --columns title,speaker',
    ]);
    expect(remarksOf(read('Kim Sample - How to foo\nNoor Beispiel - Bar\n'))).toEqual([]);
  });

  it('is doubted of single lines that alone are turned round', () => {
    const others = 'Ada - Engines\nGrace Sample - How to compile\n';
    const single = 'what is read as the title looks like a name: if it is, write the speaker first';
    expect(remarksOf(read(`${others}What I learned from knitting - Lena Fox`))).toEqual([
      `3: ${single}`,
    ]);
    expect(
      remarksOf(
        read(
          `${others}Why I left the city - Jo van Dam\nKim Sample - On foo\nHow to bar - Ann Lee`,
        ),
      ),
    ).toEqual([`3: ${single} (lines 3 and 5)`]);
    expect(
      remarksOf(
        read(
          `${others}${others}${others}kim sample - Elegant Code\nJo of the ACME Team - On memory\nThe kernel team - Safe, or Fast`,
        ),
      ),
    ).toEqual([]);
  });

  it('is told by whoever names the columns', () => {
    const named = (text: string, columns: string): string[] =>
      brief(readLineup('x', bytes(text), { columns }));
    expect(named(swapped, 'title,speaker')).toEqual([
      'Kim Sample | Foo',
      'Noor Beispiel | How to bar',
    ]);
    expect(named('Foo,Kim\nBar,Noor', 'title,speaker')).toEqual(['Kim | Foo', 'Noor | Bar']);
    expect(named('Speaker,Title\nFoo,Kim', 'title,speaker')).toEqual(['Kim | Foo']);
    expect(named('x;y;z\n1;Foo;Kim', '-,title,speaker')).toEqual(['z | y', 'Kim | Foo']);
    expect(named('| A | B |\n|---|---|\n| Foo | Kim |', 'title,speaker')).toEqual(['Kim | Foo']);
    expect(named('Foo: Kim', 'title,speaker')).toEqual(['Kim | Foo']);
  });

  it.each([
    ['title', 'no column holds the speakers'],
    ['speaker,shoe size', '"shoe size" is not a column name: use speaker, title'],
    ['speaker,name', '"speaker" is named twice'],
    ['', 'no column holds the speakers'],
  ])('is refused as "%s"', (columns, message) => {
    expect(problemOf(() => readLineup('x', bytes('Kim - Foo'), { columns })).describe()).toContain(
      `--columns ${columns}: ${message}`,
    );
  });

  it('changes nothing where each value has its name', () => {
    const lineup = readLineup('x', bytes('[{"speaker":"Kim"}]'), { columns: 'title,speaker' });
    expect(remarksOf(lineup)).toEqual(['each value has its name here: --columns changes nothing']);
  });

  it('is guessed of a table without headings, and told', () => {
    const lineup = read('1,Kim,Foo,5:00,k@example.org\n2,Noor,"Bar, baz",5:00,n@example.org');
    expect(brief(lineup)).toEqual(['Kim | Foo | 5', 'Noor | Bar, baz | 5']);
    expect(remarksOf(lineup)).toEqual([
      '1: no row of headings: the columns are read as order, speaker, title, duration (1 of 5 not used); if that is wrong, name them: --columns order,title,speaker,duration',
    ]);
  });
});

describe('what is left out of a list', () => {
  it('is counted: kinds, total, lines', () => {
    const text =
      'Lightning talks, day 1\n=======\n# be brief\nKim - Foo\n\n17:30 Break\n## Part two\n- Jo - Bar (withdrawn)\nEverybody else who wants to speak may write a name below this line.';
    expect(brief(read(text))).toEqual(['Kim | Foo']);
    expect(remarksOf(read(text)).at(-1)).toBe(
      '3 headings, 1 divider line, 1 break, 1 withdrawn talk and 1 text line were left out, 7 in all (lines 1, 2, 3, 6, 7, 8 and 9)',
    );
  });

  it('is no cell behind the title', () => {
    expect(brief(read('Kim | Foo | needs a cable'))).toEqual(['Kim | Foo | needs a cable']);
  });

  it('is not what # begins without a blank', () => {
    expect(brief(read('#hashtag - Foo\n# comment - no talk\nKim - Bar'))).toEqual([
      '#hashtag | Foo',
      'Kim | Bar',
    ]);
  });

  it('is an address, of mail and of the web', () => {
    const lineup = read(
      'Kim <kim@example.org> - Foo https://example.org/slides\nnoor@example.org - Bar (mail: noor@example.org)',
    );
    expect(brief(lineup)).toEqual(['Kim | Foo', 'TBA | Bar']);
    expect(JSON.stringify(lineup)).not.toContain('example');
  });

  it('is all of it only if nothing is a talk', () => {
    expect(problemOf(() => read('Lightning talks\n\nCoffee break')).message).toContain(
      '1 heading and 1 break were left out, 2 in all (lines 1 and 3)',
    );
  });
});

describe('several speakers', () => {
  it.each([
    ['Kim & Noor - Foo', 'Kim & Noor | Foo'],
    ['Kim and Noor - Foo', 'Kim and Noor | Foo'],
    ['Kim / Noor - Foo', 'Kim / Noor | Foo'],
    ['How to do it, Kim Sample', 'Kim Sample | How to do it'],
    ['Kim, Noor und Jo - Foo', 'Kim, Noor und Jo | Foo'],
    ['Kim,\nNoor &\nJo - Foo', 'Kim, Noor & Jo | Foo'],
    [
      '- The foo of bar\n  - Kim Sample\n  - Noor Sample',
      'Kim Sample & Noor Sample | The foo of bar',
    ],
  ])('%s', (text, talk) => {
    expect(brief(read(text))).toEqual([talk]);
  });
});

describe('session', () => {
  it('values need no # above the talks', () => {
    expect(read('name: Day 1\nstart: 2025-07-16T10:00\nKim - Foo')).toMatchObject({
      name: 'Day 1',
      start: '2025-07-16T10:00',
      talks: [{ speaker: 'Kim', title: 'Foo' }],
    });
  });
});
