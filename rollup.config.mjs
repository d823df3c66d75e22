/** packages/ → dist/: one self-contained ES module with every element, and one for each element alone. */
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { literalsHtmlCssMinifier } from '@literals/rollup-plugin-html-css-minifier';
import { globSync, readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Each element's tag is its package's name with our prefix; its file is named after the tag. */
const elements = globSync('packages/*/src/define.ts')
  .map((file) => file.split(/[\\/]/)[1])
  .filter((name) => name !== 'core'); // its define.ts is the function that the others call

const bundle = (input, file) => ({
  input,
  output: {
    file,
    format: 'es',
    sourcemap: true,
    inlineDynamicImports: true,
    banner: `/*! Cohesion Widgets ${version}, EUPL-1.2. Contains Lit, (c) Google LLC, BSD-3-Clause. */`,
  },
  // lit-localize's front door would bring all of it along for `str` alone.
  treeshake: { moduleSideEffects: (id) => !id.includes('@lit/localize') },
  plugins: [
    nodeResolve(),
    ownTrustedTypesPolicy(),
    withoutTranslatorNotes(),
    literalsHtmlCssMinifier(),
    terser({
      ecma: 2022,
      module: true,
      compress: { passes: 9, pure_getters: true, unsafe_arrows: true },
      format: { comments: /^!/ },
    }),
  ],
  onwarn(warning) {
    throw new Error(warning.message);
  },
});

export default [
  bundle('packages/embed/lib/cohesion.js', 'dist/cohesion.js'),
  ...elements.map((name) => bundle(`packages/${name}/lib/define.js`, `dist/cohesion-${name}.js`)),
];

/**
 * Gives Lit's Trusted Types policy our name, and creates it once for all copies of us on a page. A page that lists its
 * policies allows each name once: under Lit's own, a page that uses Lit itself would make our import throw.
 * https://github.com/AmoebeLabs/flex-horseshoe-card/issues/149
 *
 * Where a page forbids our name it is 0, and `define` (core/src/define.ts) leaves the page as it is.
 */
function ownTrustedTypesPolicy() {
  const lits = /(\w+)\.createPolicy\("lit-html",(\{createHTML:\w+=>\w+\})\)/g;
  return {
    name: 'own-trusted-types-policy',
    transform(code, id) {
      if (!id.endsWith('/lit-html/lit-html.js')) return null;
      if (code.match(lits)?.length !== 1)
        throw new Error('lit-html no longer creates its policy the way we replace it');
      const create = '(()=>{try{return $1.createPolicy("cohesion-widgets",$2)}catch{return 0}})()';
      const ours = `globalThis[Symbol.for("cohesion-widgets.trusted-types")]??=${create}`;
      return { code: code.replace(lits, ours), map: null };
    },
  };
}

/** `desc` tells translators what a placeholder is; no reader needs it. Blanks keep the source map true. */
function withoutTranslatorNotes() {
  return {
    name: 'without-translator-notes',
    transform: (code) => ({
      code: code.replace(/,\s*desc: '(?:[^'\\]|\\.)*'/g, (note) => ' '.repeat(note.length)),
      map: null,
    }),
  };
}
