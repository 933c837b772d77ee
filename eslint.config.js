import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import typescript from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The storeys of the house, from the ground up. Each may import what stands below it and nothing above;
 * `cli` and `workbench` stand side by side on `stack`.
 */
const above = {
  stack: ['cli', 'workbench', 'components', 'layouts', 'pages'],
  cli: ['workbench', 'components', 'layouts', 'pages'],
  workbench: ['cli', 'components', 'layouts', 'pages'],
  components: ['cli', 'layouts', 'pages'],
};

/** Nothing in `stack` knows that a browser or a machine exists: no I/O, no DOM, no framework. */
const outsideStack = ['node:*', 'astro', 'astro:*', 'svelte', 'svelte/*', 'nanostores', '@codemirror/*'];

const storeys = Object.entries(above).map(([storey, forbidden]) => ({
  name: `storeys/${storey}`,
  files: [`src/${storey}/**/*.{ts,svelte,astro}`],
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(\\.\\.?/)+(src/)?(${forbidden.join('|')})/`,
            message: `Imports only go down the storeys: ${storey} may not know ${forbidden.join(', ')}.`,
          },
          ...(storey === 'stack'
            ? [{ group: outsideStack, message: 'stack is pure: no I/O, no DOM, no framework.' }]
            : []),
        ],
      },
    ],
    ...(storey === 'stack'
      ? {
          'no-restricted-globals': [
            'error',
            'window',
            'document',
            'localStorage',
            'fetch',
            'process',
            'navigator',
          ],
        }
      : {}),
  },
}));

export default defineConfig(
  { ignores: ['dist/', '.astro/', 'test-results/', 'playwright-report/'] },
  typescript.configs.strict,
  typescript.configs.stylistic,
  svelte.configs['flat/recommended'],
  astro.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-undef': 'off',
      eqeqeq: 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser, svelteConfig } },
  },
  ...storeys,
);
