import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LineFile } from '../../host/journal/line-file.ts';
import { LineQueue } from '../../host/journal/line-queue.ts';

let folder = '';
let path = '';
const said: string[] = [];
let file: LineQueue | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claplight-lines-'));
  path = join(folder, 'state', 'session.jsonl');
  said.length = 0;
});
afterEach(async () => {
  await file?.close();
  rmSync(folder, { recursive: true });
});

function opened(): LineQueue {
  file = new LineQueue(new LineFile(path));
  file.onChange = (mended) => {
    if (mended !== undefined) said.push(mended);
  };
  return file;
}

const content = (): string => readFileSync(path, 'utf8');

describe('the file of a journal', () => {
  it.each([0, 3, 5])('that another program cuts to %i bytes has all lines again', (left) => {
    opened().append('one\n');
    file?.append('two\n');
    truncateSync(path, left);
    file?.append('three\n');
    expect(content()).toBe('one\ntwo\nthree\n');
    expect(said).toEqual([
      'another program cut the journal short: what was cut off was written again',
    ]);
  });

  it('is made with its first line, and its lock goes with its end', () => {
    opened();
    expect(readdirSync(join(folder, 'state'))).toEqual(['session.jsonl.lock']);
    file?.append('1\n');
    expect(content()).toBe('1\n');
    void file?.close();
    expect(readdirSync(join(folder, 'state'))).toEqual(['session.jsonl']);
  });

  it.each(['', 'a whole line\n'])('that ends in half a line loses it, after %j', (whole) => {
    mkdirSync(join(folder, 'state'));
    writeFileSync(path, `${whole}{"seq":9,"time":"20`);
    opened().append('1\n');
    expect(content()).toBe(`${whole}1\n`);
    expect(said).toEqual(['the last line of the journal was incomplete and was removed']);
  });

  it('loses half a line behind one that is longer than what is read at once', () => {
    mkdirSync(join(folder, 'state'));
    const long = `${'x'.repeat(200_000)}\n`;
    writeFileSync(path, long + 'y'.repeat(150_000));
    opened().append('1\n');
    expect(content()).toBe(`${long}1\n`);
  });

  it.each([
    ['it', () => path],
    ['its folder', () => join(folder, 'state')],
  ])('is written anew with all that was in it when %s was deleted', (_, what) => {
    opened().append('1\n');
    rmSync(what(), { recursive: true });
    file?.append('2\n');
    file?.append('3\n');
    expect(content()).toBe('1\n2\n3\n');
    expect(said).toEqual(['the journal had been deleted and was written again']);
    expect(readdirSync(join(folder, 'state'))).toContain('session.jsonl.lock');
  });

  it('goes on in another file that was put into its place', () => {
    opened().append('1\n');
    rmSync(path);
    writeFileSync(path, 'edited 1\n');
    file?.append('2\n');
    expect(content()).toBe('edited 1\n2\n');
  });

  it('keeps lines while it cannot be written, says why, and loses none', () => {
    // A file where the folder should be.
    writeFileSync(join(folder, 'state'), '');
    opened().append('1\n');
    file?.append('2\n');
    expect(file?.trouble).toMatch(/ENOTDIR|EEXIST/);
    rmSync(join(folder, 'state'));
    file?.append('3\n');
    expect(file?.trouble).toBeUndefined();
    expect(content()).toBe('1\n2\n3\n');
    expect(said).toEqual(['the journal works again: all that had waited is recorded']);
  });
});

describe('a journal that another program changes', () => {
  it('is gone on with where somebody wrote into it as well', () => {
    opened().append('one\n');
    appendFileSync(path, 'theirs\n');
    file?.append('two\n');
    expect(content()).toBe('one\ntheirs\ntwo\n');
    expect(said).toEqual([]);
  });

  it('and that is too long to be kept is told to be cut', () => {
    mkdirSync(join(folder, 'state'));
    writeFileSync(path, `${'x'.repeat(99)}\n`.repeat(90_000));
    opened().append('one\n');
    truncateSync(path, 250);
    file?.append('two\n');
    expect(content()).toBe(`${`${'x'.repeat(99)}\n`.repeat(2)}two\n`);
    expect(said).toEqual(['another program cut the journal short: what was cut off is lost']);
  });
});
