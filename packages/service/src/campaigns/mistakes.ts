/** The campaigns cannot be used as they are. The message lists every mistake: file, line, place, reason, remedy. */
export class CampaignError extends Error {
  override readonly name = 'CampaignError';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    const many = mistakes.length === 1 ? 'There is a mistake' : `There are ${mistakes.length} mistakes`;
    super(`${many} in the campaigns:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`);
    this.mistakes = mistakes;
  }
}

/** Gathers mistakes while the files are read, so that an editor sees all of them at once. */
export class Mistakes {
  readonly #found: { file: string; line: number; text: string }[] = [];

  /** @param place - Where in the file, such as `fields.country`; empty for the file as a whole. */
  add(file: string, line: number | undefined, place: string, reason: string): void {
    const where = line === undefined ? file : `${file}:${line}`;
    this.#found.push({ file, line: line ?? 0, text: `${where}${place && ` ${place}`}: ${reason}` });
  }

  throwIfAny(): void {
    if (this.#found.length === 0) return;
    const files = [...new Set(this.#found.map(({ file }) => file))];
    this.#found.sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line);
    throw new CampaignError(this.#found.map(({ text }) => text));
  }
}

/** The name that was probably meant, or undefined when none is near. */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, distance: editDistance(given.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name;
}

/** Levenshtein: how many letters to add, drop or change to get from one word to the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
