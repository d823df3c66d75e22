/**
 * What is checked beyond the types: mistakes, Lit and custom elements, accessibility of templates, who may import whom,
 * and what breaks on other people's pages. Prettier alone decides how code is laid out.
 */
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Packages that run in other people's pages. */
const inPages = 'packages/{contract,core,counter,sign-form,embed}/src/**/*.ts';
const withTemplates = ['packages/{core,counter,sign-form,embed}/**/*.ts', 'stories/**/*.ts'];
const tests = ['**/test/**/*.ts', 'e2e/**/*.ts'];
const browserTests = 'packages/{core,counter,sign-form,embed}/test/**/*.ts';

const frontDoor = {
  regex: String.raw`^@cohesion/[\w-]+/(src|lib|test)\b|^(\.\./)+(packages/)?(contract|core|counter|sign-form|embed|service)/`,
  message: 'Import through the front door of the package: @cohesion/core.',
};
const onPages = [
  {
    regex: String.raw`/style-map\.js$`,
    message: "A strict Content-Security-Policy blocks it: use classes or .style=${'…'}.",
  },
  { regex: String.raw`/unsafe-\w+\.js$`, message: 'Trusted Types block it, and words are plain text.' },
];

/** The rule that lets `files` import what `allowed` (a regular expression) matches, besides files of their own. */
function mayImport(files, allowed, message) {
  const others = { regex: String.raw`^(?!\.{1,2}/|(${allowed})$)`, message };
  return {
    files: [files],
    rules: { 'no-restricted-imports': ['error', { patterns: [others, frontDoor, ...onPages] }] },
  };
}

export default defineConfig(
  // embed/test/pages stands for pages and libraries of other people, with all that is bad about them.
  globalIgnores(['**/lib/', 'dist/', 'var/', 'storybook-static/', '**/generated/', 'packages/embed/test/pages/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowNullish: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      // Counting and cutting by code points is what is meant here.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // An empty string is as good as none.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // Of an index that is surely there the compiler knows nothing, and `!` says so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // It believes that what it once saw stays so across an `await`.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A function may be async because its caller wants a promise.
      '@typescript-eslint/require-await': 'off',
      // Interfaces here describe plain objects, whose functions do not use `this`.
      '@typescript-eslint/unbound-method': 'off',
      // It does not know Promise.withResolvers<void>().
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-imports': ['error', { patterns: [frontDoor] }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { console: false, process: false, setInterval: false, clearInterval: false } },
  },
  {
    files: withTemplates,
    extends: [lit.configs['flat/all'], wc.configs['flat/best-practice'], litA11y.configs.recommended],
    rules: {
      'lit/attribute-names': ['error', { convention: 'kebab' }],
      'lit/ban-attributes': ['error', 'style'],
      // Our own lang is the platform's, with the platform's meaning.
      'lit/no-native-attributes': 'off',
      // A short handler or list reads best where it is drawn; the cost is nothing at our sizes.
      'lit/no-template-arrow': 'off',
      'lit/no-template-map': 'off',
      // No decorators here.
      'lit/prefer-query-decorators': 'off',
    },
  },
  {
    files: [inPages],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ForInStatement', message: 'A page may have extended Object.prototype: use Object.keys.' },
        {
          selector: "CallExpression[callee.object.name='Array'][callee.property.name='from']",
          message: 'Old libraries replace Array.from: spread, or use a loop.',
        },
        {
          selector: "CallExpression[callee.object.name='JSON'][callee.property.name='stringify']",
          message: 'Old libraries give arrays a toJSON that breaks it: use toJson of @cohesion/core.',
        },
        { selector: 'MemberExpression[property.name=/^(inner|outer)HTML$/]', message: 'Trusted Types block it.' },
      ],
    },
  },
  mayImport('packages/contract/src/**', '$.', 'The contract stands on nothing.'),
  mayImport('packages/core/src/**', '@cohesion/contract|lit|lit/.*|@lit/.*', 'core knows the contract and Lit.'),
  mayImport(
    'packages/{counter,sign-form}/src/**',
    '@cohesion/contract|@cohesion/core|@lit/localize|lit|lit/.*',
    'An element knows core, and no other element: those that must agree speak through events.',
  ),
  mayImport(
    'packages/embed/src/**',
    '@cohesion/[\\w-]+/define\\.js',
    'embed imports every define.js, and nothing else.',
  ),
  {
    files: ['packages/service/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            frontDoor,
            { regex: '^@cohesion/(?!contract$)', message: 'The service knows the contract, and no element.' },
          ],
        },
      ],
    },
  },
  {
    files: ['scripts/**/*.ts', 'e2e/**/*.ts'],
    // They start and drive the packages from outside, as programs.
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['packages/core/src/to-json.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: tests,
    rules: {
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['it', 'describe', 'suite', 'test'] },
          ],
        },
      ],
    },
  },
  {
    files: [browserTests],
    rules: {
      // Tests write pages as other people do.
      'lit/ban-attributes': 'off',
      'lit/prefer-static-styles': 'off',
      // @open-wc/semantic-dom-diff says that `equal` gives a promise, which it does not; `accessible` does.
      '@typescript-eslint/no-floating-promises': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "ExpressionStatement > CallExpression[callee.property.name='accessible']",
          message: 'Await it, or it cannot fail.',
        },
      ],
    },
  },
  prettier,
);
