import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { brief, read, remarksOf, told } from './helpers.ts';

describe('tables', () => {
  it('reads the example', () => {
    const day = readLineup('day', readFileSync('examples/lightning-talks-day-1.csv'));
    expect(day.talks).toHaveLength(12);
    expect(day.talks[5]).toEqual({
      speaker: 'Graham',
      title: 'The grief cycle, data security breaches and coding the future',
      duration: 300_000,
      notes: 'no slides',
      line: 7,
    });
    expect(day.remarks).toEqual([]);
  });

  it.each([
    ['commas', 'speaker,title,duration\nMason,"What, then?",5:00'],
    ['semicolons', 'speaker;title;duration\nMason;What, then?;5:00'],
    ['tabs', 'speaker\ttitle\tduration\nMason\tWhat, then?\t5:00'],
    ['a byte order mark', '\ufeffspeaker,title,duration\nMason,"What, then?",5:00'],
    ['CR LF and no last line break', 'speaker,title,duration\r\nMason,"What, then?",5:00'],
    ['CR alone', 'speaker,title,duration\rMason,"What, then?",5:00\r'],
    ['headings in any case and order', 'Duration,TALK,Name\n5:00,"What, then?",Mason'],
    ['blanks round quotes', 'speaker, title, duration\nMason, "What, then?" , 5:00'],
    ['a line break in quotes', 'speaker,title,duration\nMason,"What,\nthen?",5:00'],
    ["Excel's first line", 'sep=;\r\nspeaker;title;duration\r\nMason;What, then?;5:00'],
    [
      'comments and blank lines',
      '# all\n\nspeaker,title,duration\n\n# one\nMason,"What, then?",5:00\n,,\n',
    ],
    [
      'empty cells behind the last column',
      'speaker,title,duration,,\nMason,"What, then?",5:00,,,,',
    ],
  ])('take %s', (_, text) => {
    expect(brief(read(text))).toEqual(['Mason | What, then? | 5']);
  });

  it('keep quotes in and around titles', () => {
    const text = 'speaker,title\nChris,"Say ""hi"""\nIndra,Say "hi" again\nSeth,\'tis';
    expect(brief(read(text))).toEqual([
      'Chris | Say "hi"',
      'Indra | Say "hi" again',
      "Seth | 'tis",
    ]);
  });

  it('undo the apostrophe that keeps a spreadsheet from computing', () => {
    expect(brief(read("speaker,title\nSeth,'=1+1\nMason,''-x"))).toEqual([
      'Seth | =1+1',
      "Mason | '-x",
    ]);
  });

  it('read every column', () => {
    const text =
      'order,speaker,title,pronouns,say as,notes,skip,rules,silent,no flash\n1,Indra,T,she/her,IN-dra,brings slides,x,clap,yes,YES';
    expect(read(text).talks).toEqual([
      {
        speaker: 'Indra',
        title: 'T',
        pronouns: 'she/her',
        sayAs: 'IN-dra',
        notes: 'brings slides',
        skip: true,
        rules: 'clap',
        silent: true,
        noFlash: true,
        line: 2,
      },
    ]);
  });

  it('sort by the order column, and say so', () => {
    const lineup = read('#,Name,Talk\n2.,Chuk,b\n10.,Seth,c\n1.,Samir,a\n,Late,d');
    expect(brief(lineup)).toEqual(['Samir | a', 'Chuk | b', 'Seth | c', 'Late | d']);
    expect(remarksOf(lineup)).toEqual([expect.stringContaining('sorted by the order column')]);
  });

  it('say which columns they do not use, and keep nothing of them', () => {
    const lineup = read('Timestamp,Name,E-mail,Talk title\nx,Chuk,chuk@example.org,Culture');
    expect(remarksOf(lineup)).toEqual(['1: columns that are not used: "Timestamp", "E-mail"']);
    expect(JSON.stringify(lineup)).not.toContain('example.org');
  });

  it('leave out rows that hold a number only, and say so', () => {
    const lineup = read('order,speaker,title,duration\n1,Chuk,x,5:00\n2,,,5:00\n3,,,5:00');
    expect(brief(lineup)).toEqual(['Chuk | x | 5']);
    expect(remarksOf(lineup)).toEqual(['2 empty rows were left out (lines 3 and 4)']);
  });

  it('may be a list of names', () => {
    expect(brief(read('Name\nChuk\nSeth'))).toEqual(['Chuk | ', 'Seth | ']);
  });

  it.each([
    ['a duration of 0', 'speaker,title,duration\nA,b,0', '2:5', '0', 'must be longer than zero'],
    ['a duration of -1', 'speaker,title,duration\nA,b,-1', '2:5', '-1', 'must be longer than zero'],
    [
      'a duration of abc',
      'speaker,title,duration\nA,b,abc',
      '2:5',
      'abc',
      '"abc" cannot be read: write',
    ],
    ['100 hours', 'speaker,title,duration\nA,b,100:00:00', '2:5', '100:00:00', '0:01 to 24:00:00'],
    ['no speaker', 'title,speaker\n"Only, this", ', '2:15', '', 'no speaker for "Only, this"'],
    [
      'no column of speakers',
      'title;duration\nx;5',
      '1:1',
      'title;duration',
      'no column holds the speakers',
    ],
    ['a quote that is never closed', 'speaker,title\nA,b\nC,"d\nE,f\n', '3:3', '"', 'never closed'],
    ['a quote closed too late', 'speaker,title\nA,"b\nC,"d"', '2:3', '"', 'closed only in line 3'],
    ['text behind a quote', 'speaker,title\nA,"b" c', '2:5', '"', 'a quote twice'],
    [
      'too many fields',
      'speaker,title\nA,b\nPablo,Memray, a profiler',
      '3:15',
      'a profiler',
      '3 fields, but there are 2 headings',
    ],
    ['a mark that is none', 'speaker,skip\nA,perhaps', '2:3', 'perhaps', 'write yes or no'],
    ['an escape in a name', 'speaker,title\nA\u001b[31m,b', '2:2', '␛', 'U+001B (escape)'],
    [
      'a control character behind quotes',
      'speaker,title\nA,"say ""x""\u0007"',
      '2:13',
      '␇',
      'U+0007 (bell)',
    ],
    ['a C1 control', 'speaker,title\nA,b\u009bc', '2:4', '\ufffd', 'U+009B'],
    ['an endless title', `speaker,title\nA,${'x'.repeat(501)}`, '2:3', 'xxx', 'at most 500'],
  ])('refuse %s', (_, text, where, marked, message) => {
    const problem = told(text);
    expect(problem).toMatchObject({ where, message: expect.stringContaining(message) as string });
    expect(problem.marked).toContain(marked);
  });

  it('leave out what cannot be seen, and say so', () => {
    const lineup = read('speaker,title\nA\u202ebc,x\u200by\nNeda\u200cX,👩‍💻');
    expect(brief(lineup)).toEqual(['Abc | xy', 'Neda\u200cX | 👩‍💻']);
    expect(remarksOf(lineup)).toEqual([
      '2: the name holds the invisible character U+202E: left out',
      '2: the title holds the invisible character U+200B: left out',
    ]);
  });
});
