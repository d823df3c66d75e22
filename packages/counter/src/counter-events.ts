import type { Total } from '@cohesion/contract';

export interface CounterEventMap {
  /** A new total has arrived. */
  'cohesion-counted': CustomEvent<Total>;
  /** The total has reached the goal while the visitor was watching. */
  'cohesion-goal-reached': CustomEvent<Total>;
}

declare global {
  interface HTMLElementEventMap extends CounterEventMap {}
}
