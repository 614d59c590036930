/** Paths that lead to no file, as people give them: a sentence at once, and nothing is read or changed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { file, folder } from './cli.ts';

const place = folder();
const at = (name: string): string => join(place, name);
const LINEUP = file('talks.txt', 'Ada - One\n');
const CLI = `${process.execPath} dist/program/cli.js`;

beforeAll(() => {
  execFileSync('mkfifo', [at('pipe')]);
  mkdirSync(at('folder'));
  writeFileSync(at('sparse'), '');
  truncateSync(at('sparse'), 2e9);
  writeFileSync(at('photo.jpg'), '\xff\xd8');
});

/** Run by bash, which has <(…). */
/** In ms. */
const HANGS_AFTER = 60_000;

function run(line: string): { readonly code: number | null; readonly err: string } {
  const { status, stderr } = spawnSync('bash', ['-c', `exec ${CLI} ${line}`], {
    encoding: 'utf8',
    env: { ...process.env, XDG_STATE_HOME: folder(), NO_COLOR: '1' },
    timeout: HANGS_AFTER,
  });
  return { code: status, err: stderr };
}

const none = '--light none --no-http --no-screen';

it.each([
  ['check <(echo "Ada - One")', /a pipe, a socket or a device, not a file: save it into a file/],
  [`run <(echo "Ada - One") ${none}`, /a device, not a file: save it into a file, or give "-"/],
  [`check ${LINEUP} --rules <(echo "a: b")`, /not a file: name a rules file/],
  [`check ${at('pipe')}`, /a pipe, a socket or a device/],
  [`run ${LINEUP} ${none} --journal ${at('pipe')}`, /not a file: name another file with --journal/],
  [`run ${LINEUP} ${none} --journal /dev/zero`, /not a file: name another file with --journal/],
  [`run ${LINEUP} ${none} --journal ${at('folder')}`, /a folder: name another file with --journal/],
  [`run ${LINEUP} ${none} --journal ${at('sparse')}`, /larger than 1 GB: name another file/],
  [
    `run ${LINEUP} ${none} --journal ${at('photo.jpg')}`,
    /this file is not a journal, so it is left/,
  ],
])(
  '%s',
  (line, sentence) => {
    const { code, err } = run(line);
    expect(err).toMatch(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  },
  HANGS_AFTER,
);

it('leaves a photo as it was', () => {
  expect(readFileSync(at('photo.jpg'), 'utf8')).toBe('\xff\xd8');
});
