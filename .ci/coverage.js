/**
 * `npm run coverage [-- TESTS]`: how much of each file any process runs: the tests themselves, as vitest counts them, the
 * hosts that they start, and those hosts' threads, as node counts them (NODE_V8_COVERAGE), and pages, as Chromium does
 * (`tests/mirror/support/page-coverage.ts`). A file of host/ under 80 % of its lines needs a reason in
 * `coverage-reasons.json`, and a reason needs such a file. What is killed tells nothing: real numbers are higher.
 */
import { spawnSync } from 'node:child_process';
import console from 'node:console';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const LEAST = 80;
/** What is run of what was built: the command itself, and what tests load of it. */
const PROGRAM = /^dist\/(?:host|program)\//;
const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'claplight-coverage-'));
const children = join(folder, 'children');
const tests = process.argv.slice(2);
/** What is served has no maps: for these the same is made once more, with them. */
const pages = join(folder, 'pages');

function judge(all) {
  const reasons = JSON.parse(
    readFileSync(join(import.meta.dirname, 'coverage-reasons.json'), 'utf8'),
  );
  const low = new Set(all.filter(([, { share }]) => share < LEAST).map(([file]) => file));
  return [
    ...[...low]
      .filter((file) => !(file in reasons))
      .map((file) => `${file}: under ${LEAST} %, and no reason in .ci/coverage-reasons.json`),
    ...Object.keys(reasons)
      .filter((file) => !low.has(file))
      .map((file) => `${file}: needs no reason any more in .ci/coverage-reasons.json`),
  ];
}

/** What vitest counted, with what children ran besides: a file's lines, and the share of them that ran. */
function* filesOfTests(byChildren) {
  const all = JSON.parse(readFileSync(join(folder, 'tests/coverage-final.json'), 'utf8'));
  for (const path of Object.keys(all).sort()) {
    const { statementMap, s } = all[path];
    const ran = new Map();
    for (const [id, { start }] of Object.entries(statementMap))
      ran.set(start.line, (ran.get(start.line) ?? false) || s[id] > 0);
    const there = byChildren.get(path);
    const covered = [...ran].filter(([line, here]) => here || there?.has(line)).length;
    yield [
      relative(root, path),
      { lines: ran.size, share: ran.size === 0 ? 100 : (100 * covered) / ran.size },
    ];
  }
}

/** The lines of each source that a process or a thread of one ran, by its path. */
function linesOfChildren() {
  const scripts = new Map();
  for (const name of readdirSync(children)) {
    let told;
    try {
      told = JSON.parse(readFileSync(join(children, name), 'utf8'));
    } catch {
      continue; // Of a process that was killed while it wrote.
    }
    for (const { url, functions, source } of told.result) {
      const path = compiledOf(url);
      if (path === undefined) continue;
      // A page gets a script without its comments: it is another text.
      const key = `${path} ${source === undefined}`;
      const script = scripts.get(key) ?? new Script(path, source);
      scripts.set(key, script);
      if (source === undefined || source === script.text) script.add(functions);
    }
  }
  const lines = new Map();
  for (const script of scripts.values())
    for (const [path, ran] of script.lines())
      lines.set(path, new Set([...(lines.get(path) ?? []), ...ran]));
  return lines;
}

function buildPages() {
  const script = join(import.meta.dirname, 'assemble.js');
  spawnSync(process.execPath, [script, pages], { cwd: root, stdio: 'inherit' });
}

/** The compiled file of host/ that a process or a page ran, or undefined. */
function compiledOf(url) {
  const page = /^https?:\/\/[^/]+\/page\/([a-z-]+\.js)$/.exec(url)?.[1];
  if (page !== undefined) return join(pages, page);
  if (!url.startsWith('file:')) return undefined;
  const path = fileURLToPath(url);
  // A file without a map passes on what others export, and nothing else.
  return PROGRAM.test(relative(root, path)) && existsSync(`${path}.map`) ? path : undefined;
}

/** For each line of a text the number of that line in the text that it is left of, where whole lines were taken out. */
function numbersIn(text, whole) {
  const all = whole.split('\n');
  let at = -1;
  return text.split('\n').map((line) => (at = Math.max(at + 1, all.indexOf(line, at + 1))));
}

/** A compiled file, and which of its characters ran. */
class Script {
  /** `source`: what ran of it, where that is not the whole text. */
  constructor(path, source) {
    this.path = path;
    const whole = readFileSync(path, 'utf8');
    this.text = source ?? whole;
    this.numbers = numbersIn(this.text, whole);
    this.ran = new Uint8Array(this.text.length);
  }

  add(functions) {
    const here = new Uint8Array(this.text.length);
    // Outer ranges come before inner ones, which say more.
    for (const { ranges } of functions)
      for (const { startOffset, endOffset, count } of ranges)
        here.fill(count > 0 ? 1 : 0, startOffset, endOffset);
    for (let i = 0; i < here.length; i++) this.ran[i] |= here[i];
  }

  lines() {
    const map = new SourceMap(JSON.parse(readFileSync(`${this.path}.map`, 'utf8')));
    const found = new Map();
    let offset = 0;
    for (const [index, text] of this.text.split('\n').entries()) {
      const number = this.numbers[index];
      for (let column = 0; column < text.length; column++) {
        if (this.ran[offset + column] === 0 || text[column] === ' ') continue;
        const { originalSource, originalLine, generatedLine } = map.findEntry(number, column);
        if (originalSource === undefined || generatedLine !== number) continue;
        const source = resolve(dirname(this.path), originalSource);
        found.set(source, (found.get(source) ?? new Set()).add(originalLine + 1));
      }
      offset += text.length + 1;
    }
    return found;
  }
}

const reports = ['--coverage.reporter=json', `--coverage.reportsDirectory=${folder}/tests`];
// Those of the emulator are far slower when they are counted, and count nothing that units don't.
const projects = ['units', 'paced', 'boards'].flatMap((one) => ['--project', one]);
const options = [...projects, '--coverage', '--coverage.reportOnFailure', ...reports];
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', ...options, ...tests], {
  cwd: root,
  env: { ...process.env, CHILDREN_COVERAGE: children },
  stdio: 'inherit',
});

buildPages();
const rows = [...filesOfTests(linesOfChildren())].filter(([file]) => file.startsWith('host/'));
for (const [file, { lines, share }] of rows)
  console.log(`${share.toFixed(1).padStart(6)} %  ${String(lines).padStart(4)} lines  ${file}`);
const all = rows.reduce((sum, [, { lines }]) => sum + lines, 0);
const covered = rows.reduce((sum, [, { lines, share }]) => sum + (lines * share) / 100, 0);
console.log(
  `host/: ${((100 * covered) / all).toFixed(1)} % of ${all} lines in ${rows.length} files`,
);
const wrong = tests.length === 0 ? judge(rows) : [];
for (const sentence of wrong) console.error(sentence);
rmSync(folder, { recursive: true });
process.exitCode = status !== 0 || wrong.length > 0 ? 1 : 0;
