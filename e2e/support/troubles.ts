import type { BrowserContext } from 'playwright-core';

/** Collects all that the pages of a visitor complain of: errors, warnings, violations of their policy. */
export function watchTroubles(context: BrowserContext): string[] {
  const troubles: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      troubles.push(`${message.page()?.url() ?? ''} ${message.type()}: ${message.text()}`);
    }
  });
  context.on('weberror', (error) => troubles.push(`${error.page()?.url() ?? ''} uncaught: ${error.error().message}`));
  return troubles;
}
