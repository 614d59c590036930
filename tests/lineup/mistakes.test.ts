import { describe, expect, it } from 'vitest';
import { brief, problemOf, read } from './helpers.ts';

/** `line:column message`, of each mistake that is told, and what is said in the end. */
function told(text: string): string[] {
  const lines = problemOf(() => read(text))
    .describe()
    .split('\n');
  return lines.flatMap((line) => {
    const [, where, message = ''] = /^lineup:(\d+:\d+): (.*)$/.exec(line) ?? [];
    if (where !== undefined) return [`${where} ${message.split(/[,:(]/, 1)[0] ?? ''}`.trim()];
    return /^\d+ mistakes in all/.test(line) ? [line] : [];
  });
}

describe('all mistakes are told at once', () => {
  it('of a table: of all rows, and of all values in a row', () => {
    const table = [
      '# start: soon',
      'speaker,title,duration,skip',
      'Ann Example,Foo,late,perhaps',
      'Bob Sample,Bar,5:00,',
      ',Nobody,0,',
      'Cem Placeholder,Baz,5:00,,,more',
    ];
    expect(told(table.join('\n'))).toEqual([
      `1:10 the session's start "soon" cannot be read`,
      '3:17 the duration "late" cannot be read',
      '3:22 "skip" is "perhaps"',
      '5:1 no speaker for "Nobody"',
      '5:9 the duration "0" must be longer than zero',
      '6:28 this row has 6 fields',
      '6 mistakes in all.',
    ]);
  });

  it('of a table that breaks off, with what was wrong before', () => {
    expect(told('speaker,title,duration\nAnn Example,Foo,late\nBob,"Bar\n')).toEqual([
      '2:17 the duration "late" cannot be read',
      '3:5 this quote is never closed',
      '2 mistakes in all.',
    ]);
  });

  it('of YAML', () => {
    const yaml = [
      'start: soon',
      'talks:',
      '- speaker: Ann Example',
      '  title: [a, b]',
      '  duration: late',
      '- just a text',
      '- title: Nobody',
    ];
    expect(told(yaml.join('\n'))).toEqual([
      `1:8 the session's start "soon" cannot be read`,
      '4:10 write one text here',
      '5:13 the duration "late" cannot be read',
      '6:3 a talk is a mapping',
      '7:3 no speaker for "Nobody"',
      '5 mistakes in all.',
    ]);
  });

  it('twenty at most, and how many there are', () => {
    const lines = told(`speaker,title,duration\n${'Ann Example,Foo,late\n'.repeat(99)}`);
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('99 mistakes in all: the first 20 are shown.');
  });

  it('one is told as it always was', () => {
    const problem = problemOf(() => read('speaker,duration\nAnn Example,late'));
    expect(problem.describe().split('\n')).toHaveLength(3);
    expect(problem.brief()).toMatch(/^lineup:2:13: the duration "late"[^\n]*$/);
  });

  it('on a screen with one line, the first and how many more', () => {
    const problem = problemOf(() => read('speaker,duration\nAnn,late\nBob,later\nCem,soon'));
    expect(problem.brief()).toMatch(/^lineup:2:5: the duration "late".*\(and 2 more mistakes\)$/);
    expect(problem).toMatchObject({ name: 'InputProblem', exitCode: 2, place: { line: 2 } });
  });

  it('a lineup without any is read', () => {
    expect(brief(read('speaker,title\nAnn Example,Foo\n'))).toEqual(['Ann Example | Foo']);
  });
});
