/**
 * `npm run service`: the signature service alone, with the script and the words that it serves. `npm start` runs it as
 * a child process: then its parent has built already, and it stops when the parent is gone, however that came about.
 */
import { buildIfNeeded } from './build-if-needed.ts';

if (process.connected) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
} else {
  await buildIfNeeded();
}
await import('../packages/service/src/main.ts');
