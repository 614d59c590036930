import { describe, expect, it } from 'vitest';
import { brief, read, remarksOf, told, withoutLine } from './helpers.ts';

const YAML = `# the evening
name: Day 1
start: 2025-07-16 17:30+02:00
end: "2025-07-16T18:30+02:00"
changeover: 0:45
talks:
  - speaker: Samir
    title: 007
    duration: 5:00
  - name: 'No'
    talk: >
      Culture
      shock
    duration: 10
    pronouns: they/them
    sayAs: noh
    rules: toastmasters-5-7
    silent: true
    no_flash: yes
    skip: false
    notes: ~
  - speaker: Null
`;

describe('our own YAML', () => {
  it('is read with each value as it was written', () => {
    const lineup = read(YAML);
    expect({ ...lineup, talks: lineup.talks.map(withoutLine) }).toEqual({
      name: 'Day 1',
      start: '2025-07-16T17:30+02:00',
      end: '2025-07-16T18:30+02:00',
      changeover: 45_000,
      talks: [
        { speaker: 'Samir', title: '007', duration: 300_000 },
        {
          speaker: 'No',
          title: 'Culture shock',
          duration: 600_000,
          pronouns: 'they/them',
          sayAs: 'noh',
          rules: 'toastmasters-5-7',
          silent: true,
          noFlash: true,
        },
        { speaker: 'Null', title: '' },
      ],
      remarks: [],
    });
    expect(lineup.talks.map((talk) => talk.line)).toEqual([7, 10, 22]);
  });

  it('may be the list alone', () => {
    expect(brief(read('- speaker: Chuk\n  title: x\n'))).toEqual(['Chuk | x']);
  });

  it('says what it does not use, and keeps nothing of it', () => {
    const lineup = read('venue: hall\ntalks:\n- speaker: Chuk\n  email: chuk@example.org\n');
    expect(remarksOf(lineup)).toEqual(['1: "venue" is not used', '4: "email" is not used']);
    expect(JSON.stringify(lineup.talks)).not.toContain('example.org');
  });

  it('takes "name" for the title where there is a speaker, and one of two spellings', () => {
    const lineup = read(
      '[{"name":"Foo","speaker":"Ann Example"},{"talk":"b","title":"c","name":"D"}]',
    );
    expect(brief(lineup)).toEqual(['Ann Example | Foo', 'D | c']);
    expect(remarksOf(lineup)).toEqual(['1: "talk" is not used']);
  });

  it('joins a list of speakers', () => {
    const lineup = read('[{"speakers":["Kim","Noor","Jo"],"title":"Foo"}]');
    expect(brief(lineup)).toEqual(['Kim, Noor & Jo | Foo']);
  });

  it('leaves out what is cancelled, and counts it', () => {
    const lineup = read('talks:\n- speaker: A\n  status: withdrawn\n- speaker: B\n');
    expect(brief(lineup)).toEqual(['B | ']);
    expect(remarksOf(lineup)).toEqual(['1 withdrawn talk was left out (line 2)']);
  });

  it.each([
    [
      'a duration of abc',
      'talks:\n  - speaker: A\n    duration: abc\n',
      '3:15',
      'abc',
      'cannot be read',
    ],
    [
      'a talk without a speaker',
      'talks:\n  - title: b\n    notes: c\n',
      '2:5',
      'title: b',
      'no speaker for "b"',
    ],
    ['a talk that is only text', 'talks:\n  - A\n', '2:5', 'A', 'a talk is a mapping'],
    ['talks that are no list', 'talks: A\n', '1:8', 'A', '"talks" is a list'],
    [
      'a list where a text belongs',
      'talks:\n  - speaker: A\n    title: [A, B]\n',
      '3:12',
      '[A, B]',
      'write one text',
    ],
    [
      'an anchor',
      'talks:\n  - speaker: &a A\n  - speaker: *a\n',
      '3:14',
      '*a',
      'anchors are not read',
    ],
    ['a key given twice', 'talks:\n  - speaker: A\n    speaker: B\n', '3:5', 's', 'unique'],
    [
      'a colon without quotes',
      'talks:\n  - speaker: A\n    title: Typing: x\n',
      '3:12',
      'T',
      'needs quotes',
    ],
    ['a start without a day', 'start: 17:30\ntalks: []\n', '1:8', '17:30', 'date and time'],
    ['an escape', 'talks:\n  - speaker: "A\\e[2J"\n', '2:14', '"A\\e[2J"', 'U+001B (escape)'],
    ['a number where the list belongs', '---\n7\n', '2:1', '7', 'a mapping with "talks:"'],
  ])('refuses %s', (_, text, where, marked, message) => {
    const problem = told(text);
    expect(problem).toMatchObject({ where, message: expect.stringContaining(message) as string });
    expect(problem.marked.startsWith(marked)).toBe(true);
  });

  it('refuses a file without talks, and one nested without end', () => {
    expect(() => read('name: Day 1\n')).toThrow('there is no talk in this');
    expect(() => read(`talks: ${'['.repeat(100_000)}`)).toThrow(/nested more than 64/);
  });
});

describe('our own JSON', () => {
  it('is read like YAML', () => {
    const json =
      '{"name":"Day 1","changeover":1,"talks":[{"speaker":"A\\u00e9\\ud83d\\ude00","title":"x\\/y","silent":true,"notes":null,"duration":5}]}';
    const lineup = read(json);
    expect(lineup).toMatchObject({ name: 'Day 1', changeover: 60_000 });
    expect(lineup.talks).toEqual([
      { speaker: 'Aé😀', title: 'x/y', silent: true, duration: 300_000, line: 1 },
    ]);
    expect(brief(read('[\n\t{"name": "Chuk", "title": "x"}\n]'))).toEqual(['Chuk | x']);
  });

  it.each([
    ['an escape', '{"talks":[{"speaker":"A\\u001b[2J"}]}', '1:22', 'U+001B (escape)'],
    ['half a character', '{"talks":[{"speaker":"A\\ud83d"}]}', '1:22', 'U+D83D'],
    [
      'a missing comma',
      '{"talks":[\n{"speaker":"A"}\n{"speaker":"B"}]}',
      '3:1',
      'not JSON from here',
    ],
    ['a comma too many', '{"talks":[{"speaker":"A"},]}', '1:27', 'not JSON from here'],
    ['a missing colon', '{"talks" []}', '1:10', 'not JSON from here'],
    ['the wrong bracket', '{"talks":[}', '1:11', 'not JSON from here'],
    ['a key that is none', '{"talks":[],5:1}', '1:13', 'not JSON from here'],
    ['text behind it', '{"talks":[]} x', '1:14', 'not JSON from here'],
    ['a download cut short', '{"talks":[{"speaker":"A"', '1:24', 'breaks off here'],
    ['a string cut short', '{"talks":[{"speaker":"A', '1:22', 'not JSON from here'],
    ['a bare word', '{"talks":[{"speaker":Samir}]}', '1:22', 'not JSON from here'],
    [
      'a number with a leading zero',
      '{"talks":[{"speaker":"A","duration":05}]}',
      '1:38',
      'not JSON from here',
    ],
  ])('refuses %s', (_, text, where, message) => {
    expect(told(text)).toMatchObject({
      where,
      message: expect.stringContaining(message) as string,
    });
  });
});
