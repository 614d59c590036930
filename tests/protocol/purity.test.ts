/** What protocol/ may not reach for, each on a line of its own that the compiler or the linter refuses. */
import { ESLint } from 'eslint';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

const REFUSED = [
  ['a timer', 'export const a = setTimeout(() => undefined, 1);'],
  ['the process', 'export const b = process.pid;'],
  ['the document', 'export const c = document.title;'],
  ['the console', "console.log('shown');"],
  ['the network', "export const d = fetch('/');"],
  ['a monotonic clock', 'export const e = performance.now();'],
  ['the time of day', 'export const f = Date.now();'],
  ['the date', 'export const g = new Date();'],
  ['a clock in a format', 'export const h = new Intl.DateTimeFormat().format();'],
  ['chance', 'export const i = Math.random();'],
  ['chance by another name', 'export const { random } = Math;'],
  ['cryptographic chance', 'export const j = crypto.randomUUID();'],
  ['anything global', 'export const k = globalThis;'],
  ['code made at run time', "export const l: unknown = new Function('return this')();"],
  ['a module of Node', "import 'node:fs';"],
  ['a package', "import 'valibot';"],
  ['the host', "import '../host/lineup/read-lineup.ts';"],
  ['its own tools', "import './tools/generate.ts';"],
] as const;

/** In the place of a real file, so that compiler and linter treat it as one of protocol/. */
const FILE = 'protocol/crc.ts';
const text = REFUSED.map(([, line]) => line).join('\n');

function compiled(source: string): Set<number> {
  const { config } = ts.readConfigFile('protocol/tsconfig.json', ts.sys.readFile.bind(ts.sys)) as {
    config: unknown;
  };
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, 'protocol');
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (path) => (path.endsWith(FILE) ? source : read(path));
  host.getSourceFile = (path, language) => {
    const content = host.readFile(path);
    return content === undefined ? undefined : ts.createSourceFile(path, content, language);
  };
  const program = ts.createProgram(fileNames, { ...options, noEmit: true }, host);
  const sample = program.getSourceFile(FILE);
  return new Set(
    ts
      .getPreEmitDiagnostics(program, sample)
      .filter(({ file }) => file === sample)
      .map(({ start = 0 }) => (sample?.getLineAndCharacterOfPosition(start).line ?? 0) + 1),
  );
}

async function linted(source: string): Promise<Set<number>> {
  const eslint = new ESLint({
    overrideConfig: { rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  });
  const results = await eslint.lintText(source, { filePath: FILE });
  const purity = /^no-restricted-|no-implied-eval$/;
  return new Set(
    results
      .flatMap(({ messages }) => messages)
      .filter(({ ruleId }) => purity.test(ruleId ?? 'fatal'))
      .map(({ line }) => line),
  );
}

describe('protocol/ does not get through the checks if it reaches for', () => {
  let lines: { compiler: Set<number>; linter: Set<number> };
  beforeAll(async () => {
    lines = { compiler: compiled(text), linter: await linted(text) };
  });

  it.each(REFUSED)('%s: %s', (_, sample) => {
    const number = text.split('\n').indexOf(sample) + 1;
    expect(lines.compiler.has(number) || lines.linter.has(number)).toBe(true);
  });

  it('nothing: what is pure does get through', async () => {
    const pure = "import { instant } from './time.ts';\nexport const noon = instant(43_200_000);\n";
    expect(compiled(pure)).toEqual(new Set());
    expect(await linted(pure)).toEqual(new Set());
  });

  it('Node, the DOM and timers already in the compiler', () => {
    const byCompiler = REFUSED.filter((_, i) => lines.compiler.has(i + 1)).map(([what]) => what);
    expect(byCompiler).toEqual(
      expect.arrayContaining(['a timer', 'the process', 'the document', 'a module of Node']),
    );
  });
});
