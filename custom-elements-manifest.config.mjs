/** Doc comments → dist/custom-elements.json, from which Storybook takes its controls and editors their completion. */
export default {
  globs: ['packages/*/src/**/*.ts'],
  exclude: ['packages/{contract,service}/**', 'packages/*/src/generated/**'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [withoutInternals()],
};

/** `{state: true}`, `#private` and `@internal` members are nobody's business but the element's. */
function withoutInternals() {
  const isPublic = (member) =>
    !member.name.startsWith('#') && member.privacy !== 'private' && member.privacy !== 'protected';
  const internal = new Set();
  return {
    name: 'without-internals',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isPropertyDeclaration(node) && !ts.isGetAccessor(node)) return;
      const isInternal = ts.getJSDocTags(node).some((tag) => tag.tagName.text === 'internal');
      if (isInternal) internal.add(`${moduleDoc.path} ${node.name.getText()}`);
    },
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        for (const declaration of module.declarations ?? []) {
          const isShown = (member) => isPublic(member) && !internal.has(`${module.path} ${member.name}`);
          declaration.members = declaration.members?.filter(isShown);
          declaration.attributes = declaration.attributes?.filter(
            ({ fieldName }) => !internal.has(`${module.path} ${fieldName}`),
          );
        }
      }
    },
  };
}
