import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import redos from 'eslint-plugin-redos';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { builtPatternsRule } from './tools/builtPatternsRule.ts';

const regrouping = ['ObjectExpression', 'ArrayExpression'].map((literal) => ({
  selector: `${literal} > SpreadElement > ${literal}`,
  message: 'Write what is spread here as it is: a literal within a literal only regroups lines.',
}));

/**
 * What makes a pattern of a text at run time, which no checker sees (docs/decisions/0050), by whatever name: all but a
 * type and what is only asked whether it is one. What types tell besides, `candor/built-patterns` finds.
 */
const builtPatterns = [
  'Identifier[name="RegExp"]:not(TSTypeReference > Identifier):not(BinaryExpression[operator="instanceof"] > Identifier)',
  'Literal[value="RegExp"]',
].map((selector) => ({
  selector,
  message:
    'Write the pattern as a literal, which lint can check, or use core/records/literalPattern.ts.',
}));
const searches = {
  selector:
    'CallExpression[callee.property.name=/^(match|matchAll|search)$/]:not([arguments.0.regex])',
  message: 'Give it a pattern that is written as a literal: there are no types here to tell.',
};
/** The checker of patterns counts steps alone, so that a busy machine finds what an idle one does. */
const untimed = {
  timeout: 300_000,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
};
const shipped = {
  files: ['{bin,cli,contract,electron,renderer,service}/**/*.{ts,tsx,js}'],
  ignores: ['**/*.{test,testkit}.{ts,tsx}', '**/testing/**', 'service/pool/interop/**'],
};

export default defineConfig(
  { ignores: ['build/', 'data/', 'test-results/', 'dist/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 75, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...regrouping],
    },
  },
  {
    // Every pattern takes time that grows with its text's length alone (docs/decisions/0050).
    files: ['**/*.{ts,tsx,js}'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': [
        'error',
        { report: 'potential', ignoreSticky: false, ignorePartial: false },
      ],
    },
  },
  {
    ...shipped,
    plugins: { redos },
    rules: { 'redos/no-vulnerable': ['error', { ignoreErrors: false, ...untimed }] },
  },
  {
    files: shipped.files,
    ignores: [...shipped.ignores, 'electron/core/records/literalPattern.ts'],
    rules: { 'no-restricted-syntax': ['error', ...regrouping, ...builtPatterns] },
  },
  {
    files: ['{bin,cli,contract,electron,renderer,service}/**/*.js'],
    rules: { 'no-restricted-syntax': ['error', ...regrouping, ...builtPatterns, searches] },
  },
  {
    files: ['{bin,cli,contract,electron,renderer,service}/**/*.{ts,tsx}'],
    ignores: shipped.ignores,
    plugins: { candor: { rules: { 'built-patterns': builtPatternsRule } } },
    rules: { 'candor/built-patterns': 'error' },
  },
  {
    // One place reads clients' addresses (docs/decisions/0070), and one what they asked for.
    files: ['service/**/*.ts'],
    ignores: [
      'service/shared/{clientAddress,askedFor}.ts',
      '**/*.test.ts',
      'service/**/testing/**',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...regrouping,
        ...builtPatterns,
        ...[
          'MemberExpression[property.name=/^(ips?|remoteAddress)$/]',
          'Literal[value=/forwarded-(for|host|proto)/i]',
        ].map((selector) => ({
          selector,
          message: 'ClientAddresses reads who sent a request, askedFor what it was asked for.',
        })),
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'max-lines-per-function': ['warn', { max: 90, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['contract/{catalogue,engineCatalogue}.ts', 'contract/text/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['tools/**', 'bench/**', 'runtime/**', 'service/shared/terminal.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{test,spec}.{ts,tsx}', 'runtime/conformance/checks/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
