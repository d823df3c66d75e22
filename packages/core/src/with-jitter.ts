/** A fifth more at most, so that pages loaded together do not ask together for ever. */
export function withJitter(milliseconds: number): number {
  return milliseconds * (1 + Math.random() / 5);
}
