/** Finds rules: a preset by its name, or a rules file of one's own. */
import { SourceText } from './source.ts';
import { loadYaml, parseYaml } from './yaml.ts';
import { PRESETS } from '../../protocol/presets.ts';
import { isRulesProblem, readRules, type Rules } from '../../protocol/rules.ts';
import { InputProblem } from '../system/problem.ts';
import { quoted, visible } from '../system/characters.ts';
import { UnreadFile, readBounded } from '../system/read-file.ts';

const SIZE_LIMIT = 100_000;

/**
 * `nameOrFile` is a preset's name or a path; with `presetsAlone`, as for names that came from another
 * computer, no path is opened. Throws an InputProblem that names the place.
 */
export async function findRules(nameOrFile: string, presetsAlone = false): Promise<Rules> {
  const preset = PRESETS.get(nameOrFile);
  if (preset) return preset;
  if (presetsAlone) {
    const mend = `it may name ${[...PRESETS.keys()].join(', ')}; give a rules file with --rules`;
    throw new InputProblem(
      `the rules ${quoted(nameOrFile)} are named by a lineup from the web: ${mend}`,
      { source: visible(nameOrFile) },
    );
  }
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
    text = (await readBounded(path, SIZE_LIMIT)).toString('utf8');
  } catch (error) {
    throw new InputProblem(reasonOf(error), { source: path });
  }
  return text;
}

function reasonOf(error: unknown): string {
  if (error instanceof UnreadFile && error.code === 'TOO_LARGE')
    return 'too long for a rules file (100 kB at most)';
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (missing) return 'there is no such rules file';
  return error instanceof UnreadFile
    ? `${error.message}: name a rules file`
    : 'the rules file cannot be read';
}

/** Reads the text of a rules file (YAML, so JSON too); `source` is named in errors. */
export function parseRules(source: string, text: string): Rules {
  const whole = new SourceText(source, text);
  const document = parseYaml(whole);
  const { isNode } = loadYaml();
  const problemAt = (message: string, at: number): InputProblem =>
    whole.problem({ at, length: 1 }, message);
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
