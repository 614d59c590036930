import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { minutes } from '../../protocol/time.ts';
import { InputProblem } from '../../host/system/problem.ts';
import { findRules, parseRules } from '../../host/lineup/rules-file.ts';

const problemOf = (text: string): string => {
  try {
    parseRules('own.yaml', text);
  } catch (error) {
    if (error instanceof InputProblem) return error.describe();
    throw error;
  }
  throw new Error('no problem');
};

describe('rules', () => {
  it('come with Claplight, by name', async () => {
    expect((await findRules('clap')).cues.map(({ phase }) => phase)).toEqual([
      'go',
      'one-finger',
      'two-finger',
      'applause',
      'overtime',
    ]);
  });

  it("may be a file of one's own, as the example is", async () => {
    const rules = await findRules('examples/rules-long-talk.yaml');
    expect(rules).toMatchObject({ name: 'long-talk', length: minutes(30), repeat: { times: 3 } });
  });

  it('that are not known are answered with those that are', async () => {
    await expect(findRules('gongs')).rejects.toThrow(/no rules "gongs"; there are clap, .*gong/);
  });

  it('in a file that is not there are refused', async () => {
    await expect(findRules('./none-such.yaml')).rejects.toThrow('there is no such rules file');
  });

  const example = readFileSync('examples/rules-long-talk.yaml', 'utf8');

  it.each([
    [
      'a lamp that does not exist',
      example.replace('[amber]', '[amber, pink]'),
      'own.yaml:11:20: the lamps are',
      'pink',
    ],
    [
      'a time that is none',
      example.replace('left: 5:00', 'left: soon'),
      'own.yaml:10:11: expected a time',
      'soon',
    ],
    [
      'a key that is not known',
      example.replace('sound: single', 'noise: single'),
      'own.yaml:13:12: "noise" is not a key',
      'noise',
    ],
    ['YAML that is none', 'cues: [', 'own.yaml:1:8', 'cues: ['],
    ['no cues', 'name: nothing', 'rules need a list of cues', ''],
  ])('with %s are refused with line and column', (_, text, sentence, excerpt) => {
    const said = problemOf(text);
    expect(said).toContain(sentence);
    expect(said).toContain(excerpt);
  });
});
