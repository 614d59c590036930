/** Finds rules: a preset by its name, or a rules file of one's own. */
import { PRESETS } from '../../protocol/presets.ts';
import { isRulesProblem, readRules, type Rules } from '../../protocol/rules.ts';
import { readFile } from 'node:fs/promises';
import { InputProblem } from '../system/problem.ts';

const SIZE_LIMIT = 100_000;

/** `nameOrFile` is a preset's name or a path. Throws an InputProblem that names the place. */
export async function findRules(nameOrFile: string): Promise<Rules> {
  const preset = PRESETS.get(nameOrFile);
  if (preset) return preset;
  if (!/[./\\]/.test(nameOrFile)) {
    const names = [...PRESETS.keys()].join(', ');
    throw new InputProblem(`no rules "${nameOrFile}"; there are ${names}, or a path to a file`, {
      source: nameOrFile,
    });
  }
  return parseRules(nameOrFile, await readText(nameOrFile));
}

async function readText(path: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new InputProblem(
      missing ? 'there is no such rules file' : 'the rules file cannot be read',
      {
        source: path,
      },
    );
  }
  if (text.length > SIZE_LIMIT)
    throw new InputProblem('too long for a rules file (100 kB at most)', { source: path });
  return text;
}

/** Reads the text of a rules file (YAML, so JSON too); `source` is named in errors. */
export async function parseRules(source: string, text: string): Promise<Rules> {
  const { LineCounter, isNode, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problemAt = (message: string, offset: number): InputProblem => {
    const { line, col } = lines.linePos(offset);
    const excerpt = (text.split('\n')[line - 1] ?? '').replace(/[^\P{C}]/gu, ' ');
    return new InputProblem(message, { source, line, column: col, excerpt });
  };
  const [error] = document.errors;
  if (error) throw problemAt(error.message, error.pos[0]);
  const rules = readRules(document.toJS({ maxAliasCount: 0 }));
  if (!isRulesProblem(rules)) return rules;
  // A key that should not be there, or one that is missing: then its nearest parent is the place.
  for (let path = [...rules.path]; ; path = path.slice(0, -1)) {
    const node = path.length > 0 ? document.getIn(path, true) : document.contents;
    if (isNode(node) && node.range) throw problemAt(rules.message, node.range[0]);
    if (path.length === 0) throw new InputProblem(rules.message, { source });
  }
}
