/**
 * The language an element stands in: its own `lang`, else that of its nearest ancestor, through shadow roots, which
 * neither `closest` nor `:lang()` can cross. Empty when nobody says.
 */
export function languageOf(element: Element): string {
  let node: Node | null = element;
  while (node) {
    const lang = node instanceof Element ? node.getAttribute('lang') : null;
    if (lang) return lang;
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return '';
}

const listeners = new Set<() => void>();
const watched = new WeakSet<Node>();

const observer = new MutationObserver(() => {
  // Translation tools rewrite <html lang> while they translate the page's own text; we already speak its language.
  if (/\btranslated-/.test(document.documentElement.className)) return;
  for (const listener of listeners) listener();
});

/** Calls back when a `lang` changes in a tree that the element stands in. One observer serves the whole page. */
export function watchLanguage(element: Element, listener: () => void): () => void {
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    if (!watched.has(root)) {
      watched.add(root);
      observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
    }
    if (!(root instanceof ShadowRoot)) break;
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}
