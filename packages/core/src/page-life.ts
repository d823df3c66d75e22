/**
 * Tells when the page goes out of sight and comes back: hidden tabs, the back-forward cache, and pages that are
 * prerendered and perhaps never seen. What nobody looks at costs nobody anything.
 */
export function watchPage(onChange: (seen: boolean) => void): () => void {
  const abort = new AbortController();
  const options = { signal: abort.signal };
  const report = (): void => {
    onChange(isPageSeen());
  };
  document.addEventListener('visibilitychange', report, options);
  document.addEventListener('prerenderingchange', report, options);
  addEventListener('pageshow', report, options);
  addEventListener('pagehide', () => onChange(false), options);
  return () => {
    abort.abort();
  };
}

/** Can a reader see the page right now? */
export function isPageSeen(): boolean {
  return !document.hidden && !(document as { prerendering?: boolean }).prerendering;
}
