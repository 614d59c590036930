import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  openSync,
  ftruncateSync,
  closeSync,
  rmSync,
  writeFileSync,
  mkdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { loadLineup } from '../../host/lineup/load-lineup.ts';
import { InputProblem } from '../../host/system/problem.ts';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { brief, bytes, problemOf, read } from './helpers.ts';

const folder = mkdtempSync(join(tmpdir(), 'lineup-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const refusal = async (path: string): Promise<string> => {
  const error: unknown = await loadLineup(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputProblem);
  return (error as InputProblem).describe();
};

describe('loading a lineup', () => {
  it('reads a file, whatever it is called', async () => {
    expect(brief(await loadLineup(file('talks.doc', 'Chuk - x')))).toEqual(['Chuk | x']);
  });

  it('reads standard input', async () => {
    const stdin = vi.spyOn(process, 'stdin', 'get');
    stdin.mockReturnValue(
      Readable.from([Buffer.from('Chuk '), Buffer.from('- x')]) as typeof process.stdin,
    );
    expect(brief(await loadLineup('-'))).toEqual(['Chuk | x']);
    stdin.mockRestore();
  });

  it('refuses a pipe, which it would wait for, and a device, which has no end', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await refusal(pipe)).toMatch(/pipe: this is a pipe, a socket or a device, not a file/);
    expect(await refusal('/dev/zero')).toMatch(/this is a pipe, a socket or a device, not a file/);
  });

  it('refuses what is missing, a folder, or below a file', async () => {
    expect(await refusal(join(folder, 'none.csv'))).toMatch(/none\.csv: there is no such file/);
    mkdirSync(join(folder, 'sub'));
    expect(await refusal(join(folder, 'sub'))).toMatch(/this is a folder/);
    expect(await refusal(join(file('flat', 'x'), 'deep.csv'))).toMatch(/not a folder/);
  });

  it('refuses 50 MB by its size, without reading it', async () => {
    const path = file('huge.csv', '');
    const handle = openSync(path, 'r+');
    ftruncateSync(handle, 50 * 1024 * 1024);
    closeSync(handle);
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusal(path)).toMatch(/larger than 32 MB, and was not read/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 1024 * 1024);
  });

  it('prints no control character of a path', async () => {
    expect(await refusal(join(folder, '\u001b[2Jx'))).toMatch(/␛\[2Jx: there is no such file/);
  });
});

const refusedBytes = (content: Uint8Array): string =>
  problemOf(() => readLineup('lineup', content)).describe();

describe('what is no lineup', () => {
  it.each([
    ['empty', '', 'this is empty'],
    ['blank', ' \r\n\n', 'this is empty'],
    ['comments only', '# nothing yet\n', 'there is no talk in this'],
    ['headings only', 'speaker,title\n', 'there is no talk in this'],
    ['a web page', '<!DOCTYPE html><title>Sign in</title>', 'this is a web page'],
    ['XML of another kind', '<?xml version="1.0"?><rss/>', 'use schedule.xml, schedule.json or'],
    ['JSON of another kind', '{"meals":[]}', 'this JSON is no lineup'],
    ['a list of another kind', '[{"meals":[]}]', 'Sessionize (view/All'],
    [
      'an export without events',
      '[{"groupName":"All","sessions":[]}]',
      'there is no event in this',
    ],
    ['an empty list', '[]', 'there is no talk in this'],
    ['a spreadsheet', 'PK\u0003\u0004...', 'save the sheet as CSV'],
    ['a PDF', '%PDF-1.7 …', 'this is a PDF'],
    ['binary', 'abc\u0000def', 'byte 4 is 0'],
    ['10,001 talks', 'A - b\n'.repeat(10_001), '10,001 talks are too many'],
    ['over 1 MB', `# ${'x'.repeat(1024 * 1024)}\nA - b`, 'larger than 1 MB'],
  ])('%s', (_, text, message) => {
    expect(refusedBytes(bytes(text))).toContain(message);
  });

  it('accepts 65 talks: the limit of 64 is the programme’s', () => {
    expect(read('A - b\n'.repeat(65)).talks).toHaveLength(65);
  });

  it('UTF-16 that breaks off', () => {
    const cut = Buffer.from('\ufeffA - b', 'utf16le').subarray(0, -1);
    expect(refusedBytes(cut)).toContain('damaged UTF-16');
  });

  it.each([
    [
      'a letter of Windows-1252',
      Buffer.from('A - b\nAndr\u00e9 - x', 'latin1'),
      '2:5',
      'byte 11 is E9',
      'André - x',
    ],
    ['a character cut short', bytes('A - é').subarray(0, 5), '1:5', 'byte 5 is C3', 'A - Ã'],
    ['an overlong form', Buffer.from([0x41, 0xc0, 0x80]), '1:2', 'byte 2 is C0', 'AÀ'],
    ['a surrogate', Buffer.from([0x41, 0xed, 0xa0, 0x80]), '1:2', 'byte 2 is ED', 'Aí'],
  ])('not UTF-8: %s', (_, content, where, message, shown) => {
    const text = refusedBytes(content);
    expect(text).toContain(`lineup:${where}: this is not UTF-8: ${message}. Save it as UTF-8`);
    expect(text).toContain(`\n  ${shown}`);
  });
});

describe('a problem', () => {
  it('shows the line underlined', () => {
    const problem = problemOf(() => read('speaker,duration\nChuk,abc\n'));
    const [head, line, mark] = problem.describe().split('\n');
    expect(head).toMatch(/^lineup:2:6: the duration "abc" cannot be read/);
    expect([line, mark]).toEqual(['  Chuk,abc', '       ^^^']);
  });

  it('underlines what stands behind wide and narrow letters', () => {
    const problem = problemOf(() => read('speaker,title,duration\n李,e\u0301👍,漢字\n'));
    expect(problem.describe().split('\n').slice(1)).toEqual([
      '  李,e\u0301👍,漢字',
      '         ^^^^',
    ]);
  });

  it('shows the part of a long line that matters', () => {
    const title = 'x'.repeat(300);
    const problem = problemOf(() => read(`title,speaker,duration\n${title},Chuk,abc\n`));
    const [, line = '', mark = ''] = problem.describe().split('\n');
    expect(problem.place).toMatchObject({ line: 2, column: 307 });
    expect(line.slice(mark.indexOf('^'))).toBe('abc');
    expect(line.length).toBeLessThan(110);
  });
});
