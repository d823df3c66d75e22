/**
 * `npm run storybook`: every state of every element, on a server of its own until Ctrl-C.
 * `npm run storybook -- build` writes it to `storybook-static/`; further arguments are Storybook's own.
 */
import { buildIfNeeded } from './build-if-needed.ts';
import { tellTrouble } from './trouble.ts';

const options = {
  dev: ['--disable-telemetry', '--no-version-updates', '--no-open', '--port=6006'],
  build: ['--disable-telemetry'],
};

await tellTrouble(async () => {
  const args = process.argv.slice(2);
  const command = args[0] === 'build' ? 'build' : 'dev';
  if (args[0] === command) args.shift();
  await buildIfNeeded();
  // In this very process, so that whatever ends this ends Storybook.
  process.argv.splice(2, Infinity, command, ...options[command], ...args);
  await import(new URL('../node_modules/storybook/dist/bin/dispatcher.js', import.meta.url).href);
});
