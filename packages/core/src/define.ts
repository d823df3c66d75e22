const reserved = new WeakMap<Element, number>();

/**
 * Registers a tag, once. A tag that another copy of our script has registered is left alone: the first copy on the page
 * wins, and a second `customElements.define` would throw and take the rest of the script with it. Where the page forbids
 * our Trusted Types policy nothing could be drawn: what stands between the tags stays, and the browser tells why.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (isForbidden() || customElements.get(tag)) return;
  // What a page reserves by `:not(:defined)` ends with the next line, long before there is something to show.
  for (const waiting of document.querySelectorAll<HTMLElement>(tag)) reserved.set(waiting, waiting.offsetHeight);
  customElements.define(tag, element);
}

/** Lit's policy is 0 on such a page; rollup.config.mjs sees to it. */
function isForbidden(): boolean {
  return (globalThis as Record<symbol, unknown>)[Symbol.for('cohesion-widgets.trusted-types')] === 0;
}

/** The height, in pixels, that the page had reserved for an element before its tag was registered. */
export function reservedHeight(element: Element): number {
  return reserved.get(element) ?? 0;
}
