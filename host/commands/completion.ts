/** `claplight completion`: what a shell needs to complete the command line, made from its declaration. */
import type { Argument, Command, Option } from 'commander';
import { PRESETS } from '../../protocol/presets.ts';
import { LANGUAGES } from '../../protocol/words/languages.ts';
import { InputProblem } from '../system/problem.ts';

interface Values {
  readonly words: readonly string[];
  readonly files: boolean;
}

const NOTHING: Values = { words: [], files: false };
const FILES: Values = { words: [], files: true };

/** What may stand for a value, by the name that the help gives it. */
const VALUES: Readonly<Record<string, Values>> = {
  which: { words: ['auto', 'virtual', 'none'], files: false },
  code: { words: LANGUAGES, files: false },
  shell: { words: ['bash', 'zsh'], files: false },
  'name|file': { words: [...PRESETS.keys()], files: true },
  rules: { words: [...PRESETS.keys()], files: true },
  address: { words: ['127.0.0.1', 'lan'], files: false },
  lineup: FILES,
  export: FILES,
  journal: FILES,
  file: FILES,
  'file.html': FILES,
};

interface Flag {
  /** `--port`, `-h`. */
  readonly names: readonly string[];
  readonly about: string;
  /** Undefined where it takes no value. */
  readonly value: Values | undefined;
}

interface Declared {
  readonly name: string;
  readonly about: string;
  readonly flags: readonly Flag[];
  readonly values: Values;
}

const valuesOf = (placeholder: string, choices?: readonly string[]): Values =>
  choices ? { words: choices, files: false } : (VALUES[placeholder] ?? NOTHING);

function flagOf({ short, long, flags, description, required, optional, argChoices }: Option): Flag {
  const placeholder = /[<[](.*?)(?:\.\.\.)?[\]>]/.exec(flags)?.[1] ?? '';
  return {
    names: [short, long].filter((name) => name !== undefined),
    about: description,
    value:
      required || optional
        ? valuesOf(long === '--port' ? 'file' : placeholder, argChoices)
        : undefined,
  };
}

function declared(program: Command): readonly Declared[] {
  const help = program.createHelp();
  return help.visibleCommands(program).map((command) => {
    const [first] = command.registeredArguments as readonly (Argument | undefined)[];
    const isHelp = command.name() === 'help';
    return {
      name: command.name(),
      about: command.description(),
      flags: help.visibleOptions(command).map(flagOf),
      values: isHelp
        ? { words: program.commands.map((one) => one.name()), files: false }
        : first
          ? valuesOf(first.name(), first.argChoices)
          : NOTHING,
    };
  });
}

/** In single quotes, as every shell takes it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const listed = (words: readonly string[]): string => quoted(words.join(' '));

/** What one word may be, for bash: names, and files where they fit. */
const offer = ({ words, files }: Values): string =>
  `_claplight_offer ${listed(words)}${files ? ' files' : ''}`;

function bash(commands: readonly Declared[], flags: readonly Flag[]): string {
  const names = commands.map(({ name }) => name);
  const flagNames = (all: readonly Flag[]): string[] => all.flatMap((flag) => flag.names);
  const cases = commands.map(({ name, flags: own, values }) => {
    const takers = own.flatMap(({ names: all, value }) =>
      value ? [`        ${all.join('|')}) ${offer(value)}; return ;;`] : [],
    );
    const after = takers.length === 0 ? [] : ['      case $before in', ...takers, '      esac'];
    return [`    ${name})`, ...after, `      flags=${listed(flagNames(own))}`]
      .concat(`      rest=(${offer(values)}) ;;`)
      .join('\n');
  });
  return `# bash: eval "$(claplight completion bash)"
_claplight_offer() {
  local IFS=$' \\t\\n' word
  COMPREPLY=($(compgen -W "$1" -- "$current"))
  if [[ -n $2 ]]; then
    compopt -o filenames
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
  fi
}
_claplight() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} flags rest=()
  # bash takes --light=virtual for three words.
  if [[ $current == = ]]; then current=
  elif [[ $before == = ]]; then before=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  if ((COMP_CWORD == 1)); then
    _claplight_offer ${listed([...names, ...flagNames(flags)])}
    return
  fi
  case \${COMP_WORDS[1]} in
${cases.join('\n')}
  esac
  if [[ $current == -* ]]; then _claplight_offer "$flags"
  elif ((\${#rest[@]})); then "\${rest[@]}"; fi
}
complete -F _claplight claplight
`;
}

/** Of zsh's own marks in a description. */
const plain = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&');

function action({ words, files }: Values): string {
  if (!files) return words.length === 0 ? ' ' : `(${words.join(' ')})`;
  // A blank in front: zsh adds nothing of its own to the call.
  return words.length === 0 ? '_files' : ` _claplight_offer ${words.join(' ')}`;
}

const zshFlag = ({ names, about, value }: Flag): string[] => {
  const others = names.length > 1 ? `(${names.join(' ')})` : '';
  return names.map((name) =>
    quoted(
      `${others}${name}${value ? '=' : ''}[${plain(about)}]${value ? `:value:${action(value)}` : ''}`,
    ),
  );
};

function zsh(commands: readonly Declared[], flags: readonly Flag[]): string {
  const names = commands.map(({ name, about }) => `      ${quoted(`${name}:${plain(about)}`)}`);
  const cases = commands.map(({ name, flags: own, values }) => {
    // An argument of which nothing is known would keep zsh from completing flags.
    const rest = values === NOTHING ? [] : [quoted(`*:value:${action(values)}`)];
    const lines = [...own.flatMap(zshFlag), ...rest];
    return `    ${name})\n      _arguments \\\n        ${lines.join(' \\\n        ')} ;;`;
  });
  return `#compdef claplight
# zsh: eval "$(claplight completion zsh)", behind compinit
_claplight_offer() { _alternative "words:word:($*)" 'files:file:_files' }
_claplight() {
  if ((CURRENT == 2)); then
    local -a commands=(
${names.join('\n')}
    )
    _describe -t commands command commands
    _arguments ${flags.flatMap(zshFlag).join(' ')}
    return
  fi
  shift words
  ((CURRENT--))
  case $words[1] in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _claplight ]]; then _claplight "$@"; else compdef _claplight claplight; fi
`;
}

const SHELLS = { bash, zsh };

/** Prints the completions of a shell. Throws InputProblem for a shell that there is none for. */
export function completion(program: Command, shell: string): void {
  const made = Object.entries(SHELLS).find(([name]) => name === shell)?.[1];
  if (!made)
    throw new InputProblem(`completion is available for ${Object.keys(SHELLS).join(' and ')}`, {
      source: `"${shell}"`,
    });
  const flags = program.createHelp().visibleOptions(program).map(flagOf);
  process.stdout.write(made(declared(program), flags));
}
