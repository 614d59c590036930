import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadLineup } from '../../host/lineup/load-lineup.ts';
import { followLineup } from '../../host/lineup/watch-file.ts';
import { brief } from './helpers.ts';

/** By then it was noticed that a link leads elsewhere, in ms: real time, since nothing tells of it. */
const LOOKED = 1200;

let folder: string;
let path: string;
let stop: () => void;
/** What was heard, and the promise of hearing more. */
let heard: string[];
let next: () => Promise<string>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
  path = join(folder, 'talks.csv');
  writeFileSync(path, 'A - x\n');
});
afterEach(() => {
  stop();
  rmSync(folder, { recursive: true });
});

async function follow(at = path): Promise<void> {
  heard = [];
  let waiting: ((text: string) => void) | undefined;
  const hear = (text: string): void => {
    heard.push(text);
    waiting?.(text);
  };
  next = () => new Promise((resolve) => (waiting = resolve));
  stop = followLineup(at, await loadLineup(at), {
    saved: (lineup) => hear(brief(lineup).join()),
    failed: (problem) => hear(problem.describe().split('\n')[0] ?? ''),
    unchanged: () => hear('as before'),
    quiet: 10,
  });
}

describe('a file that is saved', () => {
  it('in place', async () => {
    await follow();
    const news = next();
    writeFileSync(path, 'B - y\n');
    expect(await news).toBe('B | y');
  });

  it('by renaming another over it, again and again', async () => {
    await follow();
    for (const name of ['B', 'C', 'D']) {
      const news = next();
      writeFileSync(`${path}~`, `${name} - y\n`);
      renameSync(`${path}~`, path);
      expect(await news).toBe(`${name} | y`);
    }
  });

  it('by being gone and coming back as it was', async () => {
    await follow();
    let news = next();
    renameSync(path, `${path}.bak`);
    expect(await news).toMatch(/talks.csv/);
    news = next();
    renameSync(`${path}.bak`, path);
    expect(await news).toBe('as before');
  });

  it('in a folder that was replaced by another, again and again', async () => {
    await follow();
    for (const name of ['B', 'C']) {
      renameSync(folder, `${folder}-${name}`);
      mkdirSync(folder);
      let news = next();
      writeFileSync(path, `${name} - y\n`);
      expect(await news).toBe(`${name} | y`);
      rmSync(`${folder}-${name}`, { recursive: true });
      news = next();
      writeFileSync(path, `${name} - z\n`);
      expect(await news).toBe(`${name} | z`);
    }
  });

  it('by moving the old one away first', async () => {
    await follow();
    const news = next();
    renameSync(path, `${path}.bak`);
    writeFileSync(path, 'B - y\n');
    expect(await news).toBe('B | y');
  });

  it('in pieces is read once it is whole', async () => {
    await follow();
    const news = next();
    writeFileSync(path, '');
    appendFileSync(path, 'B -');
    appendFileSync(path, ' y\nC - z\n');
    expect(await news).toBe('B | y,C | z');
    expect(heard).toHaveLength(1);
  });

  it('through a link', async () => {
    const link = join(folder, 'link');
    mkdirSync(join(folder, 'far'));
    writeFileSync(join(folder, 'far', 'talks'), 'A - x\n');
    symlinkSync(join(folder, 'far', 'talks'), link);
    await follow(link);
    const news = next();
    writeFileSync(join(folder, 'far', 'talks'), 'B - y\n');
    expect(await news).toBe('B | y');
  });

  it('through a link that leads elsewhere since', async () => {
    const link = join(folder, 'link');
    for (const name of ['near', 'far']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'talks'), `${name} - x\n`);
    }
    symlinkSync(join('near', 'talks'), link);
    await follow(link);
    let news = next();
    symlinkSync(join('far', 'talks'), `${link}~`);
    renameSync(`${link}~`, link);
    expect(await news).toBe('far | x');
    await pause(LOOKED);
    news = next();
    writeFileSync(join(folder, 'far', 'talks'), 'B - y\n');
    expect(await news).toBe('B | y');
  });

  it('with a mistake, then without one', async () => {
    await follow();
    const mistake = next();
    writeFileSync(path, 'A - x (0:00)\n');
    expect(await mistake).toContain('talks.csv:1:8: the duration');
    const mended = next();
    writeFileSync(path, 'A - x\nB - y\n');
    expect(await mended).toBe('A | x,B | y');
  });

  it('is missed when it is gone', async () => {
    await follow();
    const news = next();
    unlinkSync(path);
    expect(await news).toContain('there is no such file');
  });

  it('unchanged is no news, nor are its neighbours', async () => {
    await follow();
    utimesSync(path, new Date(), new Date());
    writeFileSync(join(folder, 'other.csv'), 'X - y\n');
    const news = next();
    writeFileSync(path, 'B - y\n');
    expect(await news).toBe('B | y');
    expect(heard).toEqual(['B | y']);
  });
});
