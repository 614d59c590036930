import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What would make the timing core depend on a place, a moment or chance. */
const IMPURE = [
  'Atomics',
  'Date',
  'FinalizationRegistry',
  'Function',
  'Intl',
  'SharedArrayBuffer',
  'Temporal',
  'WeakRef',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'document',
  'fetch',
  'globalThis',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'require',
  'self',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'window',
];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'firmware/', 'node_modules/'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'max-depth': ['error', 4],
      'no-else-return': ['error', { allowElseIf: false }],
      'no-eval': 'error',
      'object-shorthand': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    // A test's stand-in need not be made by the constructor of what it stands for.
    files: ['tests/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    // What a test draws can be drawn again: tests/support/random.ts has the run's seed.
    files: ['tests/**/*.ts'],
    ignores: ['tests/bench/**', 'tests/support/random.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: ['fast-check'] }],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    // Whatever a path leads to, system/read-file.ts opens it with care: a pipe would be waited for.
    files: ['host/**/*.ts'],
    ignores: ['host/system/{machine-time,read-file,replace-file}.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        ...['node:fs', 'node:fs/promises'].map((name) => ({
          name,
          importNames: [
            'createReadStream',
            'open',
            'openSync',
            'promises',
            'readFile',
            'readFileSync',
          ],
          message: 'Paths are opened by system/read-file.ts.',
        })),
      ],
    },
  },
  {
    // The DOM's own names stay its own.
    files: ['host/page/*.ts'],
    languageOptions: {
      globals: { document: 'readonly', window: 'readonly', location: 'readonly' },
    },
    rules: { 'no-shadow': ['error', { builtinGlobals: true }] },
  },
  {
    // The one place that makes code while it runs: of what is in an emulated chip's program memory.
    files: ['host/emulator/translate.ts'],
    rules: { '@typescript-eslint/no-implied-eval': 'off' },
  },
  {
    // The timing core: everything that it needs is in this folder or handed to it.
    files: ['protocol/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...IMPURE],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance is handed in.' },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!\\./[^/]+$)', message: 'Nothing outside protocol/.' }] },
      ],
    },
  },
);
