import { setTimeout as delay } from 'node:timers/promises';

/** Longer than anything takes on a busy machine, shorter than anybody wants to wait for a failure. */
export const patience = 15_000;

/** Asks again and again until there is an answer other than `undefined` or `false`, and gives it back. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
    await delay(50);
  }
}
