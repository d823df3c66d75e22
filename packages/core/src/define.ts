/**
 * Registers a tag, once. A tag that another copy of our script has registered is left alone: the first copy on the page
 * wins, and a second `customElements.define` would throw and take the rest of the script with it.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
