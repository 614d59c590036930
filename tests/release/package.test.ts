/** What is in the package that `npx claplight` fetches: all that runs, and nothing else. */
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, expect, it } from 'vitest';
import { packAsBuilt, type Packed } from './packed.ts';

let packed: Packed;

beforeAll(() => {
  packed = packAsBuilt();
});

/** All that is ours and not compiled: by name where there are few. */
const ELSE = [
  /^package\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^docs\/[A-Z]+\.md$/,
  /^docs\/kiosk\/[a-z0-9-]+\.(service|rules)$/,
  /^examples\/[a-z0-9-]+\.(csv|txt|ya?ml|js|sh)$/,
  /^examples\/mosquitto(-acl|\.conf)$/,
  /^firmware\/images\/claplight-uno(-nowatchdog)?\.hex$/,
  /^host\/page\/static\/[a-z-]+\.(css|html|js|svg)$/,
];

it('has everything that runs', () => {
  expect(packed.files).toContain('firmware/images/claplight-uno.hex');
  expect(packed.files).toContain('examples/lightning-talks-day-1.csv');
  for (const folder of ['host/page/static', 'dist/pages', 'dist/program'])
    for (const file of readdirSync(folder).filter((name) => !name.endsWith('.map')))
      expect(packed.files).toContain(`${folder}/${file}`);
});

it('has no pictures, sources, types, maps, tests, site or box', () => {
  const program = /^dist\/(pages|program)\/[a-z0-9-]+\.js$/;
  const rest = packed.files.filter((path) => !program.test(path));
  expect(rest.filter((path) => !ELSE.some((kind) => kind.test(path)))).toEqual([]);
});

it('carries johnny-five with the one serialport that Claplight uses, and nothing that it does not need', () => {
  // Overrides do not travel: without these johnny-five would bring a serialport of its own, which
  // compiles when it is installed.
  expect(packed.bundled).toMatchSnapshot();
});

it('is what publint finds no fault with', async () => {
  const tarball = new Uint8Array(readFileSync(packed.path)).buffer;
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

it('runs no script of ours where it is installed', () => {
  const { scripts, bin } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
    readonly bin: Readonly<Record<string, string>>;
  };
  // npm warns of `prepare`, too, though it would not run it.
  const run = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare'];
  expect(run.filter((name) => name in scripts)).toEqual([]);
  expect(existsSync(bin.claplight ?? '')).toBe(true);
});
