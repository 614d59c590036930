/**
 * Parsing the YAML that people write, within bounds. Its parser keeps a list of what is open, which can
 * be looked at token by token; what makes documents of it calls itself, and compares each key with each
 * other one. So depth, keys and items are bounded first, and keys given twice are found here.
 */
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { DEEPEST, TOO_DEEP } from './bounds.ts';
import { MOST_TALKS, tooManyOf } from './limits.ts';
import type { SourceText } from './source.ts';

const require = createRequire(import.meta.url);

/** Keys of one mapping; a talk has a dozen. */
const MOST_KEYS = 1000;
/** Documents, directives and comments at the top of a file; people write one of each. */
const MOST_DOCUMENTS = 1000;
const TOO_MANY_DOCUMENTS =
  'this holds too many parts between lines of "---": is it the right file?';

/** Loaded when it is needed, because it takes longer (40 ms) than everything else that reading a table needs. */
export const loadYaml = (): typeof Yaml => require('yaml') as typeof Yaml;

/** Parses a whole source. Mistakes are in its `errors`. Throws InputProblem for what is out of bounds. */
export function parseYaml(source: SourceText, options: Yaml.SchemaOptions = {}): Yaml.Document {
  const yaml = loadYaml();
  checkBounds(source, yaml);
  const document = yaml.parseDocument(source.text, {
    ...options,
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
  });
  if (document.errors.length === 0) checkKeys(document, yaml);
  return document;
}

function checkBounds(source: SourceText, { Lexer, Parser }: typeof Yaml): void {
  const parser = new Parser();
  let documents = 0;
  for (const lexeme of new Lexer().lex(source.text)) {
    // What is complete is of no use here; it has to be taken for the parser to go on.
    documents += Array.from(parser.next(lexeme)).length;
    if (documents > MOST_DOCUMENTS)
      throw source.problem({ at: parser.offset, length: 1 }, TOO_MANY_DOCUMENTS);
    // A mapping in a list counts twice, and the document itself once.
    if (parser.stack.length > 2 * DEEPEST)
      throw source.problem({ at: parser.offset, length: 1 }, TOO_DEEP);
    const open = parser.stack.at(-1);
    const isMapping =
      open?.type === 'block-map' || (open?.type === 'flow-collection' && open.start.source === '{');
    if (isMapping && open.items.length > MOST_KEYS) {
      const message = `this mapping has more than ${String(MOST_KEYS)} keys: is it the right file?`;
      throw source.problem({ at: parser.offset, length: 1 }, message);
    }
    const isList =
      open?.type === 'block-seq' || (open?.type === 'flow-collection' && open.start.source === '[');
    // Each costs the parser twenty times what it costs to count it. The last one may have only begun.
    if (isList && open.items.length > MOST_TALKS + 1)
      throw source.problem({ at: parser.offset, length: 1 }, tooManyOf('items in a list'));
  }
}

/** Reports the first key that a mapping has twice, as the parser would. */
function checkKeys(document: Yaml.Document, yaml: typeof Yaml): void {
  yaml.visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!yaml.isScalar(key)) continue;
        if (seen.has(key.value)) {
          const [at = 0, end = 0] = key.range ?? [];
          const message = 'Map keys must be unique';
          document.errors.push(new yaml.YAMLParseError([at, end], 'DUPLICATE_KEY', message));
          return yaml.visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
}
