/** Trouble that a person can end: a sentence says what and how, and no stack trace belongs beside it. */
export class Trouble extends Error {}

/** Runs a script's work; trouble is told in its own words, and the process ends with 1. */
export async function tellTrouble(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
