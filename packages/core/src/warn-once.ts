const warned = new Set<string>();

/** Tells a page's author, once, that an attribute has a value we cannot use; its default serves instead. */
export function warnOnce(element: Element, attribute: string, takes: string): void {
  const message = `<${element.localName}> cannot use ${attribute}="${element.getAttribute(attribute) ?? ''}"; it takes ${takes}.`;
  if (warned.has(message)) return;
  warned.add(message);
  console.warn(message);
}
